"""Open matters of the demo: applications before the committee, trails of the transfers, one batch, one person leaving."""

import random
from collections import Counter
from datetime import timedelta
from typing import Any

from sqlmodel import Session

from backend.kernel.daily import SYSTEM_ID
from backend.kernel.db import bulk_insert
from backend.kernel.demo import DemoWorld, working_moment
from backend.kernel.history import HistoryEntry
from backend.kernel.roles import Role
from backend.kernel.workflow import Workflow
from backend.members.applications.codes import ApplicationAction, ApplicationState, EvidenceKind
from backend.members.applications.models import MembershipApplication
from backend.members.applications.rules import APPLICATION_WORKFLOW
from backend.members.batches import people
from backend.members.batches.codes import BatchAction, BatchRowState, BatchState, ConfirmationKind
from backend.members.batches.models import EnrolmentBatch, EnrolmentBatchRow
from backend.members.batches.rules import BATCH_WORKFLOW, Listed, judge_list
from backend.members.bulk.codes import BulkAction, BulkKind, BulkOutcome, BulkState
from backend.members.bulk.models import BulkRow, BulkRun
from backend.members.bulk.rules import BULK_WORKFLOW
from backend.members.cases.rules import CASE_WORKFLOW
from backend.members.codes import CaseAction, GroupEight, MemberState
from backend.members.demo_rows import OPERATOR, MemberRows
from backend.members.endings.codes import EndingAction, EndingKind, EndingState
from backend.members.endings.models import MembershipEnding
from backend.members.endings.rules import ENDING_WORKFLOW

STATEMENT = "本人自愿加入中国工会，拥护中国工会章程，履行会员义务。"
_PEOPLE = 12
_CONFIRMED = 8


def make_lifecycle(session: Session, world: DemoWorld, rows: MemberRows) -> None:
    """Write what waits for a decision on the demo's day; nobody becomes or ceases to be a member by it."""
    rng = world.stream("members.lifecycle")
    trail: list[dict[str, Any]] = []
    _applications(session, rng, rows, trail)
    for case in rows.cases:
        trail.append(_line(rows, CASE_WORKFLOW, case, CaseAction.OPEN))
    _ending(session, rng, rows, trail)
    _batch(session, rng, rows, trail)
    _marked_group(session, rng, rows, trail)
    bulk_insert(session, HistoryEntry, trail)


def _applications(
    session: Session, rng: random.Random, rows: MemberRows, trail: list[dict[str, Any]]
) -> None:
    """Everybody who waits and is not known elsewhere has applied online."""
    known = Counter(row["id_no_index"] for row in rows.members)
    found = []
    for member in rows.members:
        if member["status"] is not MemberState.PENDING or known[member["id_no_index"]] > 1:
            continue
        row = {
            **_scoped(rows, rng, member),
            "member_id": member["id"],
            "organisation_id": member["organisation_id"],
            "person_name": member["name"],
            "status": ApplicationState.AWAITING,
            "evidence": EvidenceKind.ONLINE,
            "statement": STATEMENT,
            "applied_on": member["status_on"],
            "entered_by": OPERATOR,
            "decided_on": None,
            "document_no": "",
        }
        found.append(row)
        trail.append(_line(rows, APPLICATION_WORKFLOW, row, ApplicationAction.APPLY))
    bulk_insert(session, MembershipApplication, found)


def _ending(session: Session, rng: random.Random, rows: MemberRows, trail: list[dict[str, Any]]) -> None:
    """One member has asked to leave and has been talked to; the papers are still to be added."""
    today = rows.world.today
    member = rng.choice([row for row in rows.members if row["status"] is MemberState.ACTIVE])
    row = {
        **_scoped(rows, rng, member),
        "member_id": member["id"],
        "organisation_id": member["organisation_id"],
        "person_name": member["name"],
        "kind": EndingKind.REQUEST,
        "status": EndingState.AWAITING,
        "grounds": "本人申请退会，已谈话了解情况。",
        "requested_on": today - timedelta(days=9),
        "talked_on": today - timedelta(days=5),
        "proposed_on": today - timedelta(days=4),
        "proposed_by": OPERATOR,
    }
    bulk_insert(session, MembershipEnding, [row])
    trail.append(_line(rows, ENDING_WORKFLOW, row, EndingAction.PROPOSE))


