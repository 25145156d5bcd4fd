"""Rules that a table's store itself keeps when a row is added, declared with the table, on both databases."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import text
from sqlalchemy.engine import Connection


@dataclass(frozen=True)
class Guard:
    """One trigger before each added row.

    :param sqlite: (condition over NEW, refusal in words) pairs; the row is refused when a condition holds.
    :param postgresql: the body of a plpgsql trigger function that answers NEW or raises ``check_violation``.
    :param at_commit: the same, run once more for each added row when the transaction ends (PostgreSQL only: there
        two transactions may add to the same object at the same time, SQLite has one writer).
    """

    name: str
    sqlite: Sequence[tuple[str, str]]
    postgresql: str
    at_commit: str = ""


#: Every table with its guard; a domain adds its own beside its tables.
GUARDS: dict[str, Guard] = {}


def declared() -> list[tuple[str, Guard]]:
    """Every table with its guard, in one order."""
    return sorted(GUARDS.items(), key=lambda item: item[0])


def put_on(connection: Connection, existing: set[str]) -> None:
    """Put the guards on the tables that exist by now; may be repeated."""
    for table, guard in declared():
        if table in existing:
            take_off(connection, table, guard)
            (_on_postgresql if connection.dialect.name == "postgresql" else _on_sqlite)(
                connection, table, guard
            )


def take_off(connection: Connection, table: str, guard: Guard) -> None:
    """Take a guard off again."""
    if connection.dialect.name == "postgresql":
        for name in triggers_of(guard, "postgresql"):
            _run(connection, f'DROP TRIGGER IF EXISTS {name} ON "{table}"')
            _run(connection, f"DROP FUNCTION IF EXISTS {name}()")
        return
    for number in range(len(guard.sqlite)):
        _run(connection, f"DROP TRIGGER IF EXISTS {guard.name}_{number}")


def triggers_of(guard: Guard, dialect: str) -> list[str]:
    """The names under which a store keeps a guard."""
    if dialect == "postgresql":
        return [guard.name, *([f"{guard.name}_at_commit"] if guard.at_commit else [])]
    return [f"{guard.name}_{number}" for number in range(len(guard.sqlite))]


def _on_postgresql(connection: Connection, table: str, guard: Guard) -> None:
    for name, body in zip(
        triggers_of(guard, "postgresql"), (guard.postgresql, guard.at_commit), strict=False
    ):
        _run(connection, f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ {body} $$")
        late = name != guard.name
        when = "CONSTRAINT TRIGGER {} AFTER INSERT" if late else "TRIGGER {} BEFORE INSERT"
        _run(
            connection,
            f'CREATE {when.format(name)} ON "{table}" {"DEFERRABLE INITIALLY DEFERRED" if late else ""}'
            f" FOR EACH ROW EXECUTE FUNCTION {name}()",
        )


def _on_sqlite(connection: Connection, table: str, guard: Guard) -> None:
    for number, (condition, refusal) in enumerate(guard.sqlite):
        _run(
            connection,
            f'CREATE TRIGGER {guard.name}_{number} BEFORE INSERT ON "{table}" WHEN {condition}'
            f" BEGIN SELECT RAISE(ABORT, '{refusal}'); END",
        )


def _run(connection: Connection, statement: str) -> None:
    connection.execute(text(statement.replace(":", "\\:")))
