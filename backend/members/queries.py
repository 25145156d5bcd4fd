"""Reads of members and of the membership ledger that other domains may use."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, case, func, or_, select
from sqlmodel import Session

from backend.kernel.authz import Actor, next_path, visible, within
from backend.members.codes import EmploymentForm, SexCode
from backend.members.codes import MembershipEventKind as Kind
from backend.members.models import Member, MembershipEvent

M: Any = Member
E: Any = MembershipEvent

#: What a flow counts: events of these kinds that changed the number of members.
_FLOWS: dict[str, Kind] = {
    "joined": Kind.JOIN,
    "transferred_in": Kind.TRANSFER_IN,
    "transferred_out": Kind.TRANSFER_OUT,
    "retained": Kind.RETAIN,
    "resumed": Kind.RESUME,
    "withdrawn": Kind.WITHDRAW,
    "expelled": Kind.EXPEL,
    "died": Kind.DEATH,
    "merged": Kind.MERGE,
    "annulled": Kind.ANNUL,
}


@dataclass(frozen=True, slots=True)
class Movements:
    """Changes of the number of members in a period.

    opening + joined + transferred_in + resumed + annulled
    - transferred_out - retained - withdrawn - expelled - died - merged = closing.
    """

    joined: int = 0
    transferred_in: int = 0
    transferred_out: int = 0
    retained: int = 0
    resumed: int = 0
    withdrawn: int = 0
    expelled: int = 0
    died: int = 0
    merged: int = 0
    annulled: int = 0

    @property
    def net(self) -> int:
        """Closing minus opening."""
        gained = self.joined + self.transferred_in + self.resumed + self.annulled
        lost = self.transferred_out + self.retained + self.withdrawn + self.expelled + self.died + self.merged
        return gained - lost


@dataclass(frozen=True, slots=True)
class MemberCounts:
    """Members at the end of a day; ``retained`` memberships are not among the members."""

    members: int = 0
    women: int = 0
    migrant: int = 0
    new_form: int = 0
    retained: int = 0


@dataclass(frozen=True, slots=True)
class MovementRow:
    """One recorded change behind a figure."""

    member_id: UUID
    name: str
    kind: Kind
    effective_on: date


def get_member(session: Session, actor: Actor, member_id: UUID) -> Member:
    """One member in the caller's reach.

    Raises NotFound, the same for a foreign id as for a random one.
    """
    return visible(session.get(Member, (actor.district_id, member_id)), actor)


def events_of(session: Session, actor: Actor, member_id: UUID) -> Sequence[MembershipEvent]:
    """The ledger of one member, oldest first."""
    return (
        session.execute(
            select(MembershipEvent)
            .where(within(MembershipEvent, actor), E.member_id == member_id)
            .order_by(E.sequence)
        )
        .scalars()
        .all()
    )


def movements(
    session: Session,
    district_id: str,
    organisation_id: UUID,
    start: date,
    end: date,
    *,
    known_at: datetime | None = None,
) -> Movements:
    """One union's changes from ``start`` to ``end``, both included."""
    reach = and_(E.district_id == district_id, E.organisation_id == organisation_id)
    return _movements(session, reach, start, end, known_at).get(organisation_id, Movements())


def movements_within(
    session: Session, actor: Actor, start: date, end: date, *, known_at: datetime | None = None
) -> dict[UUID, Movements]:
    """The same for every union in the caller's reach that had a change, in one statement."""
    return _movements(session, within(MembershipEvent, actor), start, end, known_at)


def counts_at(
    session: Session, district_id: str, organisation_id: UUID, on: date, *, known_at: datetime | None = None
) -> MemberCounts:
    """One union's members at the end of a day."""
    reach = and_(E.district_id == district_id, E.organisation_id == organisation_id)
    return _counts(session, reach, on, known_at).get(organisation_id, MemberCounts())


def counts_within(
    session: Session, actor: Actor, on: date, *, known_at: datetime | None = None
) -> dict[UUID, MemberCounts]:
    """The same for every union in the caller's reach that ever had a member, in one statement."""
    return _counts(session, within(MembershipEvent, actor), on, known_at)


def movement_rows(
    session: Session,
    district_id: str,
    organisation_id: UUID,
    start: date,
    end: date,
    *,
    limit: int = 200,
) -> list[MovementRow]:
    """The recorded changes behind one union's movements, by date."""
    rows = session.execute(
        select(E.member_id, M.name, E.kind, E.effective_on)
        .join(Member, and_(M.district_id == E.district_id, M.id == E.member_id))
        .where(
            E.district_id == district_id,
            E.organisation_id == organisation_id,
            E.effective_on.between(start, end),
            E.active_delta != 0,
        )
        .order_by(E.effective_on, E.id)
        .limit(limit)
    )
    return [MovementRow(*row) for row in rows]


