#!/usr/bin/env bash
# Starts over: removes the embedded store, its keys and its files, after asking.
set -euo pipefail
cd "$(dirname "$0")/.."
case "${UNION_DATABASE_URL:-sqlite}" in
sqlite*) ;;
*)
    echo "make reset removes the embedded store only; UNION_DATABASE_URL names another one." >&2
    exit 1
    ;;
esac
folder=${UNION_DATA_DIR:-var}
printf 'This removes every record, key and file under %s. Type yes to go on: ' "$folder"
read -r answer
if [ "$answer" != yes ]; then
    echo "Nothing was removed."
    exit 1
fi
rm -rf -- "$folder"/union-ledger.db "$folder"/union-ledger.db-wal "$folder"/union-ledger.db-shm \
    "$folder"/keys.json "$folder"/files "$folder"/demo-accounts.txt
echo "Done. make run starts with a new store."
