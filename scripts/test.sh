#!/usr/bin/env bash
# The whole test: set-up, static checks, the page's tests, both databases, and a real browser.
set -euo pipefail
cd "$(dirname "$0")/.."
unset PYTHONDONTWRITEBYTECODE
workers=${TEST_WORKERS:-2}

stage() {
    echo "=== $1 (at ${SECONDS} s)"
}

stage "set-up"
scripts/setup-tests.sh
stage "static checks"
scripts/check.sh
stage "page"
scripts/node.sh npm run --silent test
scripts/node.sh npm run --silent budget
# The long tests go one to each worker; the browser tests drive their own event loop and have a process of their own.
stage "tests that run a server for minutes"
.venv/bin/python -m pytest -q -m slow -n "$workers" --dist load "$@"
stage "tests, both databases"
.venv/bin/python -m pytest -q -m "not browser and not slow" -n "$workers" --dist loadscope "$@"
stage "tests in a browser"
.venv/bin/python -m pytest -q -m browser -n "$workers" --dist load tests/browser "$@"
stage "done"
