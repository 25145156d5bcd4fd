"""What clerks do with a founding: apply, withdraw, file candidates, report the election; and the replies."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlmodel import Session

from backend.kernel import clock, history
from backend.kernel.authz import Actor
from backend.kernel.db import new_id
from backend.kernel.decisions import Check, refusals
from backend.kernel.errors import Conflict, FieldError, Invalid, invalid
from backend.kernel.interests import Subject, refuse_interest
from backend.kernel.text import clean_name
from backend.kernel.uscc import canonical_uscc
from backend.organisations.founding import ending, queries, unions
from backend.organisations.founding.checks import FIELDS, stopping
from backend.organisations.founding.codes import FoundingAction, FoundingState
from backend.organisations.founding.forms import (
    FoundingElectionIn,
    FoundingIn,
    FoundingReplyIn,
    FoundingSlateIn,
)
from backend.organisations.founding.models import (
    FoundingCase,
    FoundingElection,
    FoundingEmployer,
    FoundingSlate,
)
from backend.organisations.founding.rules import (
    ENDINGS,
    FOUNDING_WORKFLOW,
    OPEN_STATES,
    PLAIN_ACTIONS,
    REPLIES,
    document_fault,
)
from backend.organisations.numbering import hold_register, next_number
from backend.organisations.service import parent_in_reach


def apply(session: Session, actor: Actor, form: FoundingIn) -> FoundingCase:
    """Ask the upper union for leave to prepare a union.

    Raises Invalid naming every field that breaks a rule.
    """
    parent = parent_in_reach(session, actor, form.parent_id)
    hold_register(session, actor.district_id)
    values = unions.proposed_values(form)
    union = unions.proposed_facts(actor.district_id, values, form.employers)
    errors = unions.faults(session, actor, parent, union, None)
    errors += _name_faults("preparer_name", [form.preparer_name])
    errors += _date_faults("applied_on", form.applied_on, None)
    if errors:
        raise Invalid("建会申请有误", errors=errors)
    number = next_number(session, actor.district_id, f"founding:{form.applied_on.year}")
    case = FoundingCase(
        id=new_id(),
        district_id=parent.district_id,
        org_path=parent.org_path,
        parent_id=parent.id,
        status=FoundingState.APPLIED,
        case_no=f"建申〔{form.applied_on.year}〕{number}号",
        union_name=union.name,
        mode=form.mode,
        employees=form.employees,
        preparer_name=clean_name(form.preparer_name).value or form.preparer_name,
        reason=form.reason,
        applied_on=form.applied_on,
        waiting_since=form.applied_on,
        division_code=form.division_code,
        **{key: values[key] for key in unions.CLASS_FIELDS},
    )
    session.add(case)
    session.flush()
    session.add_all(_employers(case, form))
    history.begin(session, actor, FOUNDING_WORKFLOW, case, FoundingAction.APPLY, note=form.reason)
    return case


def act(
    session: Session, actor: Actor, case: FoundingCase, action: str, note: str, expected: int
) -> FoundingCase:
    """Take a step that needs an opinion only: refuse, withdraw, return, agree to the election, end the preparation.

    Raises Invalid, Forbidden, Conflict, StaleVersion.
    """
    if action not in {plain.value for plain in PLAIN_ACTIONS}:
        raise invalid("action", "own_form", "这一步要填写内容", "请按页面上的按钮填写后提交")
    _advance(session, actor, case, FoundingAction(action), note, expected)
    case.waiting_since = None
    if action == FoundingAction.APPROVE_SLATE.value:
        case.election_allowed_on = clock.today()
    if FoundingAction(action) in ENDINGS:
        ending.end_preparation(session, actor, case, FoundingAction(action))
    if case.status not in OPEN_STATES:
        case.closed_on = clock.today()
    session.flush()
    return case


def approve_preparation(
    session: Session, actor: Actor, case: FoundingCase, form: FoundingReplyIn, expected: int
) -> FoundingCase:
    """Reply that the union may be prepared: it is registered as in preparation, and may enrol members from now on.

    Raises Invalid, Forbidden, Conflict, StaleVersion.
    """
    _refuse_reply(form, case.applied_on)
    hold_register(session, actor.district_id)
    _advance(session, actor, case, FoundingAction.APPROVE_PREPARATION, form.note, expected)
    union = unions.register_preparing(session, actor, case, form.replied_on)
    case.union_id = union.id
    case.preparation_no, case.preparation_on = form.document_no, form.replied_on
    case.preparing_org = queries.own_union_name(session, actor)
    case.waiting_since = None
    session.flush()
    return case


def file_slate(
    session: Session, actor: Actor, case: FoundingCase, form: FoundingSlateIn, expected: int
) -> FoundingCase:
    """File the candidates for approval.

    Raises Invalid, Forbidden, Conflict, StaleVersion.
    """
    errors = _date_faults("filed_on", form.filed_on, case.preparation_on)
    errors += _name_faults("candidates", [candidate.name for candidate in form.candidates])
    row = FoundingSlate(
        **_beside(case),
        seats=form.seats,
        candidates=[candidate.model_dump(mode="json") for candidate in form.candidates],
        party_org=form.party_org,
        party_agreed_on=form.party_agreed_on,
        filed_on=form.filed_on,
        recorded_at=clock.now(),
    )
    _refuse(
        errors, queries.slate_checks(session, case, row), "候选人名单有误", FIELDS | {"A-R4": "candidates"}
    )
    _advance(session, actor, case, FoundingAction.FILE_SLATE, "", expected)
    session.add(row)
    case.waiting_since = form.filed_on
    session.flush()
    return case


def report_election(
    session: Session, actor: Actor, case: FoundingCase, form: FoundingElectionIn, expected: int
) -> FoundingCase:
    """Report how the founding congress voted.

    Raises Invalid (also when the election is not valid), Forbidden, Conflict, StaleVersion.
    """
    errors = _date_faults("elected_on", form.elected_on, case.preparation_on)
    errors += _date_faults("reported_on", form.reported_on, form.elected_on)
    errors += _name_faults("elected", [elected.name for elected in form.elected])
    row = FoundingElection(
        **_beside(case),
        elected=[elected.model_dump(mode="json") for elected in form.elected],
        recorded_at=clock.now(),
        **form.model_dump(exclude={"elected"}),
    )
    _refuse(errors, queries.election_checks(session, case, row), "选举结果有误", FIELDS)
    _advance(session, actor, case, FoundingAction.REPORT_ELECTION, "", expected)
    session.add(row)
    case.waiting_since = form.reported_on
    session.flush()
    return case


def approve_union(
    session: Session, actor: Actor, case: FoundingCase, form: FoundingReplyIn, expected: int
) -> FoundingCase:
    """Reply to the election report: the union is founded on the date of the reply.

    Raises Invalid, Forbidden, Conflict, StaleVersion.
    """
    election = queries.newest_election(session, case)
    if election is None:
        raise Conflict("还没有报告选举结果")
    _refuse_reply(form, election.reported_on)
    hold_register(session, actor.district_id)
    _advance(session, actor, case, FoundingAction.APPROVE_UNION, form.note, expected)
    case.approval_no, case.approved_on = form.document_no, form.replied_on
    case.approving_org = queries.own_union_name(session, actor)
    case.waiting_since, case.closed_on = None, clock.today()
    session.flush()
    unions.make_active(session, actor, case, election)
    return case


def _advance(
    session: Session, actor: Actor, case: FoundingCase, action: FoundingAction, note: str, expected: int
) -> None:
    history.advance(
        session,
        actor,
        FOUNDING_WORKFLOW,
        case,
        action.value,
        note=note,
        expected_version=expected,
        context=ending.last_day_of(session, case),
    )
    if action in REPLIES:
        about = [Subject(name=name) for name in queries.people_named(session, case)]
        refuse_interest(session, actor, about)


def _employers(case: FoundingCase, form: FoundingIn) -> list[FoundingEmployer]:
    return [
        FoundingEmployer(
            **_beside(case),
            name=employer.name,
            employer_uscc=canonical_uscc(employer.employer_uscc),
            economic_type=employer.economic_type,
            industry=employer.industry,
        )
        for employer in form.employers
    ]


def _beside(case: FoundingCase) -> dict[str, Any]:
    return {"district_id": case.district_id, "org_path": case.org_path, "case_id": case.id}


def _refuse_reply(form: FoundingReplyIn, not_before: date) -> None:
    errors = _date_faults("replied_on", form.replied_on, not_before)
    fault = document_fault(form.document_no, form.replied_on)
    if fault is not None:
        errors.append(FieldError("document_no", "document_no", fault, "请按批复文件填写完整文号"))
    if errors:
        raise Invalid("批复内容有误", errors=errors)


def _refuse(errors: list[FieldError], found: list[Check], title: str, fields: Mapping[str, str]) -> None:
    for check in stopping(found):
        errors += refusals([check], fields[check.code])
    if errors:
        raise Invalid(title, errors=errors)


def _date_faults(field: str, day: date, not_before: date | None) -> list[FieldError]:
    if day > clock.today():
        return [FieldError(field, "future_date", "日期晚于今天", "请核对年份和月份")]
    if not_before is not None and day < not_before:
        fault = f"日期早于上一步的日期（{not_before.isoformat()}）"
        return [FieldError(field, "before_last_step", fault, "请核对日期")]
    return []


def _name_faults(field: str, names: Sequence[str]) -> list[FieldError]:
    found = [fault for name in names for fault in clean_name(name).errors][:1]
    return [FieldError(field, fault.code, fault.message, fault.fix) for fault in found]
