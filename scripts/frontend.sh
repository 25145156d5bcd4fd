#!/usr/bin/env bash
# Installs the page's packages (`deps`) and builds the page (`build`), each only when something changed.
set -euo pipefail
cd "$(dirname "$0")/.."
what=${1:?usage: scripts/frontend.sh deps|build}
stamps=var/stamps
mkdir -p "$stamps"

hash_of() {
    xargs -0 sha256sum | sha256sum | cut -c1-16
}

deps() {
    local stamp
    stamp="frontend/node_modules/.stamp-$(printf '%s\0' frontend/package.json frontend/package-lock.json | hash_of)"
    if [ -e "$stamp" ]; then return; fi
    echo "Installing the page's packages ..." >&2
    scripts/node.sh npm ci --no-progress --loglevel=error >&2
    touch "$stamp"
}

build() {
    local stamp
    stamp="$stamps/frontend-$(find frontend -path frontend/node_modules -prune -o -path frontend/dist -prune \
        -o -type f -print0 | sort -z | hash_of)"
    if [ -e "$stamp" ] && [ -e frontend/dist/index.html ]; then return; fi
    echo "Building the page ..." >&2
    scripts/node.sh npm run --silent build >&2
    rm -f "$stamps"/frontend-*
    touch "$stamp"
}

deps
if [ "$what" = build ]; then build; fi
