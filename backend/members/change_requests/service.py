"""What is done with change requests: submitted, judged, withdrawn; looked at in full."""

from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlmodel import Session

from backend.kernel import audit, clock, history
from backend.kernel.authz import Actor
from backend.kernel.db import new_id
from backend.kernel.errors import Conflict, FieldError, Invalid, StaleVersion, invalid
from backend.kernel.interests import Subject, refuse_interest
from backend.kernel.text import clean_name, tidy_lines
from backend.kernel.views import note_reveal
from backend.members import ledger, queries, rules
from backend.members.change_requests import applying
from backend.members.change_requests.codes import (
    ChangeRequestAction,
    ChangeRequestKind,
    ChangeRequestState,
    ChangeSide,
)
from backend.members.change_requests.evidence import has_evidence
from backend.members.change_requests.identity import (
    Identity,
    changed_fields,
    fingerprint,
    identity_of,
    of_person,
    opened,
    seal,
)
from backend.members.change_requests.models import ChangeRequest
from backend.members.change_requests.rules import (
    APPLYING,
    CHANGE_WORKFLOW,
    CHECKING,
    OPEN,
    RequestContext,
    touches_number,
)
from backend.members.change_requests.schemas import ChangeRequestActionIn, ChangeRequestIn, ChangeRevealIn
from backend.members.codes import MembershipEventKind as Kind
from backend.members.codes import MemberState, RevealField
from backend.members.models import Member, MembershipEvent
from backend.members.permissions import P
from backend.members.queries import E
from backend.members.reveals import note_look
from backend.members.rules import RESIDENT_LIKE

Q: Any = ChangeRequest


def submit(session: Session, actor: Actor, form: ChangeRequestIn) -> ChangeRequest:
    """Ask for a correction; the register stays as it is until another person consents.

    The answer is the same whether or not a new number is held elsewhere (AZ-10).
    Raises NotFound, Invalid, Conflict (one is open already).
    """
    member = queries.get_member(session, actor, form.member_id)
    session.refresh(member, with_for_update=True)
    _refuse_second(session, member)
    is_identity = form.kind is ChangeRequestKind.IDENTITY
    old = identity_of(member)
    new = _wanted(member, old, form) if is_identity else old
    event_id = None if is_identity else _death_of(session, member)
    request = _request(actor, member, form, old, new, event_id)
    session.add(request)
    history.begin(session, actor, CHANGE_WORKFLOW, request, ChangeRequestAction.SUBMIT, note=form.reason)
    if touches_number(request.fields):
        holder = applying.holder_of(session, request, member)
        if holder is not None:
            applying.note_held(session, actor, (member.district_id, member.id), holder)
    return request


def _refuse_second(session: Session, member: Member) -> None:
    waiting = session.execute(
        select(Q.id).where(Q.district_id == member.district_id, Q.member_id == member.id, Q.status.in_(OPEN))
    ).first()
    if waiting is not None:
        raise Conflict("此会员已有一件更正在办理，请先办结那一件")


def _wanted(member: Member, old: Identity, form: ChangeRequestIn) -> Identity:
    """The identity as it is to be; a resident number tells sex and birth date itself."""
    if member.status is MemberState.ENDED:
        raise Conflict("会籍已终止，身份信息不能再改")
    name = clean_name(form.name) if form.name is not None else None
    errors = [FieldError("name", f.code, f.message, f.fix) for f in name.errors] if name else []
    before = old.person
    kind = form.id_type or before.id_type
    is_resident = kind in RESIDENT_LIKE
    person, wrong = rules.identify(
        kind,
        before.id_no if form.id_no is None else form.id_no,
        form.sex if is_resident else form.sex or before.sex,
        form.birth_date if is_resident else form.birth_date or before.birth_date,
        today=clock.today(),
        of_age_on=member.joined_on,
    )
    errors += wrong
    if errors or person is None:
        raise Invalid(errors[0].message, errors=errors)
    new = of_person(name.value if name and name.value else old.name, person)
    if not changed_fields(old, new):
        raise invalid("name", "nothing_changed", "没有要更正的内容", "请填写与现在登记不同的内容")
    return new


