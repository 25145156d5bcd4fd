"""What is done in a re-election: request, permission, report of the result, reply, new term."""

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlmodel import Session

from backend.kernel import calendar_table, clock, history
from backend.kernel.authz import Actor
from backend.kernel.calendar import PeriodUnit, period_end
from backend.kernel.db import new_id
from backend.kernel.decisions import Verdict
from backend.kernel.errors import Conflict, FieldError, Invalid, invalid
from backend.kernel.http import check_version
from backend.kernel.interests import refuse_interest
from backend.kernel.parameters import lookup
from backend.organisations.models import Organisation
from backend.organisations.queries import get_organisation, union_names
from backend.organisations.terms import people
from backend.organisations.terms.codes import (
    OPEN_REELECTIONS,
    CommitteeRole,
    DeclaredRelation,
    ReelectionAction,
    ReelectionState,
)
from backend.organisations.terms.election_rules import BINDING
from backend.organisations.terms.following import follow
from backend.organisations.terms.forms import (
    ElectionReplyIn,
    ElectionReportIn,
    ReelectionChangeIn,
    ReelectionIn,
)
from backend.organisations.terms.judging import election_checks
from backend.organisations.terms.models import ElectionReport, Reelection
from backend.organisations.terms.parameters import REPLY_DAYS, TERM_YEARS
from backend.organisations.terms.register import committees_of
from backend.organisations.terms.rules import TermFacts, check_length, term_end
from backend.organisations.terms.service import add_seat, add_term
from backend.organisations.terms.workflows import REELECTION_WORKFLOW

R: Any = Reelection
#: Steps that come with a form of their own.
WITH_FORM = frozenset({ReelectionAction.REPORT.value, ReelectionAction.REPLY.value})
_FIELDS = {"quorum": "present", "majority": "elected", "A-R4": "elected", "A-R3": "years", "chair": "elected"}


def request_reelection(session: Session, actor: Actor, form: ReelectionIn) -> Reelection:
    """Ask the higher union for a congress that elects the next committee.

    Raises NotFound, Conflict (another one is under way), Invalid.
    """
    union = get_organisation(session, actor, form.organisation_id)
    session.refresh(union, with_for_update=True)
    _refuse_second(session, union)
    _refuse_plan(session, union, form)
    terms = committees_of(session, actor, union.id).terms
    row = Reelection(
        district_id=union.district_id,
        org_path=union.org_path,
        status=ReelectionState.REQUESTED,
        term_no=max((term.term_no for term in terms), default=0) + 1,
        requested_on=clock.today(),
        approval_no="",
        **form.model_dump(),
    )
    session.add(row)
    on_behalf = actor.org_path != union.org_path
    history.begin(session, actor, REELECTION_WORKFLOW, row, ReelectionAction.REQUEST, on_behalf=on_behalf)
    return row


def change_request(
    session: Session, actor: Actor, case: Reelection, form: ReelectionChangeIn, expected: int
) -> Reelection:
    """Mend a request that was returned; it is handed in again by the step of its own.

    Raises StaleVersion, Conflict, Invalid.
    """
    session.refresh(case, with_for_update=True)
    check_version(case, expected)
    if case.status is not ReelectionState.RETURNED:
        raise Conflict("只有退回的请示可以修改")
    _refuse_plan(session, get_organisation(session, actor, case.organisation_id), form)
    for field, value in form.model_dump().items():
        setattr(case, field, value)
    case.version += 1
    session.flush()
    return case


def move(
    session: Session, actor: Actor, case: Reelection, action: str, note: str, expected: int
) -> Reelection:
    """A step without a form: permit, return, withdraw, hand in again.

    Raises Invalid, Forbidden, Conflict, StaleVersion.
    """
    if action in WITH_FORM:
        raise invalid("action", "form", "这一步要填写表单", "请从页面上的“报告选举结果”或“批复选举结果”办理")
    _advance(session, actor, case, action, note, expected)
    if action == ReelectionAction.PERMIT.value:
        case.permitted_on = clock.today()
    if action == ReelectionAction.RETURN_REPORT.value:
        _refuse_own(session, actor, case, latest_report(session, case))
    session.flush()
    return case


def report_result(
    session: Session, actor: Actor, case: Reelection, form: ElectionReportIn, expected: int
) -> Reelection:
    """Report an election that kept the binding rules.

    Raises Forbidden, Conflict, StaleVersion, Invalid with every rule it broke.
    """
    union = get_organisation(session, actor, case.organisation_id)
    check_version(case, expected)
    _refuse_report(session, union, case, form)
    _advance(session, actor, case, ReelectionAction.REPORT.value, form.note, expected)
    for elected in form.elected:
        people.refuse_stranger(session, union, elected.member_id)
    session.add(
        ElectionReport(
            district_id=case.district_id,
            org_path=case.org_path,
            reelection_id=case.id,
            years=case.years,
            elected=[item.model_dump(mode="json") for item in form.elected],
            recorded_at=clock.now(),
            recorded_by=actor.person_name,
            **form.model_dump(exclude={"elected"}),
        )
    )
    case.reported_on = clock.today()
    case.reply_due_on = reply_due(session, case.district_id, clock.today())
    session.flush()
    return case


