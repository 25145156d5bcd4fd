"""Finding suspected pairs: the comparison keys of records, and everybody they resemble; one record or a batch."""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Select, and_, delete, func, or_, select, union
from sqlalchemy.orm import aliased
from sqlmodel import Session

from backend.kernel import clock, history, pinyin
from backend.kernel.authz import Actor
from backend.kernel.db import as_system, bulk_insert, insert_if_absent, scoped_row
from backend.kernel.identifiers import document_form
from backend.kernel.privacy import blind_index
from backend.kernel.text import name_form
from backend.members import sealing
from backend.members.codes import MemberState, RevealField
from backend.members.duplicates.codes import PairAction, PairState
from backend.members.duplicates.models import DuplicatePair, MemberMatch
from backend.members.duplicates.parameters import THRESHOLD, value_on
from backend.members.duplicates.reopening import print_of, reopen_changed
from backend.members.duplicates.rules import PAIR_WORKFLOW, Keys, common_place, likeness, score_of
from backend.members.duplicates.rules import POINTS as POINTS_OF
from backend.members.lookups import among_ids
from backend.members.models import Member

M: Any = Member
K: Any = MemberMatch
D: Any = DuplicatePair
AT_ONCE = 500


def keys_of(name: str, birth: str, document: str, mobile_key: str | None, tail_key: str | None) -> Keys:
    """What a record is compared by; ``birth`` is an ISO date, ``document`` the full number."""
    form = name_form(name)
    return Keys(
        name=name,
        form=form,
        sound=pinyin.person_key(form),
        birth_year=int(birth[:4]),
        birth_key=blind_index("birth", birth),
        document_key=blind_index("document", document_form(document)),
        mobile_key=mobile_key,
        tail_key=tail_key,
    )


def keys_of_member(member: Any) -> Keys:
    """The same of a stored record."""
    return keys_of(
        member.name,
        sealing.open_value(member, RevealField.BIRTH_DATE),
        sealing.open_value(member, RevealField.ID_NO),
        member.mobile_index,
        member.mobile_tail_index,
    )


def match_row(member: Any, keys: Keys) -> dict[str, Any]:
    """The stored comparison keys of one record."""
    return scoped_row(
        member.district_id,
        member.org_path,
        member_id=member.id,
        member_version=member.version,
        form=keys.form[:120],
        sound=keys.sound[:500],
        birth_year=keys.birth_year,
        birth_key=keys.birth_key,
        document_key=keys.document_key,
        mobile_key=keys.mobile_key,
        tail_key=keys.tail_key,
    )


def refresh(session: Session, actor: Actor, member: Member) -> None:
    """Compare one record with the whole district's, whoever asks; nothing of it shows in the answer (AZ-10)."""
    session.flush()
    with as_system(session):
        compare(session, actor, [member])


def find_next(session: Session, actor: Actor) -> int:
    """Compare the next records that are new or changed since they were last compared; how many, 0 when done."""
    with as_system(session):
        stale = session.execute(_stale(actor.district_id).order_by(M.id).limit(AT_ONCE)).scalars().all()
        if stale:
            compare(session, actor, stale)
    return len(stale)


def count_stale(session: Session, district_id: str) -> int:
    """How many records wait to be compared."""
    with as_system(session):
        inner = _stale(district_id).with_only_columns(M.id).subquery()
        return int(session.execute(select(func.count()).select_from(inner)).scalar_one())


def _stale(district_id: str) -> Select[Any]:
    compared = and_(K.district_id == M.district_id, K.member_id == M.id)
    return (
        select(Member)
        .outerjoin(MemberMatch, compared)
        .where(
            M.district_id == district_id,
            M.status != MemberState.ENDED,
            or_(K.id.is_(None), K.member_version != M.version),
        )
    )


