"""Suspected duplicates (pure): what two records share and what it weighs, the workflow, which merge is refused.

Sources: 工会会员会籍管理办法 art 3 (one membership, A-R10), domain A.9 (old numbers, name variants, batches).
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from backend.kernel.workflow import Step, Workflow
from backend.members.codes import MemberState
from backend.members.duplicates.codes import MatchReason, PairAction, PairState
from backend.members.permissions import P

#: How much each likeness weighs; the threshold is a dated parameter.
POINTS = {
    MatchReason.SAME_DOCUMENT: 70,
    MatchReason.SAME_NAME: 30,
    MatchReason.NAME_VARIANT: 28,
    MatchReason.SAME_SOUND: 15,
    MatchReason.SAME_BIRTH: 25,
    MatchReason.SAME_YEAR: 10,
    MatchReason.SAME_MOBILE: 35,
    MatchReason.SAME_TAIL: 15,
}


@dataclass(frozen=True, slots=True)
class Keys:
    """What one record is compared by."""

    name: str
    form: str
    sound: str
    birth_year: int
    birth_key: str
    document_key: str
    mobile_key: str | None
    tail_key: str | None


def likeness(one: Keys, other: Keys) -> list[MatchReason]:
    """Everything two records share, each kind of value once (the strongest likeness of it)."""
    found = [
        _strongest(
            (one.name == other.name, MatchReason.SAME_NAME),
            (one.form == other.form, MatchReason.NAME_VARIANT),
            (one.sound == other.sound, MatchReason.SAME_SOUND),
        ),
        _strongest(
            (one.birth_key == other.birth_key, MatchReason.SAME_BIRTH),
            (one.birth_year == other.birth_year, MatchReason.SAME_YEAR),
        ),
        _strongest(
            (one.mobile_key is not None and one.mobile_key == other.mobile_key, MatchReason.SAME_MOBILE),
            (one.tail_key is not None and one.tail_key == other.tail_key, MatchReason.SAME_TAIL),
        ),
    ]
    document = [MatchReason.SAME_DOCUMENT] if one.document_key == other.document_key else []
    return document + [reason for reason in found if reason is not None]


def score_of(reasons: list[MatchReason]) -> int:
    """What the likenesses weigh together."""
    return sum(POINTS[reason] for reason in reasons)


def _strongest(*candidates: tuple[bool, MatchReason]) -> MatchReason | None:
    return next((reason for holds, reason in candidates if holds), None)


@dataclass(frozen=True, slots=True)
class PairContext:
    """What the guards look at beside the pair itself."""

    is_same_union: bool
    undo_until: date | None
    today: date


def _one_union(_: Any, context: Any) -> str | None:
    return None if context.is_same_union else "两条记录在不同工会，须提出合并，由另一人复核"


def _two_unions(_: Any, context: Any) -> str | None:
    return "两条记录在同一工会，可以直接合并" if context.is_same_union else None


def _in_time(_: Any, context: Any) -> str | None:
    if context.undo_until is not None and context.today <= context.undo_until:
        return None
    return "已过可以撤销合并的期限"


_S, _A = PairState, PairAction
PAIR_WORKFLOW = Workflow(
    "duplicate_pair",
    "疑似重复",
    (
        Step(_S.SUSPECTED, _A.MERGE, _S.MERGED, P.JUDGE, guard=_one_union),
        Step(_S.SUSPECTED, _A.PROPOSE, _S.PROPOSED, P.JUDGE, guard=_two_unions),
        Step(_S.SUSPECTED, _A.DISMISS, _S.DIFFERENT, P.JUDGE, needs_note=True),
        Step(_S.PROPOSED, _A.APPROVE, _S.MERGED, P.MERGE, other_than=(_A.PROPOSE,)),
        Step(_S.PROPOSED, _A.REFUSE, _S.SUSPECTED, P.MERGE, needs_note=True),
        Step(_S.PROPOSED, _A.WITHDRAW, _S.SUSPECTED, P.JUDGE),
        Step(_S.MERGED, _A.UNDO, _S.SUSPECTED, P.MERGE, guard=_in_time, needs_note=True),
        Step(_S.DIFFERENT, _A.REOPEN, _S.SUSPECTED, P.JUDGE, needs_note=True),
    ),
)
#: Steps that need to be told which record is kept.
CHOOSING = frozenset({PairAction.MERGE.value, PairAction.PROPOSE.value})
#: Steps that carry out the merge.
MERGING = frozenset({PairAction.MERGE.value, PairAction.APPROVE.value})
_RANK = {MemberState.PENDING: 0, MemberState.RETAINED: 1, MemberState.ACTIVE: 2}


def merge_refusal(kept: MemberState, ended: MemberState) -> str | None:
    """Why these two records cannot be merged this way round, or None."""
    for state in (kept, ended):
        if state is MemberState.IN_TRANSIT:
            return "有一条记录正在转接，请先办结转接"
        if state is MemberState.ENDED:
            return "有一条记录的会籍已终止，不必合并"
    if _RANK[kept] < _RANK[ended]:
        return f"应保留会籍为“{ended.label}”的一条，否则会员会被少计"
    return None


def common_place(one: str, other: str) -> str:
    """The place in the tree that both paths lie at or below: `430702.003.017.`, `430702.003.021.` -> `430702.003.`."""
    shared = []
    for left, right in zip(one.split(".")[:-1], other.split(".")[:-1], strict=False):
        if left != right:
            break
        shared.append(left)
    return ".".join(shared) + "."


def last_day(merged_on: date, days: int) -> date:
    """The last day on which a merge may be taken back."""
    return merged_on + timedelta(days=days)
