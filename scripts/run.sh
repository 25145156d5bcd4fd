#!/usr/bin/env bash
# Sets up what is missing, brings the store up to date, loads the demo into an empty one, and serves.
set -euo pipefail
cd "$(dirname "$0")/.."
unset PYTHONDONTWRITEBYTECODE
scripts/python-env.sh run
scripts/frontend.sh build
export UNION_PROFILE=${UNION_PROFILE:-demo}
exec .venv/bin/python -m scripts.start
