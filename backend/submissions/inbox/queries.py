"""The groups of each role's inbox: a right, a label, and the select behind the badge."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, func, select
from sqlmodel import Session

from backend.kernel import clock
from backend.kernel.authz import Actor, within
from backend.kernel.large_exports import queries as large_exports
from backend.kernel.permissions import KernelP
from backend.members import queries as members
from backend.members.cases import queries as cases
from backend.members.change_requests import queries as change_requests
from backend.members.codes import CaseState, MemberState
from backend.members.duplicates import queries as duplicates
from backend.members.duplicates.codes import PairState
from backend.members.list_imports import queries as person_lists
from backend.members.permissions import P as MembersP
from backend.organisations.homes import queries as homes
from backend.organisations.homes.codes import HomeState
from backend.organisations.legal import queries as legal
from backend.organisations.legal.codes import LegalState
from backend.organisations.permissions import P as OrganisationsP
from backend.organisations.six_have import queries as six_have
from backend.organisations.six_have.codes import SixHaveState
from backend.organisations.terms import queries as terms
from backend.organisations.terms.codes import ExtensionState, ReelectionState
from backend.submissions.codes import ReturnStatus
from backend.submissions.completeness.queries import not_reported, reminders
from backend.submissions.inbox.fund_groups import FUND_GROUPS
from backend.submissions.inbox.groups import Group
from backend.submissions.inbox.register_groups import REGISTER_GROUPS
from backend.submissions.monthly.queries import Filters, filtered
from backend.submissions.monthly.rules import current_period
from backend.submissions.permissions import P


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


def _pairs_in(state: PairState) -> Callable[[Session, Actor, str], Select[Any]]:
    return lambda _session, actor, _period: duplicates.pairs(actor, state, is_waiting=True)


def _reelections_in(
    state: ReelectionState, *, is_direct: bool = False
) -> Callable[[Session, Actor, str], Select[Any]]:
    return lambda _session, actor, _period: terms.reelections(actor, state, is_direct=is_direct)


def _extensions(*, is_direct: bool) -> Callable[[Session, Actor, str], Select[Any]]:
    return lambda _session, actor, _period: terms.extensions(
        actor, ExtensionState.REQUESTED, is_direct=is_direct
    )


def _legal_in(state: LegalState) -> Callable[[Session, Actor, str], Select[Any]]:
    return lambda _session, actor, _period: legal.registrations(actor, state)


def _homes_in(state: HomeState) -> Callable[[Session, Actor, str], Select[Any]]:
    return lambda _session, actor, _period: homes.waiting_in(actor, state)


_CHAIR = frozenset({P.REVIEW.value})
#: The streets' requests are not the leader's inbox: there stand those with no street between union and district.
_LEADER = frozenset({OrganisationsP.LEGAL_DECIDE.value})
_RECORDER = frozenset({OrganisationsP.TERMS_RECORD.value})
_STREET = frozenset({P.LOCK.value})
_VERIFIER = frozenset({OrganisationsP.SIX_HAVE_VERIFY.value})
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
    Group(
        "identity_changes", "身份信息更正待审", MembersP.APPROVE_CHANGE, frozenset(), "/members/change-requests?is_waiting=true",
        "/members/change-requests?is_waiting=true", lambda _session, actor, _period: change_requests.waiting(actor),
    ),
    Group(
        "pairs_to_judge", "疑似重复待判定", MembersP.JUDGE, frozenset(), "/members/duplicates?status=suspected&is_waiting=true",
        "/members/duplicates?status=suspected&is_waiting=true", _pairs_in(PairState.SUSPECTED),
    ),
    Group(
        "pairs_proposed", "合并待复核", MembersP.MERGE, frozenset(), "/members/duplicates?status=proposed&is_waiting=true",
        "/members/duplicates?status=proposed&is_waiting=true", _pairs_in(PairState.PROPOSED),
    ),
    Group(
        "person_lists", "死亡、退休名单待登记", MembersP.LISTS, frozenset(), "/members/lists?is_waiting=true",
        "/members/lists?is_waiting=true", lambda _session, actor, _period: person_lists.waiting(actor),
    ),
    Group(
        "large_exports", "待批大批量导出", KernelP.EXPORTS_APPROVE, frozenset(), "/large-exports?status=requested",
        "/exports?status=requested", large_exports.to_decide,
    ),
    Group(
        "reelections_requested", "换届请示待批", OrganisationsP.TERMS_DECIDE, _LEADER, "/reelections?status=requested",
        "/reelections?status=requested", _reelections_in(ReelectionState.REQUESTED),
    ),
    Group(
        "elections_reported", "选举结果待批复", OrganisationsP.TERMS_DECIDE, _LEADER, "/reelections?status=reported",
        "/reelections?status=reported", _reelections_in(ReelectionState.REPORTED),
    ),
    Group(
        "extensions_requested", "延期换届待批", OrganisationsP.TERMS_DECIDE, _LEADER, "/term-extensions?status=requested",
        "/term-extensions?status=requested", _extensions(is_direct=False),
    ),
    Group(
        "reelections_direct", "直属换届请示待批", OrganisationsP.TERMS_DECIDE, _RECORDER,
        "/reelections?status=requested&is_direct=true", "/reelections?status=requested&is_direct=true",
        _reelections_in(ReelectionState.REQUESTED, is_direct=True),
    ),
    Group(
        "elections_direct", "直属选举结果待批复", OrganisationsP.TERMS_DECIDE, _RECORDER,
        "/reelections?status=reported&is_direct=true", "/reelections?status=reported&is_direct=true",
        _reelections_in(ReelectionState.REPORTED, is_direct=True),
    ),
    Group(
        "extensions_direct", "直属延期换届待批", OrganisationsP.TERMS_DECIDE, _RECORDER,
        "/term-extensions?status=requested&is_direct=true", "/term-extensions?status=requested&is_direct=true",
        _extensions(is_direct=True),
    ),
    Group(
        "reelections_returned", "换届请示退回待改", OrganisationsP.TERMS_FILE, _RECORDER, "/reelections?status=returned",
        "/reelections?status=returned", _reelections_in(ReelectionState.RETURNED),
    ),
    Group(
        "elections_to_report", "选举结果待报告", OrganisationsP.TERMS_FILE, _RECORDER, "/reelections?status=permitted",
        "/reelections?status=permitted", _reelections_in(ReelectionState.PERMITTED),
    ),
    Group(
        "legal_applied", "法人登记待受理", OrganisationsP.LEGAL_REVIEW, frozenset(), "/legal-registrations?status=applied",
        "/legal-registrations?status=applied", _legal_in(LegalState.APPLIED),
    ),
    Group(
        "legal_accepted", "法人登记待审查", OrganisationsP.LEGAL_REVIEW, frozenset(), "/legal-registrations?status=accepted",
        "/legal-registrations?status=accepted", _legal_in(LegalState.ACCEPTED),
    ),
    Group(
        "legal_reviewed", "法人登记待发证", OrganisationsP.LEGAL_DECIDE, frozenset(), "/legal-registrations?status=reviewed",
        "/legal-registrations?status=reviewed", _legal_in(LegalState.REVIEWED),
    ),
    Group(
        "legal_correcting", "法人登记待补正", OrganisationsP.LEGAL_FILE, _RECORDER, "/legal-registrations?status=correcting",
        "/legal-registrations?status=correcting", _legal_in(LegalState.CORRECTING),
    ),
    Group(
        "six_have_to_verify", "六有待核查", OrganisationsP.SIX_HAVE_VERIFY, frozenset(), "/six-have?is_to_verify=true",
        "/six-have/checks?is_to_verify=true", lambda _session, actor, _period: six_have.waiting_checks(actor),
    ),
    Group(
        "six_have_to_mend", "六有待整改", OrganisationsP.SIX_HAVE_FILL, _VERIFIER, "/six-have?status=to_mend",
        "/six-have/checks?status=to_mend", lambda _session, actor, _period: six_have.checks_in(actor, SixHaveState.TO_MEND),
    ),
    Group(
        "six_have_helped", "六有代填告知", OrganisationsP.SIX_HAVE_FILL, _VERIFIER, "/six-have?is_unseen=true",
        "/six-have/checks?is_unseen=true", lambda _session, actor, _period: six_have.unseen_checks(actor),
    ),
    Group(
        "homes_evaluated", "职工之家待推荐", OrganisationsP.HOMES_RECOMMEND, frozenset({OrganisationsP.HOMES_ACCEPT.value}),
        "/home-ratings?status=evaluated", "/home-ratings?status=evaluated", _homes_in(HomeState.EVALUATED),
    ),
    Group(
        "homes_recommended", "职工之家待验收", OrganisationsP.HOMES_ACCEPT, frozenset(), "/home-ratings?status=recommended",
        "/home-ratings?status=recommended", _homes_in(HomeState.RECOMMENDED),
    ),
    Group(
        "homes_published", "职工之家待命名", OrganisationsP.HOMES_AWARD, frozenset(), "/home-ratings?status=published",
        "/home-ratings?status=published", _homes_in(HomeState.PUBLISHED),
    ),
    *REGISTER_GROUPS,
    *FUND_GROUPS,
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