def compare(session: Session, actor: Actor, members: Sequence[Member]) -> None:
    """Make the comparison keys of these records anew and note every pair they make with anybody in the district."""
    ids = [member.id for member in members]
    rows = [match_row(member, keys_of_member(member)) for member in members]
    session.execute(delete(MemberMatch).where(K.district_id == actor.district_id, K.member_id.in_(ids)))
    bulk_insert(session, MemberMatch, rows)
    reopen_changed(session, actor, members)
    threshold = value_on(session, THRESHOLD, actor.district_id, clock.today())
    for one, other in _resembling(session, actor.district_id, ids):
        reasons = likeness(_stored_keys(*one), _stored_keys(*other))
        if score_of(reasons) >= threshold:
            note_pair(session, actor, one[1], other[1], [(reason, POINTS_OF[reason]) for reason in reasons])


def _resembling(session: Session, district_id: str, ids: list[UUID]) -> Iterable[tuple[Any, Any]]:
    """((keys, member), (keys, member)) of every two records that share enough to be weighed; each two once."""
    found = session.execute(_candidates(session, district_id, ids)).all()
    pairs = {(min(row.a, row.b), max(row.a, row.b)) for row in found}
    wanted = {member_id for pair in pairs for member_id in pair}
    if not wanted:
        return []
    rows = session.execute(
        select(MemberMatch, Member)
        .join(Member, and_(M.district_id == K.district_id, M.id == K.member_id))
        .where(
            K.district_id == district_id,
            among_ids(session, K.member_id, wanted),
            M.status != MemberState.ENDED,
        )
    )
    by_id = {keys.member_id: (keys, member) for keys, member in rows}
    return [
        (by_id[a], by_id[b])
        for a, b in sorted(pairs)
        if a in by_id and b in by_id and by_id[a][1].id_no_index != by_id[b][1].id_no_index
    ]


def _candidates(session: Session, district_id: str, ids: list[UUID]) -> Select[Any] | Any:
    """Each likeness that can reach the threshold as one join on equal keys."""
    one, other = aliased(K), aliased(K)
    shared = (
        and_(one.document_key == other.document_key),
        and_(one.birth_key == other.birth_key, one.sound == other.sound),
        and_(
            one.sound == other.sound,
            one.birth_year == other.birth_year,
            one.tail_key == other.tail_key,
        ),
        and_(one.mobile_key == other.mobile_key, one.birth_key == other.birth_key),
        and_(one.mobile_key == other.mobile_key, one.sound == other.sound),
    )
    return union(
        *(
            select(one.member_id.label("a"), other.member_id.label("b"))
            .join(other, and_(other.district_id == one.district_id, condition))
            .where(
                one.district_id == district_id,
                among_ids(session, one.member_id, ids),
                one.member_id != other.member_id,
            )
            for condition in shared
        )
    )


def _stored_keys(keys: MemberMatch, member: Member) -> Keys:
    return Keys(
        member.name,
        keys.form,
        keys.sound,
        keys.birth_year,
        keys.birth_key,
        keys.document_key,
        keys.mobile_key,
        keys.tail_key,
    )


def note_pair(
    session: Session, actor: Actor, one: Member, other: Member, reasons: list[tuple[Any, int]]
) -> None:
    """Put two records before whoever keeps the part of the tree both lie in; known pairs stay as they are."""
    first, second = sorted((one, other), key=lambda member: member.id)
    row = scoped_row(
        first.district_id,
        common_place(first.org_path, second.org_path),
        first_id=first.id,
        second_id=second.id,
        status=PairState.SUSPECTED,
        score=min(100, sum(points for _, points in reasons)),
        reasons=[{"reason": reason.value, "points": points} for reason, points in reasons],
        prints=[print_of(first), print_of(second)],
        versions=[],
        keep_id=None,
        found_on=clock.today(),
        judged_on=None,
        judged_by="",
    )
    known = session.execute(
        select(D.id).where(
            D.district_id == first.district_id, D.first_id == first.id, D.second_id == second.id
        )
    ).first()
    if known is None:
        insert_if_absent(session, DuplicatePair, row)
        made = session.get(DuplicatePair, (first.district_id, row["id"]))
        if made is not None:  # else another transaction noted the same pair at this moment
            history.begin(session, actor, PAIR_WORKFLOW, made, PairAction.FIND)
