#!/usr/bin/env bash
# Sets up what is missing, brings the store up to date, loads the demo into an empty one, and serves.
set -euo pipefail
cd "$(dirname "$0")/.."
scripts/python-env.sh run
scripts/frontend.sh build
export UNION_PROFILE=${UNION_PROFILE:-demo}
.venv/bin/python -m backend migrate
if [ "$UNION_PROFILE" = demo ]; then .venv/bin/python -m backend demo load --if-empty; fi
exec .venv/bin/python -m backend serve
