#!/usr/bin/env bash
# Takes the pictures of the documents anew: the month of one union, told in a real browser over the demo.
set -euo pipefail
cd "$(dirname "$0")/.."
scripts/setup-tests.sh
.venv/bin/python -m pytest -q -m browser tests/browser/test_return_story.py
mkdir -p docs/images
for name in chair-return street-review district-board; do
    cp "var/pictures/$name.png" docs/images/
done
