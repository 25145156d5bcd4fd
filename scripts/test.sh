#!/usr/bin/env bash
# The whole test: set-up, static checks, the page's tests, both databases, and a real browser.
set -euo pipefail
cd "$(dirname "$0")/.."
unset PYTHONDONTWRITEBYTECODE
scripts/setup-tests.sh
scripts/check.sh
echo "--- page: tests"
scripts/node.sh npm run --silent test
scripts/node.sh npm run --silent budget
# The long tests go one to each worker; the browser tests drive their own event loop and have a process of their own.
echo "--- tests that run a server for minutes"
.venv/bin/python -m pytest -q -m slow -n "${TEST_WORKERS:-2}" --dist load "$@"
echo "--- tests, both databases"
.venv/bin/python -m pytest -q -m "not browser and not slow" -n "${TEST_WORKERS:-2}" --dist loadscope "$@"
echo "--- tests in a browser"
.venv/bin/python -m pytest -q -m browser -n "${TEST_WORKERS:-2}" --dist load tests/browser "$@"