def _batch(session: Session, rng: random.Random, rows: MemberRows, trail: list[dict[str, Any]]) -> None:
    """Couriers of a joint union; most have confirmed, nobody is a member yet."""
    world = rows.world
    unions = [union for union in world.facts["unions"] if "联合工会" in union.name] or world.facts["unions"]
    union = rng.choice(unions)
    batch = {
        **rows.scoped(union, working_moment(rng, world.today - timedelta(days=3))),
        "organisation_id": union.id,
        "title": "十二月快递员集中入会",
        "group_eight": GroupEight.COURIER,
        "status": BatchState.CONFIRMING,
        "opened_on": world.today - timedelta(days=3),
        "opened_by": OPERATOR,
        "decided_on": None,
        "document_no": "",
    }
    bulk_insert(session, EnrolmentBatch, [batch])
    bulk_insert(session, EnrolmentBatchRow, _people(rng, rows, union, batch))
    trail.append(_line(rows, BATCH_WORKFLOW, batch, BatchAction.CREATE))


def _people(rng: random.Random, rows: MemberRows, union: Any, batch: dict[str, Any]) -> list[dict[str, Any]]:
    persons = [rows.world.person(rng, min_age=20, max_age=45) for _ in range(_PEOPLE)]
    listed = [Listed(person.name, person.id_no, person.mobile, "", "") for person in persons]
    made = []
    for number, found in enumerate(judge_list(listed, GroupEight.COURIER, rows.world.today), start=1):
        at = working_moment(rng, rows.world.today - timedelta(days=1))
        row = rows.scoped(union, at)
        agreed = number <= _CONFIRMED
        made.append(
            {
                **row,
                "batch_id": batch["id"],
                "row_number": number,
                "person_name": found.name,
                "group_eight": found.group_eight,
                "employer_name": found.employer_name,
                "status": BatchRowState.CONFIRMED if agreed else BatchRowState.WAITING,
                "problem": "",
                "fix": "",
                "confirmed_by": ConfirmationKind.CODE if agreed else None,
                "confirmed_at": at if agreed else None,
                **people.sealed(row["district_id"], row["id"], found),
            }
        )
    return made


def _marked_group(
    session: Session, rng: random.Random, rows: MemberRows, trail: list[dict[str, Any]]
) -> None:
    """The members of one of the eight groups in one union were marked as such together."""
    marked = [row for row in rows.members if row["group_eight"] and row["status"] is MemberState.ACTIVE]
    if not marked:
        return
    first = rng.choice(marked)
    same = [
        row
        for row in marked
        if (row["organisation_id"], row["group_eight"]) == (first["organisation_id"], first["group_eight"])
    ]
    day = rows.world.today - timedelta(days=4)
    run = {
        **_scoped(rows, rng, first),
        "kind": BulkKind.GROUP,
        "status": BulkState.APPLIED,
        "effective_on": day,
        "reason": None,
        "note": "按岗位补登八大群体",
        "document_no": "",
        "to_organisation_id": None,
        "group_eight": first["group_eight"],
        "applied": len(same),
        "excepted": 0,
        "person_name": OPERATOR,
        "applied_on": day,
    }
    bulk_insert(session, BulkRun, [run])
    bulk_insert(session, BulkRow, [_done(rows, rng, run, member) for member in same])
    trail.append(_line(rows, BULK_WORKFLOW, run, BulkAction.APPLY))


def _done(
    rows: MemberRows, rng: random.Random, run: dict[str, Any], member: dict[str, Any]
) -> dict[str, Any]:
    return {
        **_scoped(rows, rng, member),
        "run_id": run["id"],
        "member_id": member["id"],
        "person_name": member["name"],
        "outcome": BulkOutcome.DONE,
        "problem": "",
        "fix": "",
        "sequence": None,
        "case_id": None,
        "group_before": None,
    }


def _scoped(rows: MemberRows, rng: random.Random, member: dict[str, Any]) -> dict[str, Any]:
    """The key and place of a row at a member's union."""
    at = working_moment(rng, rows.world.today - timedelta(days=4))
    return rows.scoped(_Place(member["org_path"]), at)


class _Place:
    """Where a row stands, as far as its key needs it."""

    def __init__(self, org_path: str) -> None:
        self.org_path = org_path


def _line(rows: MemberRows, workflow: Workflow, row: dict[str, Any], action: Any) -> dict[str, Any]:
    """The opening line of a trail."""
    at = row["created_at"]
    return {
        **rows.scoped(_Place(row["org_path"]), at),
        "object_type": workflow.name,
        "object_id": row["id"],
        "action": action.value,
        "action_label": action.label,
        "source": "",
        "target": row["status"].label,
        "note": "",
        "account_id": SYSTEM_ID,
        "person_id": None,
        "principal_person_id": None,
        "person_name": OPERATOR,
        "role": Role.STREET.label,
        "on_behalf": False,
        "at": at,
    }
