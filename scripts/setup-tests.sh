#!/usr/bin/env bash
# Everything the tests need: Python and page packages, the built page, PostgreSQL, Chromium.
set -euo pipefail
cd "$(dirname "$0")/.."
scripts/python-env.sh dev
scripts/frontend.sh build
scripts/ensure-chromium.sh >/dev/null
if [ -z "${DATABASE_URL:-}" ]; then scripts/ensure-postgres.sh >/dev/null; fi
