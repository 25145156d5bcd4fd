"""Reads of suspected pairs: the queue, one pair side by side, whom a person about to be registered resembles."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, false, or_, select, true
from sqlalchemy.orm import aliased
from sqlmodel import Session

from backend.kernel import clock, pinyin
from backend.kernel.authz import Actor, visible, within
from backend.kernel.history import actions_for, entries_of, trail_has
from backend.kernel.paging import Paging, paginate
from backend.members import sealing
from backend.members.codes import MemberState
from backend.members.duplicates import merging
from backend.members.duplicates.codes import MatchReason, MergeKind, PairAction, PairState
from backend.members.duplicates.finding import K, keys_of_member
from backend.members.duplicates.models import DuplicatePair, MemberMatch
from backend.members.duplicates.parameters import THRESHOLD, UNDO_DAYS, value_on
from backend.members.duplicates.rules import (
    PAIR_WORKFLOW,
    POINTS,
    Keys,
    PairContext,
    last_day,
    likeness,
    merge_refusal,
    score_of,
)
from backend.members.duplicates.schemas import (
    LikenessOut,
    MergeChoiceOut,
    MergeOut,
    PairOut,
    PairPage,
    PairRow,
    SideOut,
    SuspectOut,
    TotalOut,
)
from backend.members.models import Member
from backend.members.permissions import P
from backend.members.queries import M
from backend.organisations import queries as organisations

D: Any = DuplicatePair
_SHOWN = 20


def get_pair(session: Session, actor: Actor, pair_id: UUID) -> DuplicatePair:
    """One pair in the caller's reach, both records too.

    Raises NotFound, the same for a foreign id as for a random one.
    """
    pair: DuplicatePair = visible(session.get(DuplicatePair, (actor.district_id, pair_id)), actor)
    merging.sides_of(session, actor, pair)
    return pair


def list_pairs(
    session: Session, actor: Actor, status: PairState | None, is_waiting: bool, page: Paging
) -> PairPage:
    """Pairs whose records both lie in the caller's reach, the likeliest first; gone suspicions are left out."""
    found = paginate(
        session, pairs(actor, status, is_waiting), order=[D.score, D.id], page=page, descending=True
    )
    ids = {key for row in found.rows for key in (row.first_union, row.second_union)}
    names = organisations.union_names(session, actor.district_id, ids)
    return PairPage(
        items=[_row(row, names) for row in found.rows],
        next_cursor=found.next_cursor,
        total=found.total,
        total_is_estimate=found.total_is_estimate,
    )


def pairs(actor: Actor, status: PairState | None = None, is_waiting: bool = False) -> Select[Any]:
    """The pairs of the list; ``is_waiting`` keeps those that wait for the caller."""
    one, other = aliased(Member), aliased(Member)
    a: Any = one
    b: Any = other
    statement = (
        select(
            D.id, D.status, D.score, D.reasons, D.found_on, D.judged_on, a.name.label("first_name"),
            a.organisation_id.label("first_union"), b.name.label("second_name"), b.organisation_id.label("second_union"),
        )
        .join(one, and_(a.district_id == D.district_id, a.id == D.first_id))
        .join(other, and_(b.district_id == D.district_id, b.id == D.second_id))
        .where(within(DuplicatePair, actor), within(one, actor), within(other, actor), _still_open(a, b))
    )  # fmt: skip
    if status is not None:
        statement = statement.where(D.status == status)
    return statement.where(_waits_for(actor)) if is_waiting else statement


def _waits_for(actor: Actor) -> ColumnElement[bool]:
    """Suspicions are judged by the street they lie in, those across streets by the district; nobody approves their own."""
    found = []
    if actor.may(P.JUDGE):
        own_level = ~organisations.below_street(D) if actor.may(P.DECIDE) else true()
        found.append(and_(D.status == PairState.SUSPECTED, own_level))
    if actor.may(P.MERGE):
        own = trail_has(PAIR_WORKFLOW, D, PairAction.PROPOSE, persons=actor.persons)
        found.append(and_(D.status == PairState.PROPOSED, ~own))
    return or_(false(), *found)


def _still_open(one: Any, other: Any) -> ColumnElement[bool]:
    """A suspicion about a record that has ended meanwhile needs no judgement."""
    both = and_(one.status != MemberState.ENDED, other.status != MemberState.ENDED)
    return or_(D.status != PairState.SUSPECTED, both)


def _row(row: Any, names: dict[UUID, str]) -> PairRow:
    return PairRow(
        id=row.id,
        status=row.status,
        score=row.score,
        first_name=row.first_name,
        first_organisation_name=names.get(row.first_union, ""),
        second_name=row.second_name,
        second_organisation_name=names.get(row.second_union, ""),
        reasons=_stored(row.reasons),
        found_on=row.found_on,
        judged_on=row.judged_on,
    )


