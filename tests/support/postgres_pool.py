"""One PostgreSQL database per worker, emptied between tests; a changed definition makes it a new copy of the template.

Copying the template costs a checkpoint of the whole server, emptying what a test filled does not. Emptying needs a
superuser (triggers and foreign keys rest meanwhile); on somebody else's server every test gets its own copy.
"""

import secrets
from dataclasses import dataclass

import psycopg
from psycopg import sql

from tests.support.postgres import Server

#: A table larger than this is truncated instead of emptied row by row.
MANY_BYTES = 65_536

_DEFINITIONS = """
SELECT md5(string_agg(line, E'\\n' ORDER BY line)) FROM (
  SELECT concat('c', oid, relname, relkind, relacl, relrowsecurity, relforcerowsecurity) AS line FROM pg_class
    WHERE relnamespace = 'public'::regnamespace
  UNION ALL SELECT concat('a', attrelid, attnum, attname, atttypid, attnotnull, attacl) FROM pg_attribute
    JOIN pg_class ON pg_class.oid = attrelid AND relnamespace = 'public'::regnamespace
  UNION ALL SELECT concat('t', tgrelid, tgname, tgenabled, tgfoid) FROM pg_trigger
  UNION ALL SELECT concat('p', oid, proname, md5(prosrc)) FROM pg_proc WHERE pronamespace = 'public'::regnamespace
  UNION ALL SELECT concat('y', polrelid, polname, polcmd) FROM pg_policy
  UNION ALL SELECT concat('k', conrelid, conname, convalidated) FROM pg_constraint
) AS definitions
"""
_TABLES = """
SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') AND NOT relispartition
"""
_ALONE = """
SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()
"""
_SEQUENCES = "SELECT setval(seqrelid::regclass, seqstart, false) FROM pg_sequence"


@dataclass
class Pool:
    """The database of this worker, once there is one."""

    name: str = ""
    definitions: str = ""
    #: the tables that the template leaves empty
    emptied: tuple[str, ...] = ()

    def take(self, server: Server, template: str) -> str:
        """The name of an empty, migrated database."""
        if self.name and self._reset(server):
            return self.name
        if self.name:
            server.drop(self.name)
        self.name = f"{server.prefix}_{secrets.token_hex(6)}"
        server.create(self.name, template)
        with server.connect(self.name) as connection:
            self.definitions = _value(connection, _DEFINITIONS)
            names = [row[0] for row in connection.execute(_TABLES).fetchall()]
            filled = _filled(connection, names)
            self.emptied = tuple(name for name in names if name not in filled)
        return self.name

    def _reset(self, server: Server) -> bool:
        """Whether the database is as the template again."""
        with server.connect(self.name) as connection:
            connection.execute(_ALONE)
            if _value(connection, _DEFINITIONS) != self.definitions:
                return False
            connection.execute("SET session_replication_role = replica")
            for name in _filled(connection, self.emptied):
                _empty(connection, name)
            connection.execute(_SEQUENCES)
        return True


def _filled(connection: psycopg.Connection, names: tuple[str, ...] | list[str]) -> list[str]:
    """The tables with at least one row."""
    looks = [
        sql.SQL("SELECT {} WHERE EXISTS (SELECT FROM {})").format(sql.Literal(name), sql.Identifier(name))
        for name in names
    ]
    return [row[0] for row in connection.execute(sql.SQL(" UNION ALL ").join(looks)).fetchall()]


def _empty(connection: psycopg.Connection, name: str) -> None:
    size = connection.execute("SELECT pg_relation_size(%s::regclass)", [name]).fetchone()
    how = "TRUNCATE {} CASCADE" if size and size[0] > MANY_BYTES else "DELETE FROM {}"
    connection.execute(sql.SQL(how).format(sql.Identifier(name)))


def _value(connection: psycopg.Connection, statement: str) -> str:
    row = connection.execute(statement.encode()).fetchone()
    assert row is not None
    return str(row[0])
