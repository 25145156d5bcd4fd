"""What is done about serving longer than a term: request, approval by the higher union, the longer term."""

from typing import Any

from sqlalchemy import select
from sqlmodel import Session

from backend.kernel import clock, history
from backend.kernel.authz import Actor
from backend.kernel.calendar import corresponding_day
from backend.kernel.decisions import Check, refusals
from backend.kernel.errors import Conflict, Invalid, invalid
from backend.kernel.parameters import lookup
from backend.organisations.models import Organisation
from backend.organisations.queries import get_organisation
from backend.organisations.terms.codes import ExtensionAction, ExtensionState
from backend.organisations.terms.election_rules import check_extension
from backend.organisations.terms.following import follow
from backend.organisations.terms.forms import TermExtensionApprovalIn, TermExtensionIn
from backend.organisations.terms.models import CommitteeTerm, TermExtension
from backend.organisations.terms.parameters import EXTENSION_MONTHS
from backend.organisations.terms.register import committees_of, facts_of
from backend.organisations.terms.service import add_term
from backend.organisations.terms.workflows import EXTENSION_WORKFLOW

X: Any = TermExtension


def request_extension(session: Session, actor: Actor, form: TermExtensionIn) -> TermExtension:
    """Ask to serve some months longer than the running term.

    Raises NotFound, Conflict, Invalid.
    """
    union = get_organisation(session, actor, form.organisation_id)
    session.refresh(union, with_for_update=True)
    term = _running(session, actor, union)
    _refuse_second(session, union)
    errors = refusals(extension_checks(session, union, term, form.months), "months")
    if errors:
        raise Invalid("延期申请不符合规定", errors=errors)
    row = TermExtension(
        district_id=union.district_id,
        org_path=union.org_path,
        status=ExtensionState.REQUESTED,
        term_id=term.term_id,
        extended_to=corresponding_day(term.end_on, form.months),
        requested_on=clock.today(),
        approval_no="",
        **form.model_dump(),
    )
    session.add(row)
    on_behalf = actor.org_path != union.org_path
    history.begin(session, actor, EXTENSION_WORKFLOW, row, ExtensionAction.REQUEST, on_behalf=on_behalf)
    return row


def move(
    session: Session, actor: Actor, case: TermExtension, action: str, note: str, expected: int
) -> TermExtension:
    """Refuse or withdraw.

    Raises Invalid, Forbidden, Conflict, StaleVersion.
    """
    if action == ExtensionAction.APPROVE.value:
        raise invalid("action", "form", "批准延期要填写批复文号", "请从页面上的“批准延期”办理")
    _advance(session, actor, case, action, note, expected)
    case.decided_on = clock.today()
    session.flush()
    return case


def approve(
    session: Session, actor: Actor, case: TermExtension, form: TermExtensionApprovalIn, expected: int
) -> TermExtension:
    """Approve in writing: the term lasts to the new day from today on.

    Raises Forbidden, Conflict, StaleVersion, Invalid.
    """
    union = get_organisation(session, actor, case.organisation_id)
    session.refresh(union, with_for_update=True)
    _advance(session, actor, case, ExtensionAction.APPROVE.value, form.note, expected)
    term = committees_of(session, actor, union.id).term(case.term_id)
    if term.extended_to is not None:
        raise Conflict("这一届已经延期过，不能再次延期")
    today = clock.today()
    kept = term.model_dump(exclude={"reason"})
    extended = {"extended_to": case.extended_to, "extended_on": today, "extension_no": form.approval_no}
    add_term(session, actor, union, term.term_id, {**kept, **extended, "reason": "经批准延期"})
    case.decided_on, case.approval_no = today, form.approval_no
    session.flush()
    follow(session, actor, union)
    return case


def extension_checks(session: Session, union: Organisation, term: CommitteeTerm, months: int) -> list[Check]:
    """A request judged with the parameters of today."""
    limit = lookup(session, EXTENSION_MONTHS.key, union.district_id, clock.today())
    return check_extension(
        facts_of(term), months, term.extended_to is not None, {EXTENSION_MONTHS.key: limit}
    )


def _running(session: Session, actor: Actor, union: Organisation) -> CommitteeTerm:
    term = committees_of(session, actor, union.id).running(clock.today())
    if term is None:
        raise Conflict("还没有登记届次，请先请上一级工会登记本届任期")
    return term


def _refuse_second(session: Session, union: Organisation) -> None:
    waiting = session.execute(
        select(X.id).where(
            X.district_id == union.district_id,
            X.organisation_id == union.id,
            X.status == ExtensionState.REQUESTED,
        )
    ).first()
    if waiting is not None:
        raise Conflict("这家工会已有一件延期申请待批准")


def _advance(
    session: Session, actor: Actor, case: TermExtension, action: str, note: str, expected: int
) -> None:
    history.advance(
        session,
        actor,
        EXTENSION_WORKFLOW,
        case,
        action,
        note=note,
        expected_version=expected,
        context=actor.org_path,
    )
