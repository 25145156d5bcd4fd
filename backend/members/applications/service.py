"""What is done with applications for membership: enter, approve, refuse, withdraw."""

from sqlmodel import Session

from backend.kernel import clock, history, interests
from backend.kernel.authz import Actor
from backend.kernel.errors import invalid
from backend.members import ledger
from backend.members import service as members
from backend.members.applications.codes import ApplicationAction as Action
from backend.members.applications.codes import ApplicationState
from backend.members.applications.models import MembershipApplication
from backend.members.applications.queries import decision_of
from backend.members.applications.rules import APPLICATION_WORKFLOW
from backend.members.applications.schemas import ApplicationActionIn, ApplicationIn
from backend.members.cases.check import admit
from backend.members.codes import MembershipEventKind as Kind
from backend.members.codes import MemberSource
from backend.members.models import Member
from backend.members.schemas import MemberIn

OWN_FIELDS = ("applied_on", "evidence", "statement")


def apply(session: Session, actor: Actor, form: ApplicationIn) -> MembershipApplication:
    """Enter a person's application; it waits for the committee whether or not they are a member elsewhere (AZ-10).

    Raises Invalid, NotFound (the union) and Conflict (registered in the caller's own reach).
    """
    if form.applied_on > clock.today():
        raise invalid("applied_on", "future_change", "申请日期不能晚于今天", "请填写本人申请的日期")
    person = form.model_dump(exclude=set(OWN_FIELDS), exclude_unset=True)
    member = members.enter(session, actor, MemberIn(**person, joined_on=form.applied_on))
    change = ledger.Change(
        Kind.APPLY,
        form.applied_on,
        to_organisation_id=member.organisation_id,
        source=MemberSource.APPLICATION,
    )
    ledger.append(session, actor, member, change)
    row = MembershipApplication(
        district_id=member.district_id,
        org_path=member.org_path,
        member_id=member.id,
        organisation_id=member.organisation_id,
        person_name=member.name,
        status=ApplicationState.AWAITING,
        evidence=form.evidence,
        statement=form.statement.strip(),
        applied_on=form.applied_on,
        entered_by=actor.person_name,
    )
    session.add(row)
    history.begin(session, actor, APPLICATION_WORKFLOW, row, Action.APPLY)
    return row


def settle(
    session: Session,
    actor: Actor,
    row: MembershipApplication,
    form: ApplicationActionIn,
    expected_version: int,
) -> MembershipApplication:
    """Approve, refuse or withdraw; an approved person is a member from the day of the decision.

    Raises Invalid, Forbidden, Conflict (own application, the enterer approving) and StaleVersion.
    """
    member = session.get_one(Member, (row.district_id, row.member_id))
    decided_on = form.decided_on or clock.today()
    if form.action != Action.WITHDRAW.value:
        about = interests.Subject(mobile_index=member.mobile_index, id_no_index=member.id_no_index)
        interests.refuse_interest(session, actor, [about])
    history.advance(
        session,
        actor,
        APPLICATION_WORKFLOW,
        row,
        form.action,
        note=form.note,
        expected_version=expected_version,
        context=decision_of(session, actor, row, decided_on),
    )
    row.decided_on, row.document_no = decided_on, form.document_no
    session.add(row)
    session.flush()
    if form.action == Action.APPROVE.value:
        admit(session, actor, member, decided_on, MemberSource.APPLICATION)
    else:
        change = ledger.Change(
            Kind.REJECT, max(decided_on, member.status_on), note=form.note, source=MemberSource.APPLICATION
        )
        ledger.append(session, actor, member, change)
    return row
