"""Makes members of the people of an approved batch who confirmed; the others stay where they are, with the reason."""

from dataclasses import replace
from datetime import date

from sqlmodel import Session

from backend.kernel import clock, interests
from backend.kernel.authz import Actor
from backend.kernel.errors import Conflict, Invalid, invalid
from backend.members import ledger, sealing
from backend.members import service as members
from backend.members.batches import people
from backend.members.batches.codes import BatchRowState
from backend.members.batches.models import EnrolmentBatch, EnrolmentBatchRow
from backend.members.batches.queries import rows_of
from backend.members.cases.check import admit
from backend.members.codes import EmploymentForm, MemberSource
from backend.members.codes import MembershipEventKind as Kind
from backend.members.permissions import P
from backend.members.schemas import MemberIn


def enrol(session: Session, actor: Actor, batch: EnrolmentBatch, on: date) -> None:
    """Everybody who confirmed joins on the day of the decision; a member elsewhere is silently the district's case.

    Raises Conflict (the caller's own case or a relative's among them) and Invalid (a day before the list or to come).
    """
    if not batch.opened_on <= on <= clock.today():
        fix = "请填写委员会实际作出决定的日期"
        raise invalid("decided_on", "day_out_of_order", "批准日期应在建立名单之后、今天以前", fix)
    agreed = [row for row in rows_of(session, actor, batch.id) if row.status is BatchRowState.CONFIRMED]
    interests.refuse_interest(session, actor, [_subject(row) for row in agreed])
    for row in agreed:
        _enrol_one(session, actor, batch, row, on)
    session.flush()


def _subject(row: EnrolmentBatchRow) -> interests.Subject:
    mobile = people.mobile_of(row)
    return interests.Subject(
        mobile_index=sealing.mobile_index(mobile) if mobile else None, id_no_index=row.id_no_index
    )


def _as_the_union(actor: Actor, batch: EnrolmentBatch) -> Actor:
    """Whoever approves, the list is told only what the union itself may know about its people (AZ-10)."""
    return replace(actor, org_path=batch.org_path, permissions=actor.permissions - {P.CHECK})


def _enrol_one(
    session: Session, actor: Actor, batch: EnrolmentBatch, row: EnrolmentBatchRow, on: date
) -> None:
    form = MemberIn(
        organisation_id=batch.organisation_id,
        name=row.person_name,
        id_no=people.id_no_of(row),
        joined_on=on,
        mobile=people.mobile_of(row) or None,
        employment_form=EmploymentForm.NEW_FORM,
        group_eight=row.group_eight,
        employer_name=row.employer_name,
    )
    assert row.confirmed_by is not None  # confirmed rows only
    try:
        member = members.enter(session, _as_the_union(actor, batch), form)
        change = ledger.Change(
            Kind.APPLY,
            on,
            note=f"集中入会，{row.confirmed_by.label}",
            to_organisation_id=batch.organisation_id,
            source=MemberSource.BATCH,
        )
        ledger.append(session, actor, member, change)
    except (Conflict, Invalid) as problem:
        row.status, row.problem = BatchRowState.EXCEPTION, (problem.detail or problem.title)[:300]
        row.fix = "请核对后单独办理"
        session.add(row)
        return
    admit(session, actor, member, on, MemberSource.BATCH)
    row.status, row.member_id = BatchRowState.ENROLLED, member.id
    session.add(row)
