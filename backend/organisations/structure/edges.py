"""The tree as dated edges: hanging a union elsewhere, ending it, taking an ending back, and the tree of any date."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, func, select, update
from sqlmodel import Session

from backend.kernel.authz import next_path
from backend.kernel.paths import move_rows
from backend.organisations.codes import OrgStatus
from backend.organisations.models import Organisation, ParentEdge, SerialCounter
from backend.organisations.numbering import path_series
from backend.organisations.queries import ORG
from backend.organisations.structure.models import WithdrawnEnding

_E: Any = ParentEdge
_COUNTER: Any = SerialCounter


def units_below(
    session: Session, district_id: str, top: UUID, on: date, known_at: datetime | None
) -> Select[tuple[UUID]]:
    """Ids of a union and of all that stood below it at the end of a date, as known at a moment.

    Of a union's edges the newest that had begun counts; before its first one a union stands where it began.
    The edges of a district are read once and climbed here: no statement walks up the tree by itself.
    """
    edges = _edges(session, district_id, known_at)
    children: dict[UUID, list[UUID]] = {}
    for child, parent in _parents(edges, on).items():
        children.setdefault(parent, []).append(child)
    found = [top]
    for union in found:
        found += children.get(union, ())
    return select(ORG.id).where(ORG.district_id == district_id, ORG.id.in_(found))


def branches_below(
    session: Session, district_id: str, top: UUID, on: date, known_at: datetime | None
) -> dict[UUID, UUID]:
    """A union and all that stood below it at the end of a date, each with the branch right below it that it was in.

    The union itself is its own branch.
    """
    children: dict[UUID, list[UUID]] = {}
    for child, parent in _parents(_edges(session, district_id, known_at), on).items():
        children.setdefault(parent, []).append(child)
    found = {top: top}
    for branch in children.get(top, ()):
        below = [branch]
        for union in below:
            found[union] = branch
            below += children.get(union, ())
    return found


def second_level_on(session: Session, district_id: str, days: Iterable[date]) -> dict[date, dict[UUID, UUID]]:
    """For each date every union with the federation right below the district that it belonged to (or is)."""
    edges = _edges(session, district_id, None)
    return {day: _climb(edges, day) for day in days}


def _edges(session: Session, district_id: str, known_at: datetime | None) -> Sequence[Any]:
    recorded = [] if known_at is None else [_E.recorded_at <= known_at]
    return session.execute(
        select(_E.child_id, _E.parent_id, _E.valid_from)
        .where(_E.district_id == district_id, *recorded)
        .order_by(_E.valid_from, _E.recorded_at)
    ).all()


def _climb(edges: Sequence[Any], day: date) -> dict[UUID, UUID]:
    parents = _parents(edges, day)
    found = {}
    for union in parents:
        at = union
        while parents.get(parents[at]) is not None:
            at = parents[at]
        found[union] = at
    return found


def _parents(edges: Sequence[Any], day: date) -> dict[UUID, UUID]:
    """Later edges replace earlier ones; before its first one a union stands where it began."""
    parents: dict[UUID, UUID] = {}
    for child, parent, valid_from in edges:
        if valid_from <= day or child not in parents:
            parents[child] = parent
    return parents


def units_held(
    session: Session, district_id: str, holder: UUID, place: UUID, on: date, known_at: datetime | None
) -> Select[tuple[UUID]]:
    """The unions below a place on a date that also stood below ``holder`` then: nobody asks about others' past."""
    asked = units_below(session, district_id, place, on, known_at)
    if place == holder:
        return asked
    held = units_below(session, district_id, holder, on, known_at).subquery()
    return asked.where(asked.selected_columns[0].in_(select(held.c.id)))


def placed_on(session: Session, union: Organisation) -> date | None:
    """Since when a union stands where it stands; None for the district's own."""
    newest = select(func.max(_E.valid_from)).where(
        _E.district_id == union.district_id, _E.child_id == union.id
    )
    found: date | None = session.execute(newest).scalar_one()
    return found


def hang(session: Session, union: Organisation, parent_id: UUID, path: str, on: date, at: datetime) -> None:
    """Put a union with all below it under another parent, from a date on, at a given place."""
    open_edges = session.execute(
        select(ParentEdge).where(
            _E.district_id == union.district_id, _E.child_id == union.id, _E.valid_to.is_(None)
        )
    ).scalars()
    for edge in open_edges:
        edge.valid_to = max(on, edge.valid_from)
        edge.version += 1
    old, district = union.org_path, union.district_id
    session.flush()
    move_rows(session, district, old, path)
    _move_counters(session, district, old, path)
    union.parent_id = parent_id
    union.version += 1
    session.add(
        ParentEdge(
            district_id=district,
            org_path=path,
            child_id=union.id,
            parent_id=parent_id,
            valid_from=on,
            valid_to=None,
            recorded_at=at,
        )
    )
    session.flush()


def _move_counters(session: Session, district_id: str, old: str, new: str) -> None:
    """Numbers given out below the old place are not given out again below the new one."""
    before, after = path_series(old), path_series(new)
    session.execute(
        update(SerialCounter)
        .where(
            _COUNTER.district_id == district_id,
            _COUNTER.series >= before,
            _COUNTER.series < next_path(before),
        )
        .values(series=after + func.substr(_COUNTER.series, len(before) + 1))
        .execution_options(synchronize_session=False)
    )


def end(session: Session, union: Organisation, on: date, at: datetime) -> None:
    """A union ends on a date."""
    union.status = OrgStatus.DISSOLVED
    union.dissolved_on, union.dissolved_recorded_at = on, at
    union.version += 1
    session.flush()


def revive(session: Session, union: Organisation, status: OrgStatus, at: datetime) -> None:
    """The ending of a union is taken back; what was known in between stays known."""
    assert union.dissolved_on is not None and union.dissolved_recorded_at is not None
    session.add(
        WithdrawnEnding(
            district_id=union.district_id,
            org_path=union.org_path,
            organisation_id=union.id,
            ended_on=union.dissolved_on,
            recorded_at=union.dissolved_recorded_at,
            withdrawn_at=at,
        )
    )
    union.dissolved_on, union.dissolved_recorded_at = None, None
    union.status = status
    union.version += 1
    session.flush()
