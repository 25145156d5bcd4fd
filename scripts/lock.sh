#!/usr/bin/env bash
# Writes the three hashed requirement locks from pyproject.toml, without any address in them.
set -euo pipefail
cd "$(dirname "$0")/.."

compile() {
    env -u UV_INDEX -u UV_INDEX_URL -u UV_EXTRA_INDEX_URL -u UV_DEFAULT_INDEX -u UV_FIND_LINKS \
        UV_CUSTOM_COMPILE_COMMAND="make lock" \
        .venv/bin/python -m uv pip compile --quiet --no-config --universal --python-version 3.11 \
        --generate-hashes --no-emit-index-url "$@"
}

upgrade=()
if [ "${1:-}" = "--upgrade" ]; then upgrade=(--upgrade); fi

# The development lock holds everything; the other two are cut from it, so that versions agree.
compile "${upgrade[@]}" pyproject.toml --group dev --group tools --output-file requirements-dev.lock
compile pyproject.toml --constraint requirements-dev.lock --output-file requirements.lock
compile --group tools --constraint requirements-dev.lock --output-file requirements-tools.lock
python3 scripts/check_locks.py