@dataclass(frozen=True, slots=True)
class Electorate:
    """Who may vote in a union at the end of a day: members there, and those in transit who were members (A-R11)."""

    total: int = 0
    women: int = 0


def electorate(session: Session, district_id: str, organisation_id: UUID, on: date) -> Electorate:
    """One union's voters at the end of a day; retained memberships are not among them (members.effects)."""
    last = (
        select(E.member_id, func.max(E.sequence).label("sequence"), func.sum(E.active_delta).label("active"))
        .where(E.district_id == district_id, E.organisation_id == organisation_id, E.effective_on <= on)
        .group_by(E.member_id)
        .subquery()
    )
    left_as_member = and_(E.kind == Kind.TRANSFER_OUT, E.active_delta == -1)
    row = session.execute(
        select(func.count(), func.sum(case((M.sex == SexCode.FEMALE, 1), else_=0)))
        .select_from(MembershipEvent)
        .join(last, and_(E.member_id == last.c.member_id, E.sequence == last.c.sequence))
        .join(Member, and_(M.district_id == E.district_id, M.id == E.member_id))
        .where(E.district_id == district_id, or_(last.c.active > 0, left_as_member))
    ).one()
    return Electorate(row[0], int(row[1] or 0))


def members_at(
    actor: Actor, on: date, known_at: datetime | None = None, org_path: str | None = None
) -> Select[Any]:
    """Ids of those who were members at the end of a day, as known at a moment."""
    return _standing_at(actor, E.active_delta, on, known_at, org_path)


def retained_at(
    actor: Actor, on: date, known_at: datetime | None = None, org_path: str | None = None
) -> Select[Any]:
    """Ids of those whose membership was retained at the end of a day, as known at a moment."""
    return _standing_at(actor, E.retained_delta, on, known_at, org_path)


def members_among(scope: Sequence[ColumnElement[bool]], on: date, known_at: datetime | None) -> Select[Any]:
    """Ids of those whose lines in a scope (kernel.indicators.in_scope) make them members at the end of a day."""
    return _standing_among(scope, E.active_delta, on, known_at)


def retained_among(scope: Sequence[ColumnElement[bool]], on: date, known_at: datetime | None) -> Select[Any]:
    """The same for retained memberships."""
    return _standing_among(scope, E.retained_delta, on, known_at)


def below(model: Any, org_path: str | None) -> list[ColumnElement[bool]]:
    """The rows of a table in one subtree; no condition without a path."""
    if org_path is None:
        return []
    return [model.org_path >= org_path, model.org_path < next_path(org_path)]


def _standing_at(
    actor: Actor, delta: Any, on: date, known_at: datetime | None, org_path: str | None
) -> Select[Any]:
    scope = [within(MembershipEvent, actor), *below(E, org_path)]
    return _standing_among(scope, delta, on, known_at)


def _standing_among(
    scope: Sequence[ColumnElement[bool]], delta: Any, on: date, known_at: datetime | None
) -> Select[Any]:
    return (
        select(E.member_id)
        .where(*scope, E.effective_on <= on, delta != 0, *_known(known_at))
        .group_by(E.member_id)
        .having(func.sum(delta) > 0)
    )


def _known(known_at: datetime | None) -> list[ColumnElement[bool]]:
    return [] if known_at is None else [E.recorded_at <= known_at]


def _movements(
    session: Session, reach: ColumnElement[bool], start: date, end: date, known_at: datetime | None
) -> dict[UUID, Movements]:
    found: dict[UUID, dict[str, int]] = {}
    names = {kind: name for name, kind in _FLOWS.items()}
    rows = session.execute(
        select(E.organisation_id, E.kind, func.count())
        .where(
            reach,
            E.effective_on.between(start, end),
            E.active_delta != 0,
            E.kind.in_(list(names)),
            *_known(known_at),
        )
        .group_by(E.organisation_id, E.kind)
    )
    for organisation_id, kind, count in rows:
        found.setdefault(organisation_id, {})[names[kind]] = count
    return {key: Movements(**values) for key, values in found.items()}


def _counts(
    session: Session, reach: ColumnElement[bool], on: date, known_at: datetime | None
) -> dict[UUID, MemberCounts]:
    new_form = or_(M.employment_form == EmploymentForm.NEW_FORM, M.group_eight.is_not(None))
    rows = session.execute(
        select(
            E.organisation_id,
            func.sum(E.active_delta),
            _sum_if(M.sex == SexCode.FEMALE),
            _sum_if(M.is_migrant),
            _sum_if(new_form),
            func.sum(E.retained_delta),
        )
        .join(Member, and_(M.district_id == E.district_id, M.id == E.member_id))
        .where(reach, E.effective_on <= on, *_known(known_at))
        .group_by(E.organisation_id)
    )
    return {row[0]: MemberCounts(*(int(value) for value in row[1:])) for row in rows}


def _sum_if(condition: Any) -> ColumnElement[int]:
    return func.sum(case((condition, E.active_delta), else_=0))
