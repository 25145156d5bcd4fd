#!/usr/bin/env bash
# Prints the path of a Chromium for the browser tests; installs one with apt when run as root.
set -euo pipefail

found() {
    for name in ${CHROMIUM:-chromium chromium-browser google-chrome-stable google-chrome}; do
        if command -v "$name"; then return 0; fi
    done
    return 1
}

if found; then exit 0; fi
if [ -n "${CHROMIUM:-}" ]; then
    echo "CHROMIUM=$CHROMIUM is not a program" >&2
    exit 1
fi
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "Installing Chromium for the browser tests ..." >&2
    export DEBIAN_FRONTEND=noninteractive
    apt-get update -qq >&2
    apt-get install -y -qq --no-install-recommends chromium fonts-noto-cjk >&2
    found && exit 0
fi
echo "Browser tests need Chromium: apt-get install --no-install-recommends chromium fonts-noto-cjk (or set CHROMIUM)" >&2
exit 1
