#!/bin/sh
# First start of PostgreSQL: the role that owns the tables, the role of the application, and the database.
set -eu
psql --no-psqlrc --set ON_ERROR_STOP=1 --username postgres \
    --set owner_password="$UNION_OWNER_PASSWORD" --set app_password="$UNION_APP_PASSWORD" <<'SQL'
CREATE ROLE union_owner LOGIN PASSWORD :'owner_password' NOSUPERUSER NOBYPASSRLS;
CREATE ROLE union_app LOGIN PASSWORD :'app_password' NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE;
CREATE DATABASE union_ledger OWNER union_owner ENCODING 'UTF8' TEMPLATE template0;
REVOKE ALL ON DATABASE union_ledger FROM PUBLIC;
GRANT CONNECT, TEMPORARY ON DATABASE union_ledger TO union_app;
SQL
