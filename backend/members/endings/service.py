"""What is done with endings of membership: propose, decide, refuse, withdraw, file."""

from typing import Any

from sqlalchemy import select
from sqlmodel import Session

from backend.kernel import clock, history, interests
from backend.kernel.authz import Actor
from backend.kernel.errors import Conflict, Invalid
from backend.members import ledger, rules
from backend.members import queries as members
from backend.members.codes import MemberSource
from backend.members.endings.codes import EndingAction as Action
from backend.members.endings.codes import EndingState
from backend.members.endings.models import MembershipEnding
from backend.members.endings.queries import FACTS, decision_of
from backend.members.endings.rules import ENDING_WORKFLOW, LEDGER, WAITING
from backend.members.endings.schemas import EndingActionIn, EndingIn
from backend.members.models import Member

N: Any = MembershipEnding
COMMITTEE = frozenset({Action.DECIDE.value, Action.REFUSE.value})


def propose(session: Session, actor: Actor, form: EndingIn) -> MembershipEnding:
    """Put an ending before the committee; the membership goes on until it decides.

    Raises NotFound (the member), Conflict (not a member here, or one is open already) and Invalid.
    """
    member = members.get_member(session, actor, form.member_id)
    session.refresh(member, with_for_update=True)
    kind, _ = LEDGER[form.kind]
    if rules.target_of(ledger.standing_of(session, member), kind) is None:
        raise Conflict(f"当前会籍“{member.status.label}”不能办理“{form.kind.label}”")
    _refuse_second(session, member)
    row = MembershipEnding(
        district_id=member.district_id,
        org_path=member.org_path,
        member_id=member.id,
        organisation_id=member.organisation_id,
        person_name=member.name,
        kind=form.kind,
        status=EndingState.AWAITING,
        grounds=form.grounds,
        **{name: getattr(form, name) for name in FACTS},
        proposed_on=clock.today(),
        proposed_by=actor.person_name,
    )
    session.add(row)
    history.begin(session, actor, ENDING_WORKFLOW, row, Action.PROPOSE)
    return row


def settle(
    session: Session, actor: Actor, row: MembershipEnding, form: EndingActionIn, expected_version: int
) -> MembershipEnding:
    """Decide, refuse, withdraw or file; a decided ending is written to the ledger on the day of the decision.

    Raises Invalid, Forbidden, Conflict (own case, the proposer deciding, a check not met) and StaleVersion.
    """
    member = session.get_one(Member, (row.district_id, row.member_id))
    decided_on = form.decided_on or clock.today()
    if form.action in COMMITTEE:
        about = interests.Subject(mobile_index=member.mobile_index, id_no_index=member.id_no_index)
        interests.refuse_interest(session, actor, [about])
    history.advance(
        session,
        actor,
        ENDING_WORKFLOW,
        row,
        form.action,
        note=form.note,
        expected_version=expected_version,
        context=decision_of(session, actor, row, decided_on),
    )
    if form.action in COMMITTEE:
        row.decided_on, row.document_no = decided_on, form.document_no
        session.add(row)
        session.flush()
    if form.action == Action.DECIDE.value:
        _end(session, actor, member, row)
    return row


def _end(session: Session, actor: Actor, member: Member, row: MembershipEnding) -> None:
    kind, reason = LEDGER[row.kind]
    assert row.decided_on is not None  # set by the decision
    change = ledger.Change(
        kind,
        row.decided_on,
        reason,
        row.grounds[:500],
        row.document_no,
        source=MemberSource.FORM,
    )
    try:
        ledger.append(session, actor, member, change)
    except Invalid as problem:
        raise Conflict(problem.detail or problem.title) from problem


def _refuse_second(session: Session, member: Member) -> None:
    found = session.execute(
        select(N.id)
        .where(N.district_id == member.district_id, N.member_id == member.id, N.status.in_(WAITING))
        .limit(1)
    )
    if found.first() is not None:
        raise Conflict("此人已有一件退会或除名事项待委员会决定")
