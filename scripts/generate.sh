#!/usr/bin/env bash
# Writes the files made from the code (`api`, `docs` or both); with --check, fails if that changed any of them.
set -euo pipefail
cd "$(dirname "$0")/.."
what=${1:-all}
generated=(frontend/openapi.json frontend/src/api/client docs/permissions.md docs/workflows.md docs/data-dictionary.md)

fingerprint() {
    find "${generated[@]}" -type f -print0 2>/dev/null | sort -z | xargs -0 sha256sum
}

api() {
    .venv/bin/python -m backend openapi
    scripts/node.sh npm run --silent api >/dev/null
}

docs() {
    .venv/bin/python -m scripts.generate_docs
}

case "$what" in
api) api ;;
docs) docs ;;
all) api && docs ;;
--check)
    before=$(fingerprint || true)
    api
    docs
    if [ "$before" != "$(fingerprint)" ]; then
        echo "Generated files were out of date and have been rewritten: commit them." >&2
        diff <(echo "$before") <(fingerprint) | awk '/^>/ {print "  " $3}' >&2
        exit 1
    fi
    ;;
*)
    echo "usage: scripts/generate.sh [api|docs|all|--check]" >&2
    exit 2
    ;;
esac
