"""The groups of each role's inbox: a right, a label, and the select behind the badge."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, func, select
from sqlmodel import Session

from backend.kernel import clock
from backend.kernel.authz import Actor, within
from backend.members import queries as members
from backend.members.cases import queries as cases
from backend.members.codes import CaseState, MemberState
from backend.members.permissions import P as MembersP
from backend.submissions.codes import ReturnStatus
from backend.submissions.completeness.queries import not_reported, reminders
from backend.submissions.monthly.queries import Filters, filtered
from backend.submissions.monthly.rules import current_period
from backend.submissions.permissions import P


@dataclass(frozen=True)
class Group:
    """One kind of work; shown to callers who hold ``needs`` and none of ``lacks``."""

    code: str
    label: str
    needs: str
    lacks: frozenset[str]
    #: path of the list below /api/v1; {period} is the month being reported
    source: str
    #: path of the page
    link: str
    rows: Callable[[Session, Actor, str], Select[Any]]

    def concerns(self, actor: Actor) -> bool:
        """Whether this is the caller's work."""
        return actor.may(self.needs) and not any(actor.may(right) for right in self.lacks)


@dataclass(frozen=True)
class Waiting:
    """A group with its count."""

    group: Group
    count: int
    period: str


def _listed(**values: Any) -> Callable[[Session, Actor, str], Select[Any]]:
    return lambda session, actor, period: filtered(session, actor, Filters(**values))


def _members_in(state: MemberState) -> Callable[[Session, Actor, str], Select[Any]]:
    member = members.M
    return lambda _session, actor, _period: select(member.id).where(
        within(member, actor), member.status == state
    )


def _cases_in(state: CaseState) -> Callable[[Session, Actor, str], Select[Any]]:
    case = cases.C
    return lambda _session, actor, _period: select(case.id).where(within(case, actor), case.status == state)


_CHAIR = frozenset({P.REVIEW.value})
_STREET = frozenset({P.LOCK.value})
GROUPS: tuple[Group, ...] = (
    Group(
        "to_fill", "待填月报", P.FILL, _CHAIR, "/returns/missing?period={period}", "/returns?period={period}",
        lambda session, actor, period: not_reported(actor, period),
    ),
    Group(
        "returned", "退回待改", P.FILL, _CHAIR, "/returns?status=returned", "/returns?status=returned",
        _listed(status=ReturnStatus.RETURNED),
    ),
    Group(
        "reminders", "催报", P.FILL, _CHAIR, "/returns/reminders?is_open=true", "/returns?period={period}",
        lambda session, actor, period: reminders(actor, is_open=True),
    ),
    Group(
        "on_behalf", "代报告知", P.FILL, _CHAIR, "/returns?is_unseen=true", "/returns?is_unseen=true",
        _listed(is_unseen=True),
    ),
    Group(
        "to_review", "待审核", P.REVIEW, _STREET, "/returns?status=submitted", "/returns?status=submitted",
        _listed(status=ReturnStatus.SUBMITTED),
    ),
    Group(
        "missing", "未报单位", P.REVIEW, _STREET, "/returns/missing?period={period}", "/returns/missing?period={period}",
        lambda session, actor, period: not_reported(actor, period),
    ),
    Group(
        "to_lock", "待锁定", P.LOCK, frozenset(), "/returns?status=accepted", "/returns?status=accepted",
        _listed(status=ReturnStatus.ACCEPTED),
    ),
    Group(
        "review_overdue", "逾期未审", P.LOCK, frozenset(), "/returns?is_review_overdue=true",
        "/returns?is_review_overdue=true", _listed(is_review_overdue=True),
    ),
    Group(
        "extended", "延期中", P.EXTEND, frozenset(), "/returns?is_extended=true", "/returns?is_extended=true",
        _listed(is_extended=True),
    ),
    Group(
        "transfers_in", "待接收转入", MembersP.ENROL, frozenset({P.REVIEW.value}), "/members/cases?status=awaiting_receiver",
        "/members/cases?status=awaiting_receiver", _cases_in(CaseState.AWAITING_RECEIVER),
    ),
    Group(
        "members_pending", "待核对会员", MembersP.CHECK, frozenset(), "/members?status=pending",
        "/members?status=pending", _members_in(MemberState.PENDING),
    ),
    Group(
        "member_cases", "待裁定会籍", MembersP.DECIDE, frozenset(), "/members/cases?status=awaiting_district",
        "/members/cases?status=awaiting_district", _cases_in(CaseState.AWAITING_DISTRICT),
    ),
)  # fmt: skip


def waiting(session: Session, actor: Actor) -> list[Waiting]:
    """The caller's groups with their counts, empty ones too."""
    period = current_period(clock.today())
    return [
        Waiting(group, _count(session, group.rows(session, actor, period)), period)
        for group in GROUPS
        if group.concerns(actor)
    ]


def _count(session: Session, statement: Select[Any]) -> int:
    inner = statement.order_by(None).subquery()
    return int(session.execute(select(func.count()).select_from(inner)).scalar_one())
