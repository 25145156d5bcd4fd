"""Moving a part of the tree: every row that stands in it gets its new place, in the caller's transaction."""

from sqlalchemy import column, func, literal, table, update
from sqlmodel import Session

from backend.kernel.authz import next_path
from backend.kernel.db import as_system, ordered_text
from backend.kernel.second_lock import movable_tables


def move_rows(session: Session, district_id: str, old: str, new: str) -> dict[str, int]:
    """Give all rows at or below ``old`` the same place below ``new``; returns how many moved, by table.

    Rows of the audit trail stay: their place is part of the chain's hashes. What the session had read is read anew.
    """
    if new.startswith(old) or old.startswith(new):
        raise ValueError("a part of the tree cannot move into itself")
    session.flush()
    moved = {}
    with as_system(session):
        for name in movable_tables():
            count = _move(session, name, district_id, old, new)
            if count:
                moved[name] = count
    session.expire_all()
    return moved


def _move(session: Session, name: str, district_id: str, old: str, new: str) -> int:
    path, district = column("org_path", ordered_text()), column("district_id", ordered_text(6))
    statement = (
        update(table(name, path, district))
        .where(district == district_id, path >= old, path < next_path(old))
        .values(org_path=literal(new, ordered_text()).concat(func.substr(path, len(old) + 1)))
    )
    return int(session.execute(statement).rowcount)  # type: ignore[attr-defined]
