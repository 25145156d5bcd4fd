"""Pure rules of a return: its workflow, periods, deadlines, lateness and zero reports."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from backend.kernel.authz import Actor
from backend.kernel.calendar import WorkCalendar, working_day_of_month
from backend.kernel.workflow import Step, Workflow
from backend.submissions.codes import ReturnAction as A
from backend.submissions.codes import ReturnStatus as S
from backend.submissions.models import MonthlyReturn
from backend.submissions.permissions import P
from backend.submissions.returns.form import Form

_PERIOD = re.compile(r"^(20\d{2})-(0[1-9]|1[0-2])$")
#: states in which the cells may still change
OPEN_STATES = frozenset({S.DRAFT, S.RETURNED})
#: states that count as reported
REPORTED_STATES = frozenset({S.SUBMITTED, S.ACCEPTED, S.LOCKED})


def _not_the_maker(row: MonthlyReturn, actor: Actor) -> str | None:
    return "填报人不能审核自己提交的报表，请由他人审核" if row.submitted_by == actor.person_id else None


def _not_the_checker(row: MonthlyReturn, actor: Actor) -> str | None:
    if actor.person_id in (row.accepted_by, row.submitted_by):
        return "填报或审核过这份报表的人不能锁定，请由他人锁定"
    return None


def _own(row: MonthlyReturn, actor: Actor) -> str | None:
    if row.org_path == actor.org_path or row.submitted_by == actor.person_id:
        return None
    return "只有填报单位或代报人本人可以撤回；需要修改的请退回"


WORKFLOW = Workflow(
    "monthly_return",
    "月报",
    (
        Step(S.DRAFT, A.SUBMIT, S.SUBMITTED, P.FILL),
        Step(S.DRAFT, A.SUBMIT_ZERO, S.SUBMITTED, P.FILL),
        Step(S.RETURNED, A.SUBMIT, S.SUBMITTED, P.FILL),
        Step(S.RETURNED, A.SUBMIT_ZERO, S.SUBMITTED, P.FILL),
        Step(S.SUBMITTED, A.WITHDRAW, S.DRAFT, P.FILL, guard=_own),
        Step(S.SUBMITTED, A.ACCEPT, S.ACCEPTED, P.REVIEW, guard=_not_the_maker),
        Step(S.SUBMITTED, A.SEND_BACK, S.RETURNED, P.REVIEW, guard=_not_the_maker, needs_note=True),
        Step(S.ACCEPTED, A.REOPEN, S.SUBMITTED, P.LOCK, needs_note=True),
        Step(S.ACCEPTED, A.LOCK, S.LOCKED, P.LOCK, guard=_not_the_checker),
    ),
)


@dataclass(frozen=True, slots=True)
class Deadlines:
    """The last days of one period: filling, review, lock; ``is_estimated`` when the calendar has gaps."""

    fill_on: date
    review_on: date
    lock_on: date
    is_estimated: bool


def is_period(text: str) -> bool:
    """Whether a text is a month, ``YYYY-MM``."""
    return _PERIOD.match(text) is not None


def period_start(period: str) -> date:
    """The first day of a month."""
    return date(int(period[:4]), int(period[5:]), 1)


def shift(period: str, months: int) -> str:
    """The month so many months later (earlier if negative)."""
    year, month = divmod(int(period[:4]) * 12 + int(period[5:]) - 1 + months, 12)
    return f"{year:04d}-{month + 1:02d}"


def period_end(period: str) -> date:
    """The last day of a month."""
    return period_start(shift(period, 1)) - timedelta(days=1)


def current_period(today: date) -> str:
    """The month being reported: the one before today's."""
    return shift(f"{today:%Y-%m}", -1)


def deadlines(period: str, days: tuple[int, int, int], calendar: WorkCalendar) -> Deadlines:
    """Fill, review and lock days: the n-th working days of the following month."""
    after = period_start(shift(period, 1))
    fill, review, lock = (working_day_of_month(after.year, after.month, n, calendar) for n in days)
    estimated = fill.is_estimated or review.is_estimated or lock.is_estimated
    return Deadlines(fill.day, review.day, lock.day, estimated)


def due_on(fill_due_on: date, extended_to: date | None) -> date:
    """The day a return is really due, an extension included."""
    return max(fill_due_on, extended_to) if extended_to else fill_due_on


def is_late(submitted_on: date, fill_due_on: date, extended_to: date | None) -> bool:
    """Whether a submission came after the last day (the day itself is in time)."""
    return submitted_on > due_on(fill_due_on, extended_to)


@dataclass(frozen=True, slots=True)
class Movement:
    """One register row that changes a figure of the return: when, what, who."""

    item: str
    on: date
    label: str
    text: str


def zero_contradictions(
    form: Form, values: Mapping[str, int | str | None], movements: Sequence[Movement]
) -> list[tuple[str, str]]:
    """What stands against a zero report: (item, words) for every record and every figure that is not zero."""
    found = [(move.item, f"{move.on:%Y-%m-%d} {move.label}：{move.text}") for move in movements]
    recorded = {move.item for move in movements}
    for item in form.items:
        if item.is_flow and item.code not in recorded and values.get(item.code):
            found.append((item.code, f"“{item.label}”已填 {values[item.code]} {item.unit}"))
    return found
