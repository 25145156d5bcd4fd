#!/usr/bin/env bash
# Serves with hot reload: the API on $PORT (8000) and the page, which passes /api on, on 5173.
set -euo pipefail
cd "$(dirname "$0")/.."
scripts/python-env.sh dev
scripts/frontend.sh deps
export UNION_PROFILE=${UNION_PROFILE:-demo}
.venv/bin/python -m scripts.start --reload &
api=$!
trap 'kill "$api" 2>/dev/null || true' EXIT
UNION_API="http://127.0.0.1:${PORT:-8000}" scripts/node.sh npm run dev
