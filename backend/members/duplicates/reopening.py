"""A pair judged to be two persons is looked at again when the identity of one of them changes."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import or_, select
from sqlmodel import Session

from backend.kernel import history
from backend.kernel.authz import Actor
from backend.kernel.privacy import blind_index
from backend.members.duplicates.codes import PairAction, PairState
from backend.members.duplicates.models import DuplicatePair
from backend.members.duplicates.rules import PAIR_WORKFLOW, PairContext
from backend.members.lookups import among_ids
from backend.members.models import Member
from backend.members.permissions import P

D: Any = DuplicatePair
CHANGED = "身份信息已更正，须重新判定"


def print_of(member: Any) -> str:
    """The fingerprint of whatever a pair is judged by."""
    parts = (member.name, member.id_no_index, str(member.birth_year), member.mobile_index or "")
    return blind_index("judged", "|".join(parts))


def reopen_changed(session: Session, actor: Actor, members: Sequence[Member]) -> None:
    """Reopen every judged pair of these records whose fingerprints are no longer those of the judgement."""
    ids = [member.id for member in members]
    judged = (
        session.execute(
            select(DuplicatePair).where(
                D.district_id == actor.district_id,
                D.status == PairState.DIFFERENT,
                or_(among_ids(session, D.first_id, ids), among_ids(session, D.second_id, ids)),
            )
        )
        .scalars()
        .all()
    )
    for pair in judged:
        prints = prints_of(session, pair)
        if prints != pair.prints:
            _reopen(session, actor, pair, prints)


def prints_of(session: Session, pair: DuplicatePair) -> list[str]:
    """The present fingerprints of both records."""
    sides = (session.get(Member, (pair.district_id, key)) for key in (pair.first_id, pair.second_id))
    return [print_of(member) for member in sides if member is not None]


def _reopen(session: Session, actor: Actor, pair: DuplicatePair, prints: list[str]) -> None:
    lent = replace(actor, permissions=actor.permissions | {P.JUDGE})
    context = PairContext(is_same_union=False, undo_until=None, today=pair.found_on)
    history.advance(
        session, lent, PAIR_WORKFLOW, pair, PairAction.REOPEN.value, note=CHANGED, context=context
    )
    pair.prints, pair.judged_on, pair.judged_by = prints, None, ""
    session.add(pair)
    session.flush()