def _death_of(session: Session, member: Member) -> UUID:
    if ledger.standing_of(session, member).by is not Kind.DEATH:
        raise Conflict("此会员现在没有登记死亡，不必撤销")
    found = session.execute(
        select(MembershipEvent)
        .where(E.district_id == member.district_id, E.member_id == member.id)
        .order_by(E.sequence.desc())
        .limit(1)
    ).scalar_one()
    return UUID(str(found.id))


def _request(
    actor: Actor, member: Member, form: ChangeRequestIn, old: Identity, new: Identity, event_id: UUID | None
) -> ChangeRequest:
    fields = changed_fields(old, new)
    needs_district = actor.may(P.APPROVE_CHANGE) or form.kind is ChangeRequestKind.DEATH
    first = ChangeRequestState.AWAITING_DISTRICT if needs_district else ChangeRequestState.AWAITING_STREET
    request = ChangeRequest(
        district_id=member.district_id,
        id=new_id(),
        org_path=member.org_path,
        member_id=member.id,
        organisation_id=member.organisation_id,
        kind=form.kind,
        status=first,
        fields=fields,
        reason=tidy_lines(form.reason),
        old_sealed=b"",
        new_sealed=b"",
        old_print=old.print,
        fingerprint=fingerprint(old, new),
        annulled_event_id=event_id,
        requested_on=clock.today(),
        requested_by=actor.person_name,
        requester_id=actor.person_id,
    )
    request.old_sealed, request.new_sealed = seal(request, "old", old), seal(request, "new", new)
    return request


def act(
    session: Session,
    actor: Actor,
    request: ChangeRequest,
    form: ChangeRequestActionIn,
    expected_version: int,
) -> ChangeRequest:
    """Take one step; consent applies exactly what was shown.

    Raises Invalid, Forbidden, Conflict, StaleVersion.
    """
    member = queries.get_member(session, actor, request.member_id)
    if form.action in CHECKING:
        subject = Subject(mobile_index=member.mobile_index, id_no_index=member.id_no_index)
        refuse_interest(session, actor, [subject])
    context = context_of(session, actor, request)
    if form.action in APPLYING:
        session.refresh(member, with_for_update=True)
        _refuse_unseen(request, member, form)
        if touches_number(request.fields) and actor.may(P.DECIDE):
            applying.refuse_held(session, actor, request, member)
    history.advance(
        session,
        actor,
        CHANGE_WORKFLOW,
        request,
        form.action,
        note=form.note,
        expected_version=expected_version,
        context=context,
    )
    if form.action in APPLYING:
        is_identity = request.kind is ChangeRequestKind.IDENTITY
        carry_out = applying.apply_identity if is_identity else applying.annul_death
        carry_out(session, actor, request, member)
    if request.status not in OPEN:
        request.closed_on = clock.today()
        session.add(request)
    session.flush()
    return request


def _refuse_unseen(request: ChangeRequest, member: Member, form: ChangeRequestActionIn) -> None:
    if form.fingerprint != request.fingerprint:
        raise StaleVersion("页面上的内容与将要写入的不一致，请刷新后再看")
    applying.refuse_stale(request, member)


def context_of(session: Session, actor: Actor, request: ChangeRequest) -> RequestContext:
    """What the guards look at beside the request."""
    return RequestContext(actor.persons, has_evidence(session, actor, request))


def reveal(
    session: Session, actor: Actor, request: ChangeRequest, side: ChangeSide, form: ChangeRevealIn
) -> tuple[str, int]:
    """One full value of one side and how many the caller has looked at today; every look is counted and audited.

    Raises Invalid for a field a request does not hold.
    """
    if form.field is RevealField.MOBILE:
        raise invalid("field", "not_here", "更正申请里没有电话", "请在会员卡片上查看")
    value: str = getattr(opened(request, side.value), form.field.value)
    seen = note_look(session, actor, request, request.member_id, form.field, form.purpose)
    looked_at = queries.get_member(session, actor, request.member_id)
    note_reveal(
        session, actor, "member", looked_at, f"{side.label}{form.field.label}（{form.purpose.label}）"
    )
    details = {"field": form.field.value, "purpose": form.purpose.value, "side": side.value}
    audit.record(
        session, actor, "member_change.reveal", "member_change", request.id, org_path=request.org_path, details=details
    )  # fmt: skip
    return value, seen
