"""Re-elections and an extension under way in the demo, each with its trail."""

import random
from datetime import date, datetime, timedelta
from typing import Any

from sqlmodel import Session

from backend.kernel.db import bulk_insert
from backend.kernel.demo import invented_id, invented_name, working_moment
from backend.kernel.history import HistoryEntry
from backend.kernel.identifiers import Sex
from backend.kernel.roles import Role
from backend.organisations.codes import OrgLevel
from backend.organisations.terms.codes import (
    CommitteeRole,
    DeclaredRelation,
    ElectingAssembly,
    ExtensionAction,
    ExtensionState,
    ReelectionAction,
    ReelectionState,
)
from backend.organisations.terms.demo_rows import STREET_CLERK, DemoTerm, scoped
from backend.organisations.terms.models import ElectionReport, Reelection, TermExtension
from backend.organisations.terms.parameters import majority_of
from backend.organisations.terms.workflows import EXTENSION_WORKFLOW, REELECTION_WORKFLOW

_R, _A = ReelectionState, ReelectionAction
#: Where the re-elections stand, and the steps that led there: (action, from, to, by the union itself, note).
_TRAIL = (
    (_A.REQUEST, None, _R.REQUESTED, True, ""),
    (_A.PERMIT, _R.REQUESTED, _R.PERMITTED, False, "同意召开，请按选举工作条例办理"),
    (_A.REPORT, _R.PERMITTED, _R.REPORTED, True, ""),
)
_RETURN = (_A.RETURN, _R.REQUESTED, _R.RETURNED, False, "请补充委员会组成方案和候选人情况")
_PLANS = (
    (_R.REQUESTED, _TRAIL[:1]),
    (_R.REPORTED, _TRAIL),
    (_R.PERMITTED, _TRAIL[:2]),
    (_R.RETURNED, (*_TRAIL[:1], _RETURN)),
    (_R.REQUESTED, _TRAIL[:1]),
    (_R.REPORTED, _TRAIL),
)
REPORTED_ON = date(2020, 12, 9)
REPLY_DUE_ON = date(2020, 12, 24)


def make_cases(session: Session, rng: random.Random, due: list[DemoTerm]) -> None:
    """Write a few re-elections among the unions that are due, and one request to extend."""
    due = [term for term in due if term.union.level is OrgLevel.BASE and term.extended_to is None]
    cases, reports, lines = [], [], []
    for term, (state, trail) in zip(due[::2], _PLANS, strict=False):
        opened = working_moment(rng, date(2020, 11, 23 + rng.randrange(5)))
        case = _case(rng, term, state, opened)
        cases.append(case)
        lines += _lines(rng, term, REELECTION_WORKFLOW.name, case["id"], trail, opened)
        if state is _R.REPORTED:
            reports.append(_report(rng, term, case))
    bulk_insert(session, Reelection, cases)
    bulk_insert(session, ElectionReport, reports)
    asked = [_extension(rng, term) for term in due[1:2]]
    bulk_insert(session, TermExtension, [row for row, _ in asked])
    bulk_insert(session, HistoryEntry, [*lines, *(line for _, told in asked for line in told)])


def _case(rng: random.Random, term: DemoTerm, state: ReelectionState, opened: datetime) -> dict[str, Any]:
    is_permitted = state in (_R.PERMITTED, _R.REPORTED)
    is_reported = state is _R.REPORTED
    by_delegates = term.members >= 200
    assembly = ElectingAssembly.DELEGATES if by_delegates else ElectingAssembly.MEMBERS
    return {
        **scoped(rng, term, opened),
        "organisation_id": term.union.id,
        "status": state,
        "term_no": term.term_no + 1,
        "years": term.years,
        "congress": assembly,
        "planned_on": date(2020, 12, 8) if is_reported else date(2021, 1, 4 + rng.randrange(20)),
        "plan": f"拟召开{assembly.label}，选举产生第{term.term_no + 1}届工会委员会和经费审查委员会，候选人已征求党组织意见。",
        "requested_on": opened.date(),
        "permitted_on": date(2020, 12, 1) if is_permitted else None,
        "reported_on": REPORTED_ON if is_reported else None,
        "reply_due_on": REPLY_DUE_ON if is_reported else None,
        "replied_on": None,
        "approval_no": "",
        "term_id": None,
        "version": {_R.REQUESTED: 1, _R.PERMITTED: 2, _R.RETURNED: 2}.get(state, 3),
    }


def _report(rng: random.Random, term: DemoTerm, case: dict[str, Any]) -> dict[str, Any]:
    entitled = max(6, term.members)
    present = entitled - entitled // 12
    least = majority_of("above", entitled)
    told = working_moment(rng, REPORTED_ON)
    roles = (
        CommitteeRole.CHAIR, CommitteeRole.VICE_CHAIR, CommitteeRole.MEMBER, CommitteeRole.AUDIT_HEAD,
        CommitteeRole.AUDIT_MEMBER,
    )  # fmt: skip
    return {
        **scoped(rng, term, told),
        "reelection_id": case["id"],
        "elected_on": date(2020, 12, 8),
        "years": term.years,
        "entitled": entitled,
        "present": present,
        "candidates": 4,
        "elected": [
            {
                "role": role.value,
                "name": term.union.chair_name
                if role is CommitteeRole.CHAIR
                else invented_name(rng, Sex.MALE),
                "votes": rng.randrange(least, present + 1),
                "relation": DeclaredRelation.NONE.value,
                "member_id": None,
                "is_deputy_secretary": False,
            }
            for role in roles
        ],
        "note": "",
        "recorded_at": told,
        "recorded_by": term.union.chair_name,
    }


def _extension(rng: random.Random, term: DemoTerm) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    opened = working_moment(rng, date(2020, 12, 14))
    months = 3
    year, month0 = divmod(term.end_on.year * 12 + term.end_on.month - 1 + months, 12)
    row = {
        **scoped(rng, term, opened),
        "organisation_id": term.union.id,
        "status": ExtensionState.REQUESTED,
        "term_id": term.term_id,
        "months": months,
        "extended_to": date(year, month0 + 1, min(term.end_on.day, 28)),
        "reason": "单位正在搬迁，职工分在三处上班，近期无法召开会员大会。",
        "requested_on": opened.date(),
        "decided_on": None,
        "approval_no": "",
    }
    trail = ((ExtensionAction.REQUEST, None, ExtensionState.REQUESTED, True, ""),)
    return row, _lines(rng, term, EXTENSION_WORKFLOW.name, row["id"], trail, opened)


def _lines(
    rng: random.Random, term: DemoTerm, name: str, case_id: Any, trail: Any, opened: datetime
) -> list[dict[str, Any]]:
    found = []
    for step, (action, source, target, by_union, note) in enumerate(trail):
        at = opened + timedelta(days=4 * step, minutes=rng.randrange(90))
        found.append(
            {
                **scoped(rng, term, at),
                "object_type": name,
                "object_id": case_id,
                "action": action.value,
                "action_label": action.label,
                "source": source.label if source else "",
                "target": target.label,
                "note": note,
                "account_id": invented_id(rng, at),
                "person_id": None,
                "principal_person_id": None,
                "person_name": term.union.chair_name if by_union else STREET_CLERK,
                "role": (Role.ENTERPRISE if by_union else Role.STREET).label,
                "on_behalf": False,
                "at": at,
            }
        )
    return found
