#!/usr/bin/env bash
# Everything that can be checked without running the program; runs all checks and names those that fail.
set -uo pipefail
cd "$(dirname "$0")/.." || exit
export PATH="$PWD/.venv/bin:$PATH"
failed=()

check() {
    local name=$1
    shift
    echo "--- $name"
    "$@" || failed+=("$name")
}

check "format" ruff format --check --quiet .
check "lint" ruff check --quiet .
check "types" mypy
check "contracts between packages" lint-imports
check "locks" python scripts/check_locks.py
check "generated files" scripts/generate.sh --check
check "page: types" scripts/node.sh npm run --silent types
check "page: lint" scripts/node.sh npm run --silent lint

if [ ${#failed[@]} -gt 0 ]; then
    printf 'FAILED: %s\n' "${failed[@]}" >&2
    exit 1
fi
echo "All checks passed."
