"""Where a payer stands: it and everything that was recorded of it follow its union through the tree."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from sqlalchemy import Table, select, update
from sqlmodel import Session

from backend.funds.payers.models import FundPayer
from backend.kernel.db import as_system, metadata
from backend.kernel.history import HistoryEntry
from backend.kernel.second_lock import movable_tables

_PAYER: Any = FundPayer.__dict__["__table__"]


def place(session: Session, payer: FundPayer, organisation_id: UUID, path: str) -> None:
    """Stand a payer under a union or street, with its declarations, payments, cases and papers.

    Only what stood at the payer's old place goes along: the district's own books stay with the district.
    """
    old = payer.org_path
    payer.organisation_id, payer.org_path = organisation_id, path
    payer.version += 1
    session.flush()
    if old != path:
        with as_system(session):
            for table, condition in _following(payer):
                session.execute(
                    update(table)
                    .where(table.c.district_id == payer.district_id, table.c.org_path == old, condition)
                    .values(org_path=path)
                )
        session.expire_all()


def _following(payer: FundPayer) -> Iterator[tuple[Table, Any]]:
    """Every movable table whose rows are of this payer, directly or through a row that is, and their trails."""
    tables = [metadata.tables[name] for name in movable_tables()]
    direct = [table for table in tables if _refers(table, "payer_id", _PAYER.name)]
    own = {table.name: _ids(table, table.c.payer_id == payer.id, payer) for table in direct}
    for table in direct:
        yield table, table.c.payer_id == payer.id
    for table in tables:
        for key, target in _references(table):
            if table.name not in own and target in own:
                yield table, table.c[key].in_(own[target])
    trail: Any = HistoryEntry.__dict__["__table__"]
    for ids in (_ids(_PAYER, _PAYER.c.id == payer.id, payer), *own.values()):
        yield trail, trail.c.object_id.in_(ids)


def _ids(table: Table, condition: Any, payer: FundPayer) -> Any:
    return select(table.c.id).where(table.c.district_id == payer.district_id, condition)


def _refers(table: Table, key: str, target: str) -> bool:
    return any(found == (key, target) for found in _references(table))


def _references(table: Table) -> list[tuple[str, str]]:
    """The composite keys of a table: (column, table it points to)."""
    found = []
    for constraint in table.foreign_key_constraints:
        names = [column.name for column in constraint.columns if column.name != "district_id"]
        if len(names) == 1:
            found.append((names[0], constraint.referred_table.name))
    return found
