#!/usr/bin/env bash
# Makes .venv and installs the hashed locks: `run` for serving, `dev` for tests and tools too.
set -euo pipefail
cd "$(dirname "$0")/.."
what=${1:?usage: scripts/python-env.sh run|dev}

find_python() {
    for candidate in ${PYTHON:-python3 python3.13 python3.12 python3.11}; do
        if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            echo "$candidate"
            return
        fi
    done
    echo "Python 3.11 or newer is needed; set PYTHON=/path/to/python3" >&2
    exit 1
}

stamp() {
    echo ".venv/.stamp-$1-$(cat "${@:2}" | sha256sum | cut -c1-16)"
}

install_locked() {
    # uv does not read pip's settings: whoever has a mirror configured for pip gets it here as well.
    if [ -z "${UV_DEFAULT_INDEX:-}${UV_INDEX_URL:-}" ]; then
        mirror=$(.venv/bin/python -m pip config get global.index-url 2>/dev/null || true)
        if [ -n "$mirror" ]; then export UV_DEFAULT_INDEX="$mirror"; fi
    fi
    .venv/bin/python -m uv pip "$@" --quiet --python .venv/bin/python --compile-bytecode --require-hashes
}

if ! .venv/bin/python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
    python=$(find_python)
    echo "Creating .venv ..." >&2
    "$python" -m venv --clear .venv || {
        echo "python3 -m venv does not work here (Debian, Ubuntu: apt-get install python3-venv)" >&2
        exit 1
    }
fi

dev_stamp=$(stamp dev requirements-dev.lock)
run_stamp=$(stamp run requirements.lock requirements-tools.lock)
if [ -e "$dev_stamp" ] || { [ "$what" = run ] && [ -e "$run_stamp" ]; }; then exit 0; fi

echo "Installing Python packages ..." >&2
rm -f .venv/.stamp-*
.venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-tools.lock
if [ "$what" = run ]; then
    install_locked install -r requirements.lock
    touch "$run_stamp"
else
    install_locked sync requirements-dev.lock
    touch "$dev_stamp"
fi
