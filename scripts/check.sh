#!/usr/bin/env bash
# Everything that can be checked without running the program; runs all checks and names those that fail.
set -uo pipefail
cd "$(dirname "$0")/.." || exit
export PATH="$PWD/.venv/bin:$PATH"
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

check() {
    local name=$1
    shift
    echo "--- $name (at ${SECONDS} s)"
    "$@" || echo "$name" >>"$folder/failed"
}

page_checks() {
    check "generated files" scripts/generate.sh --check
    check "page: types" scripts/node.sh npm run --silent types
    check "page: lint" scripts/node.sh npm run --silent lint
}

# The page's checks have a core of their own; they begin with the files that the others of them read.
page_checks >"$folder/page" 2>&1 &
check "format" ruff format --check --quiet .
check "lint" ruff check --quiet .
check "types" mypy
check "contracts between packages" lint-imports
check "locks" python scripts/check_locks.py
wait
cat "$folder/page"

if [ -e "$folder/failed" ]; then
    sed 's/^/FAILED: /' "$folder/failed" >&2
    exit 1
fi
echo "All checks passed."
