"""Carrying out a merge and taking it back: new ledger lines only, with the head-counts before and after."""

from typing import Any
from uuid import UUID

from sqlalchemy import func, or_, select
from sqlmodel import Session

from backend.kernel import clock
from backend.kernel.authz import Actor, visible
from backend.kernel.errors import Conflict
from backend.kernel.interests import Subject, refuse_interest
from backend.members import ledger
from backend.members.cases.rules import OPEN
from backend.members.codes import MembershipEventKind as Kind
from backend.members.codes import MemberSource
from backend.members.duplicates.codes import MergeKind
from backend.members.duplicates.models import DuplicatePair, MemberMerge
from backend.members.duplicates.rules import merge_refusal
from backend.members.models import Member, MembershipEvent, TransferCase
from backend.members.queries import E, below
from backend.organisations import queries as organisations

C: Any = TransferCase
G: Any = MemberMerge
MERGED_INTO = "并入同一人的另一条会员记录"


def sides_of(session: Session, actor: Actor, pair: DuplicatePair) -> tuple[Member, Member]:
    """Both records of a pair.

    Raises NotFound when one of them is out of the caller's reach.
    """
    first, second = (
        visible(session.get(Member, (pair.district_id, key)), actor)
        for key in (pair.first_id, pair.second_id)
    )
    return first, second


def merge(session: Session, actor: Actor, pair: DuplicatePair, note: str) -> None:
    """End the record that is not kept; the other stays as it is.

    Raises Conflict (own or a relative's record, a state that does not allow it, open transfers).
    """
    kept, ended = _kept_and_ended(session, actor, pair)
    refusal = merge_refusal(kept.status, ended.status)
    if refusal:
        raise Conflict(refusal)
    _refuse_open_cases(session, pair)
    change = ledger.Change(
        Kind.MERGE,
        clock.today(),
        note=note.strip() or MERGED_INTO,
        from_organisation_id=ended.organisation_id,
        to_organisation_id=kept.organisation_id,
        source=MemberSource.CORRECTION,
    )
    before = totals(session, pair, ended)
    event = ledger.append(session, actor, ended, change)
    _record(session, actor, pair, MergeKind.MERGE, kept, ended, event, before)


def undo(session: Session, actor: Actor, pair: DuplicatePair, note: str) -> None:
    """Restore the record that was merged exactly as it stood, from the day of the merge on.

    Raises Conflict when the person's place was taken meanwhile.
    """
    kept, ended = _kept_and_ended(session, actor, pair)
    standing = ledger.standing_of(session, ended)
    if standing.by is not Kind.MERGE or standing.since is None:
        raise Conflict("并入的记录在合并之后又有变动，不能撤销")
    change = ledger.Change(
        Kind.ANNUL,
        standing.since,
        note=note,
        from_organisation_id=kept.organisation_id,
        to_organisation_id=ended.organisation_id,
        source=MemberSource.CORRECTION,
    )
    before = totals(session, pair, ended)
    event = ledger.append(session, actor, ended, change)
    _record(session, actor, pair, MergeKind.UNDO, kept, ended, event, before)


def merges_of(session: Session, pair: DuplicatePair) -> list[MemberMerge]:
    """What was merged and taken back, oldest first."""
    statement = select(MemberMerge).where(G.district_id == pair.district_id, G.pair_id == pair.id)
    return list(session.execute(statement.order_by(G.id)).scalars())


def totals(session: Session, pair: DuplicatePair, ended: Member) -> list[dict[str, Any]]:
    """Members today of the place both records lie in, and of the union of the record that ends."""
    places = dict.fromkeys((pair.org_path, ended.org_path))
    names = organisations.names_by_path(session, pair.district_id, places)
    return [
        {"name": names.get(path, ""), "before": _members_below(session, pair.district_id, path)}
        for path in places
    ]


def _members_below(session: Session, district_id: str, path: str) -> int:
    statement = select(func.coalesce(func.sum(E.active_delta), 0)).where(
        E.district_id == district_id, *below(E, path), E.effective_on <= clock.today()
    )
    return int(session.execute(statement).scalar_one())


def _kept_and_ended(session: Session, actor: Actor, pair: DuplicatePair) -> tuple[Member, Member]:
    """Both records, locked in the order of their ids, the kept one first."""
    sides = sides_of(session, actor, pair)
    for member in sides:
        session.refresh(member, with_for_update=True)
    refuse_interest(
        session,
        actor,
        [Subject(mobile_index=side.mobile_index, id_no_index=side.id_no_index) for side in sides],
    )
    first, second = sides
    return (first, second) if first.id == pair.keep_id else (second, first)


def _refuse_open_cases(session: Session, pair: DuplicatePair) -> None:
    ids: list[UUID] = [pair.first_id, pair.second_id]
    waiting = session.execute(
        select(C.id).where(
            C.district_id == pair.district_id,
            C.status.in_(OPEN),
            or_(C.claimant_id.in_(ids), C.holder_id.in_(ids)),
        )
    ).first()
    if waiting is not None:
        raise Conflict("有一条记录的会籍转接还没有办结，请先办结转接")


def _record(
    session: Session,
    actor: Actor,
    pair: DuplicatePair,
    kind: MergeKind,
    kept: Member,
    ended: Member,
    event: MembershipEvent,
    before: list[dict[str, Any]],
) -> None:
    after = totals(session, pair, ended)
    session.add(
        MemberMerge(
            district_id=pair.district_id,
            org_path=pair.org_path,
            pair_id=pair.id,
            kind=kind,
            kept_id=kept.id,
            ended_id=ended.id,
            event_id=event.id,
            effective_on=event.effective_on,
            recorded_at=event.recorded_at,
            totals=[{**old, "after": new["before"]} for old, new in zip(before, after, strict=True)],
            person_name=actor.person_name,
        )
    )
    session.flush()
