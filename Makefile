# Union Ledger. `make help` lists the targets; what they do is in scripts/.
.DEFAULT_GOAL := help
.PHONY: help run test check dev api docs migrate bench reset lock format

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-9s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: ## set up, load the demo on first start, serve on 127.0.0.1:PORT (8000)
	@exec scripts/run.sh

test: ## set up and test everything: checks, both databases, a real browser
	@exec scripts/test.sh

check: ## format, lint, types, contracts, generated files (no tests)
	@scripts/python-env.sh dev && scripts/frontend.sh deps && exec scripts/check.sh

dev: ## serve with hot reload: API on 8000, page on 5173
	@exec scripts/dev.sh

format: ## put the Python code into its standard form
	@scripts/python-env.sh dev && .venv/bin/ruff format . && .venv/bin/ruff check --fix .

api: ## write openapi.json and the page's client from the code
	@scripts/python-env.sh dev && scripts/frontend.sh deps && exec scripts/generate.sh api

docs: ## write permissions, workflows and data dictionary from the code
	@scripts/python-env.sh dev && exec scripts/generate.sh docs

migrate: ## bring the tables of the store up to date
	@scripts/python-env.sh run && exec .venv/bin/python -m backend migrate

bench: ## measure speed and memory, print a table
	@scripts/python-env.sh dev && scripts/frontend.sh build && exec .venv/bin/python -m bench

reset: ## remove the embedded store and start over, after asking
	@exec scripts/reset.sh

lock: ## write the hashed requirement locks (UPGRADE=1: with newer versions)
	@scripts/python-env.sh dev && exec scripts/lock.sh $(if $(UPGRADE),--upgrade)
