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
# The demo of the browser's stories is made while the checks run.
UNION_TEST_DEMO=$(mktemp -d)
export UNION_TEST_DEMO
trap 'rm -rf "$UNION_TEST_DEMO"' EXIT
.venv/bin/python -m tests.browser.store "$UNION_TEST_DEMO" &
demo=$!
stage "static checks"
scripts/check.sh
stage "page"
scripts/node.sh npm run --silent test
scripts/node.sh npm run --silent budget
wait "$demo"
# The browser tests drive their own event loop and have a process of their own.
stage "tests, both databases"
.venv/bin/python -m pytest -q -m "not browser" -n "$workers" --dist loadscope --no-loadscope-reorder "$@"
stage "tests in a browser"
.venv/bin/python -m pytest -q -m browser -n "$workers" --dist load --maxschedchunk 1 tests/browser "$@"
stage "done"
