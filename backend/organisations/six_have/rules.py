"""The workflow of a six-have check and its pure rules: what must be there, when a result lapses, how a union stands."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from backend.kernel.calendar import corresponding_day
from backend.kernel.errors import FieldError
from backend.kernel.workflow import Step, Workflow
from backend.organisations.permissions import P
from backend.organisations.six_have.codes import (
    LapseCause,
    SixHaveAction,
    SixHaveOutcome,
    SixHaveStanding,
    SixHaveState,
    SixHaveVerdict,
)

_S, _A = SixHaveState, SixHaveAction
#: States in which the union writes.
FILLED = frozenset({_S.DRAFT, _S.TO_MEND})
#: States in which the street writes.
VERIFIED = frozenset({_S.APPLIED, _S.REAPPLIED})
CLOSED = frozenset({_S.PASSED, _S.CANCELLED})
#: The decision that a step makes, if any.
OUTCOMES = {
    _A.PASS: SixHaveOutcome.PASSED,
    _A.MEND: SixHaveOutcome.TO_MEND,
    _A.CANCEL: SixHaveOutcome.CANCELLED,
}


@dataclass(frozen=True, slots=True)
class CheckContext:
    """What a step is judged with: the day, and the items of the round."""

    today: date
    items: tuple[Any, ...]
    #: the caller is of the union itself, or handed the check in for it
    is_own_side: bool = True


def _all_met(_: Any, context: CheckContext | None) -> str | None:
    if context is None:
        return None
    if any(item.verdict is None for item in context.items):
        return "还有项目没有核查，请六项都给出结论"
    if any(item.verdict is SixHaveVerdict.NOT_MET for item in context.items):
        return "有项目未达到，不能核定达标"
    return None


def _some_not_met(_: Any, context: CheckContext | None) -> str | None:
    if context is None:
        return None
    if any(item.verdict is None for item in context.items):
        return "还有项目没有核查，请六项都给出结论"
    if all(item.verdict is SixHaveVerdict.MET for item in context.items):
        return "六项都已达到，不需要整改"
    return None


def _overdue(check: Any, context: CheckContext | None) -> str | None:
    if context is None or check.mend_due_on is None or context.today > check.mend_due_on:
        return None
    return f"整改期限到 {check.mend_due_on.isoformat()}，期限未过不能取消"


def _own_side(_: Any, context: CheckContext | None) -> str | None:
    return None if context is None or context.is_own_side else "请由申报的工会撤回"


#: Whoever opened a check, filled it in for the union or handed it in does not verify it.
MAKERS = (_A.OPEN, _A.FILL_FOR, _A.APPLY, _A.REAPPLY)
WORKFLOW = Workflow(
    "six_have_check",
    "六有核查",
    (
        Step(_S.DRAFT, _A.APPLY, _S.APPLIED, P.SIX_HAVE_FILL),
        Step(_S.APPLIED, _A.WITHDRAW, _S.DRAFT, P.SIX_HAVE_FILL, guard=_own_side),
        Step(_S.APPLIED, _A.PASS, _S.PASSED, P.SIX_HAVE_VERIFY, guard=_all_met, other_than=MAKERS),
        Step(
            _S.APPLIED,
            _A.MEND,
            _S.TO_MEND,
            P.SIX_HAVE_VERIFY,
            guard=_some_not_met,
            needs_note=True,
            other_than=MAKERS,
        ),
        Step(_S.TO_MEND, _A.REAPPLY, _S.REAPPLIED, P.SIX_HAVE_FILL),
        Step(
            _S.TO_MEND,
            _A.CANCEL,
            _S.CANCELLED,
            P.SIX_HAVE_VERIFY,
            guard=_overdue,
            needs_note=True,
            other_than=MAKERS,
        ),
        Step(_S.REAPPLIED, _A.PASS, _S.PASSED, P.SIX_HAVE_VERIFY, guard=_all_met, other_than=MAKERS),
        Step(
            _S.REAPPLIED,
            _A.CANCEL,
            _S.CANCELLED,
            P.SIX_HAVE_VERIFY,
            guard=_some_not_met,
            needs_note=True,
            other_than=MAKERS,
        ),
    ),
)


def application_faults(items: Iterable[Any]) -> list[FieldError]:
    """Why a self-check cannot be handed in yet: one line per item, with what to do."""
    found = []
    for item in items:
        if item.is_met is None:
            found.append(
                FieldError(item.code, "unanswered", f"“{item.label}”还没有自查", "请选择“达到”或“未达到”")
            )
        elif not item.is_met:
            found.append(
                FieldError(
                    item.code, "not_met", f"“{item.label}”自查未达到", "六项都达到才能申报，请先补齐这一项"
                )
            )
    return found


def verdict_faults(items: Sequence[Any]) -> list[FieldError]:
    """A verdict against the union says why."""
    return [
        FieldError(
            item.code,
            "comment_missing",
            f"“{item.label}”未达到，没有写明原因",
            "请写明缺什么，企业好照着整改",
        )
        for item in items
        if item.verdict is SixHaveVerdict.NOT_MET and not item.comment.strip()
    ]


def recheck_by(decided_on: date, months: int) -> date:
    """The last day on which a passed check holds without a re-check."""
    return corresponding_day(decided_on, months)


def validity(recheck_on: date, term_last_on: date | None) -> tuple[date, LapseCause]:
    """Until when (inclusive) a passed check holds, and what ends it: the re-check or the term, whichever is first."""
    if term_last_on is not None and term_last_on < recheck_on:
        return term_last_on, LapseCause.TERM
    return recheck_on, LapseCause.RECHECK


def standing_of(outcome: SixHaveOutcome | None, valid_to: date | None, on: date) -> SixHaveStanding:
    """How a union stands on a date, by its newest decision."""
    if outcome is None:
        return SixHaveStanding.NEVER
    if outcome is SixHaveOutcome.TO_MEND:
        return SixHaveStanding.TO_MEND
    if outcome is SixHaveOutcome.CANCELLED:
        return SixHaveStanding.CANCELLED
    return SixHaveStanding.PASSING if valid_to is None or valid_to >= on else SixHaveStanding.LAPSED