def context_of(session: Session, pair: DuplicatePair, sides: tuple[Member, Member]) -> PairContext:
    """What the guards look at beside the pair."""
    until = None
    if pair.status is PairState.MERGED and pair.judged_on is not None:
        days = value_on(session, UNDO_DAYS, pair.district_id, pair.judged_on)
        until = last_day(pair.judged_on, days)
    return PairContext(sides[0].organisation_id == sides[1].organisation_id, until, clock.today())


def pair_out(session: Session, actor: Actor, pair: DuplicatePair) -> PairOut:
    """One pair as the caller sees it."""
    sides = merging.sides_of(session, actor, pair)
    context = context_of(session, pair, sides)
    names = organisations.union_names(session, actor.district_id, {side.organisation_id for side in sides})
    return PairOut(
        id=pair.id,
        status=pair.status,
        score=pair.score,
        reasons=_stored(pair.reasons),
        sides=[side_out(actor, side, names) for side in sides],
        keep_id=pair.keep_id,
        found_on=pair.found_on,
        judged_on=pair.judged_on,
        judged_by=pair.judged_by,
        undo_until=context.undo_until,
        choices=_choices(session, pair, sides),
        merges=_merges(session, pair),
        version=pair.version,
        history=entries_of(session, actor, PAIR_WORKFLOW.name, pair.id),
        actions=actions_for(session, PAIR_WORKFLOW, pair, actor, context),
    )


def _choices(session: Session, pair: DuplicatePair, sides: tuple[Member, Member]) -> list[MergeChoiceOut]:
    if pair.status not in (PairState.SUSPECTED, PairState.PROPOSED):
        return []
    found = []
    for kept, ended in (sides, sides[::-1]):
        lost = 1 if ended.status is MemberState.ACTIVE else 0
        found.append(
            MergeChoiceOut(
                keep_id=kept.id,
                refusal=merge_refusal(kept.status, ended.status) or "",
                totals=[
                    TotalOut(name=line["name"], before=line["before"], after=line["before"] - lost)
                    for line in merging.totals(session, pair, ended)
                ],
            )
        )
    return found


def _merges(session: Session, pair: DuplicatePair) -> list[MergeOut]:
    return [
        MergeOut(
            kind=MergeKind(row.kind),
            kept_id=row.kept_id,
            ended_id=row.ended_id,
            effective_on=row.effective_on,
            recorded_at=row.recorded_at,
            totals=[TotalOut(**line) for line in row.totals],
            person_name=row.person_name,
        )
        for row in merging.merges_of(session, pair)
    ]


def side_out(actor: Actor, member: Member, names: dict[UUID, str]) -> SideOut:
    """One record for a side-by-side view."""
    plain = {key: getattr(member, key) for key in SideOut.model_fields if hasattr(member, key)}
    return SideOut(
        **plain,
        member_id=member.id,
        organisation_name=names.get(member.organisation_id, ""),
        id_no_masked=sealing.masked_id(member),
        mobile_masked=sealing.masked_mobile(member),
        can_reveal=actor.may(P.REVEAL),
    )


def resembling(session: Session, actor: Actor, keys: Keys, index: str) -> list[SuspectOut]:
    """Whom a person about to be registered resembles, in the caller's reach only (AZ-10)."""
    threshold = value_on(session, THRESHOLD, actor.district_id, clock.today())
    scored = []
    for member in _alike(session, actor, keys, index):
        reasons = likeness(keys, keys_of_member(member))
        if score_of(reasons) >= threshold:
            scored.append((score_of(reasons), member, reasons))
    scored.sort(key=lambda item: (-item[0], str(item[1].id)))
    names = organisations.union_names(
        session, actor.district_id, {member.organisation_id for _, member, _ in scored}
    )
    return [
        SuspectOut(
            member=side_out(actor, member, names),
            score=min(100, score),
            reasons=[_likeness(reason, POINTS[reason]) for reason in reasons],
        )
        for score, member, reasons in scored[:_SHOWN]
    ]


def _alike(session: Session, actor: Actor, keys: Keys, index: str) -> Iterable[Member]:
    """Records that share a key: those already compared, and by the register's own columns those that are not yet."""
    compared = select(K.member_id).where(
        within(MemberMatch, actor),
        or_(
            K.document_key == keys.document_key,
            and_(K.sound == keys.sound, K.birth_year == keys.birth_year),
            *([K.mobile_key == keys.mobile_key] if keys.mobile_key else []),
        ),
    )
    plain = [
        M.id_no_index == index,
        and_(M.name_key == pinyin.person_key(keys.name), M.birth_year == keys.birth_year),
        M.id.in_(compared),
    ]
    statement = select(Member).where(within(Member, actor), M.status != MemberState.ENDED, or_(*plain))
    return session.execute(statement.limit(200)).scalars().all()


def _stored(reasons: list[dict[str, Any]]) -> list[LikenessOut]:
    return [_likeness(MatchReason(line["reason"]), line["points"]) for line in reasons]


def _likeness(reason: MatchReason, points: int) -> LikenessOut:
    return LikenessOut(reason=reason, label=reason.label, points=points)
