#!/usr/bin/env bash
# Everything the tests need: Python and page packages, the built page, PostgreSQL, Chromium.
set -euo pipefail
cd "$(dirname "$0")/.."

# Chromium comes from the system while packages are installed.
scripts/ensure-chromium.sh >/dev/null &
chromium=$!
scripts/python-env.sh dev
if [ -z "${DATABASE_URL:-}" ]; then scripts/ensure-postgres.sh >/dev/null; fi
scripts/frontend.sh build
wait "$chromium"
