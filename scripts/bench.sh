#!/usr/bin/env bash
# Runs every measurement under bench/ in turn (or the ones named); fails if one of them misses its aim.
set -uo pipefail
cd "$(dirname "$0")/.." || exit
failed=()
if [ $# -eq 0 ]; then
    for file in bench/[a-z]*.py; do set -- "$@" "$(basename "$file" .py)"; done
fi
for name in "$@"; do
    echo "--- bench.$name"
    .venv/bin/python -m "bench.$name" || failed+=("$name")
done
if [ ${#failed[@]} -gt 0 ]; then
    printf 'aim missed or failed: %s\n' "${failed[@]}" >&2
    exit 1
fi
