"""The store's own locks behind the program: rows out of reach on PostgreSQL, append-only tables on both databases."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import inspect, text
from sqlalchemy.engine import Connection

from backend.kernel import guards
from backend.kernel.db import Scoped, metadata

#: Last item of ``__table_args__`` of a table whose rows are never changed or removed; only their place in the
#: tree follows their union (kernel.paths).
APPEND_ONLY: dict[str, Any] = {"info": {"append_only": True}}
#: The same for rows whose place is part of what they attest: it stays, too.
APPEND_ONLY_IN_PLACE: dict[str, Any] = {"info": {"append_only": True, "in_place": True}}

POLICY = "reach"
TRIGGERS = {"UPDATE": "append_only_update", "DELETE": "append_only_delete"}
TRUNCATE_TRIGGER = "append_only_truncate"
REFUSE = "refuse_change"
PLACE_ONLY = "refuse_all_but_place"

_SETTING = "(SELECT nullif(current_setting('app.{}', true), ''))"
_IN_REACH = (
    f"{_SETTING.format('system')} = 'on'"
    f" OR (district_id = {_SETTING.format('district')}"
    f" AND org_path >= {_SETTING.format('path')}"
    " AND org_path < (SELECT left(nullif(current_setting('app.path', true), ''), -1) || '/'))"
)
_SQLITE_TRIGGERS = (
    "SELECT tbl_name || ' ' || replace(name, '_' || tbl_name, '') FROM sqlite_master WHERE type = 'trigger'"
)
_REFUSE_BODY = f"""
CREATE OR REPLACE FUNCTION {REFUSE}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'rows of % are only ever added', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END
$$
"""
#: ``*=`` compares the stored images of two rows, whatever their types.
_PLACE_ONLY_BODY = f"""
CREATE OR REPLACE FUNCTION {PLACE_ONLY}() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  place text := NEW.org_path;
BEGIN
  NEW.org_path := OLD.org_path;
  IF NEW *= OLD AND starts_with(place, OLD.district_id || '.') THEN
    NEW.org_path := place;
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'rows of % are only ever added', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END
$$
"""


def scoped_tables() -> list[str]:
    """Every business table the program declares: those with a district and a place in the tree."""
    marks = set(Scoped.model_fields) & {"district_id", "org_path"}
    return sorted(name for name, table in metadata.tables.items() if marks <= set(table.columns.keys()))


def append_only_tables() -> list[str]:
    """Every table the program declares as append-only."""
    return sorted(name for name, table in metadata.tables.items() if table.info.get("append_only"))


def movable_tables() -> list[str]:
    """Every business table whose rows follow their union through the tree."""
    return [name for name in scoped_tables() if not metadata.tables[name].info.get("in_place")]


def secure(
    connection: Connection, scoped: Sequence[str] | None = None, append_only: Sequence[str] | None = None
) -> None:
    """Put the locks on; called at the end of a migration with ``op.get_bind()``; may be repeated.

    Without lists: all declared tables that exist in the store by now.
    """
    existing = set(inspect(connection).get_table_names())
    lasting = existing & set(append_only_tables() if append_only is None else append_only)
    if connection.dialect.name == "postgresql":
        for table in sorted(existing & set(scoped_tables() if scoped is None else scoped)):
            _limit_rows(connection, table)
        connection.execute(text(_REFUSE_BODY))
        connection.execute(text(_PLACE_ONLY_BODY))
    for table in sorted(lasting):
        _refuse_changes(connection, table)
    guards.put_on(connection, existing)


def release(connection: Connection) -> None:
    """Take every lock off again; called at the start of a downgrade that removes the tables."""
    existing = set(inspect(connection).get_table_names())
    for table, guard in guards.declared():
        if table in existing:
            guards.take_off(connection, table, guard)
    for table in sorted(existing):
        _drop_triggers(connection, table)
        if connection.dialect.name == "postgresql":
            _run(connection, f'DROP POLICY IF EXISTS {POLICY} ON "{table}"')
    if connection.dialect.name == "postgresql":
        for function in (REFUSE, PLACE_ONLY):
            _run(connection, f"DROP FUNCTION IF EXISTS {function}()")


def grant_rows(connection: Connection, role: str) -> None:
    """Let the application's role read and write rows, and only add to append-only tables (PostgreSQL)."""
    name = connection.dialect.identifier_preparer.quote(role)
    existing = set(inspect(connection).get_table_names())
    _run(connection, f"GRANT USAGE ON SCHEMA public TO {name}")
    _run(connection, f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {name}")
    for table in sorted(existing & set(append_only_tables())):
        _run(connection, f'REVOKE UPDATE, DELETE, TRUNCATE ON "{table}" FROM {name}')
        if _moves(table):
            _run(connection, f'GRANT UPDATE (org_path) ON "{table}" TO {name}')
    if "alembic_version" in existing:
        _run(connection, f"REVOKE INSERT, UPDATE, DELETE ON alembic_version FROM {name}")


def unlocked(connection: Connection) -> list[str]:
    """What is missing in a store: ``table: lock`` for each declared table without its lock."""
    existing = set(inspect(connection).get_table_names())
    lasting = [name for name in append_only_tables() if name in existing]
    if connection.dialect.name != "postgresql":
        triggers = _names(connection, _SQLITE_TRIGGERS)
        return _absent(lasting, TRIGGERS.values(), triggers) + _unguarded(existing, "sqlite", triggers)
    triggers = _names(
        connection,
        "SELECT c.relname || ' ' || t.tgname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid"
        " WHERE NOT t.tgisinternal AND t.tgenabled <> 'D'",
    )
    limited = _names(
        connection,
        "SELECT c.relname || ' ' || p.polname FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid"
        " WHERE c.relrowsecurity AND c.relforcerowsecurity",
    )
    scoped = [name for name in scoped_tables() if name in existing]
    return (
        _absent(lasting, [*TRIGGERS.values(), TRUNCATE_TRIGGER], triggers)
        + _absent(scoped, [POLICY], limited)
        + _unguarded(existing, "postgresql", triggers)
    )


def _unguarded(existing: set[str], dialect: str, found: set[str]) -> list[str]:
    return [
        lock
        for table, guard in guards.declared()
        if table in existing
        for lock in _absent([table], guards.triggers_of(guard, dialect), found)
    ]


def _absent(tables: Iterable[str], locks: Iterable[str], found: set[str]) -> list[str]:
    locks = list(locks)
    return [f"{table}: {lock}" for table in tables for lock in locks if f"{table} {lock}" not in found]


def _names(connection: Connection, query: str) -> set[str]:
    return set(connection.execute(text(query)).scalars())


def _limit_rows(connection: Connection, table: str) -> None:
    _run(connection, f'ALTER TABLE "{table}" ENABLE ROW LEVEL SECURITY')
    _run(connection, f'ALTER TABLE "{table}" FORCE ROW LEVEL SECURITY')
    _run(connection, f'DROP POLICY IF EXISTS {POLICY} ON "{table}"')
    _run(connection, f'CREATE POLICY {POLICY} ON "{table}" USING ({_IN_REACH}) WITH CHECK ({_IN_REACH})')


def _moves(table: str) -> bool:
    return table in movable_tables()


def _refuse_changes(connection: Connection, table: str) -> None:
    _drop_triggers(connection, table)
    if connection.dialect.name != "postgresql":
        for verb, trigger in TRIGGERS.items():
            when = _any_difference(connection, table) if verb == "UPDATE" and _moves(table) else ""
            _run(
                connection,
                f'CREATE TRIGGER {trigger}_{table} BEFORE {verb} ON "{table}" {when}'
                f" BEGIN SELECT RAISE(ABORT, 'rows of {table} are only ever added'); END",
            )
        return
    for verb, trigger in TRIGGERS.items():
        function = PLACE_ONLY if verb == "UPDATE" and _moves(table) else REFUSE
        _run(
            connection,
            f'CREATE TRIGGER {trigger} BEFORE {verb} ON "{table}" FOR EACH ROW EXECUTE FUNCTION {function}()',
        )
    _run(
        connection,
        f'CREATE TRIGGER {TRUNCATE_TRIGGER} BEFORE TRUNCATE ON "{table}"'
        f" FOR EACH STATEMENT EXECUTE FUNCTION {REFUSE}()",
    )


def _any_difference(connection: Connection, table: str) -> str:
    """SQLite: refuses unless the place is all that changes, and stays in the district."""
    names = [item["name"] for item in inspect(connection).get_columns(table) if item["name"] != "org_path"]
    differs = [f'OLD."{name}" IS NOT NEW."{name}"' for name in ("rowid", *names)]
    return f"WHEN {' OR '.join(differs)} OR instr(NEW.org_path, OLD.district_id || '.') IS NOT 1"


def _drop_triggers(connection: Connection, table: str) -> None:
    if connection.dialect.name == "postgresql":
        for trigger in (*TRIGGERS.values(), TRUNCATE_TRIGGER):
            _run(connection, f'DROP TRIGGER IF EXISTS {trigger} ON "{table}"')
        return
    for trigger in TRIGGERS.values():
        _run(connection, f"DROP TRIGGER IF EXISTS {trigger}_{table}")


def _run(connection: Connection, statement: str) -> None:
    connection.execute(text(statement))