def reply(
    session: Session, actor: Actor, case: Reelection, form: ElectionReplyIn, expected: int
) -> Reelection:
    """Approve the result in writing: the new term begins with the day of the election.

    Raises Forbidden, Conflict, StaleVersion, Invalid.
    """
    report = latest_report(session, case)
    if report is None or not report.elected_on <= form.replied_on <= clock.today():
        raise invalid("replied_on", "order", "批复日期应在选举日期之后、今天之前", "请核对批复日期")
    _advance(session, actor, case, ReelectionAction.REPLY.value, form.note, expected)
    _refuse_own(session, actor, case, report)
    union = get_organisation(session, actor, case.organisation_id)
    session.refresh(union, with_for_update=True)
    term_id = _begin_term(session, actor, union, case, report, form)
    case.replied_on, case.approval_no, case.term_id = form.replied_on, form.approval_no, term_id
    session.flush()
    follow(session, actor, union)
    return case


def latest_report(session: Session, case: Reelection) -> ElectionReport | None:
    """The report that counts: the newest."""
    e: Any = ElectionReport
    found: ElectionReport | None = session.execute(
        select(ElectionReport)
        .where(e.district_id == case.district_id, e.reelection_id == case.id)
        .order_by(e.id.desc())
        .limit(1)
    ).scalar_one_or_none()
    return found


def reply_due(session: Session, district_id: str, reported_on: date) -> date:
    """The last day for the higher union's reply."""
    days = int(lookup(session, REPLY_DAYS.key, district_id, reported_on).value)
    calendar = calendar_table.load_around(session, reported_on)
    return period_end(reported_on, days, PeriodUnit.DAY, calendar).day


def _advance(session: Session, actor: Actor, case: Reelection, action: str, note: str, expected: int) -> None:
    history.advance(
        session,
        actor,
        REELECTION_WORKFLOW,
        case,
        action,
        note=note,
        expected_version=expected,
        context=actor.org_path,
        on_behalf=action == ReelectionAction.REPORT.value and actor.org_path != case.org_path,
    )


def _refuse_own(session: Session, actor: Actor, case: Reelection, report: ElectionReport | None) -> None:
    """Nobody decides about an election of their own or of a near relative."""
    elected = report.elected if report is not None else []
    about = [(e["name"], UUID(e["member_id"]) if e["member_id"] else None) for e in elected]
    refuse_interest(session, actor, people.subjects(session, case.district_id, about))


def _begin_term(
    session: Session,
    actor: Actor,
    union: Organisation,
    case: Reelection,
    report: ElectionReport,
    form: ElectionReplyIn,
) -> Any:
    approved = {"approved_on": form.replied_on, "approval_no": form.approval_no}
    values = {
        "term_no": case.term_no,
        "years": report.years,
        "start_on": report.elected_on,
        "elected_on": report.elected_on,
        "approving_org": union_names(session, actor.district_id, [actor.org_id]).get(actor.org_id, ""),
        **approved,
    }
    term = add_term(session, actor, union, new_id(), values)
    for item in report.elected:
        seat = {**item, "role": CommitteeRole(item["role"]), "relation": DeclaredRelation(item["relation"])}
        seat["member_id"] = None if item["member_id"] is None else UUID(item["member_id"])
        add_seat(session, actor, union, term, {**seat, "elected_on": report.elected_on, **approved})
    return term.term_id


def _refuse_second(session: Session, union: Organisation) -> None:
    open_one = session.execute(
        select(R.id).where(
            R.district_id == union.district_id,
            R.organisation_id == union.id,
            R.status.in_(OPEN_REELECTIONS),
        )
    ).first()
    if open_one is not None:
        raise Conflict("这家工会已有一件换届事项正在办理，请先办结或撤回")


def _refuse_plan(session: Session, union: Organisation, form: Any) -> None:
    today = clock.today()
    errors = []
    if form.planned_on < today:
        errors.append(FieldError("planned_on", "past", "拟召开日期在今天之前", "请填写今天或以后的日期"))
    years = lookup(session, TERM_YEARS.key, union.district_id, today)
    length = check_length(union.level, TermFacts(form.years, today, term_end(today, form.years)), years)
    if length.verdict is not Verdict.MET:
        errors.append(FieldError("years", length.code, f"不符合：{length.label}", length.fix))
    if errors:
        raise Invalid("请示填写有误", errors=errors)


def _refuse_report(session: Session, union: Organisation, case: Reelection, form: ElectionReportIn) -> None:
    errors = []
    if form.elected_on > clock.today() or (case.permitted_on and form.elected_on < case.permitted_on):
        errors.append(
            FieldError("elected_on", "order", "选举日期应在批准召开之后、今天之前", "请核对选举日期")
        )
    errors += [
        FieldError(_FIELDS[c.code], c.code, f"不符合：{c.label}", c.fix)
        for c in election_checks(session, union, case, form)
        if c.code in BINDING and c.verdict is not Verdict.MET
    ]
    if errors:
        raise Invalid("选举结果不符合规定", errors=errors)
