"""Membership changes that a clerk records by hand."""

from sqlmodel import Session

from backend.kernel.authz import Actor
from backend.kernel.errors import invalid
from backend.members import ledger, rules
from backend.members.applications import waiting as applications
from backend.members.cases import opening
from backend.members.cases import service as cases
from backend.members.codes import MembershipEventKind as Kind
from backend.members.codes import MemberState
from backend.members.models import Member, TransferCase
from backend.members.schemas import MemberEventIn
from backend.members.service import is_direct, lock

#: Changes that rest on a decision of the committee.
BY_DECISION = frozenset({Kind.WITHDRAW, Kind.EXPEL})


def record_event(
    session: Session, actor: Actor, member: Member, form: MemberEventIn, expected_version: int
) -> Member:
    """Record a membership change that a clerk may record by hand; a transfer opens a case for the receiving union.

    Raises StaleVersion, Invalid and Conflict.
    """
    record_change(session, actor, member, form, expected_version)
    return member


def open_changes(session: Session, actor: Actor, member: Member) -> list[Kind]:
    """What the caller may record by hand now.

    Leaving and expulsion take effect by a decision (members.endings); only the district records older ones directly.
    A registration that waits for the committee is refused or withdrawn as an application.
    """
    found = rules.changes_open_to(ledger.standing_of(session, member))
    if not is_direct(actor):
        found = [kind for kind in found if kind not in BY_DECISION]
    if member.status is MemberState.PENDING and applications.is_waiting(session, member):
        return []
    return found


def record_change(
    session: Session,
    actor: Actor,
    member: Member,
    form: MemberEventIn,
    expected_version: int,
    dues_paid_until: str | None = None,
) -> TransferCase | None:
    """The same; gives the case a transfer to a named union opens.

    Raises StaleVersion, Invalid and Conflict.
    """
    lock(session, member, expected_version)
    if form.kind not in open_changes(session, actor, member):
        message = f"当前会籍“{member.status.label}”不能办理“{form.kind.label}”"
        raise invalid("kind", "not_admissible", message, "请刷新后按页面上的按钮办理")
    if form.to_organisation_id is not None and form.kind is not Kind.TRANSFER_OUT:
        raise invalid("to_organisation_id", "not_used", "只有转出才填写接收工会", "请清空接收工会")
    change = ledger.Change(
        form.kind,
        form.effective_on,
        form.reason,
        form.note,
        form.document_no,
        from_organisation_id=member.organisation_id if form.kind is Kind.TRANSFER_OUT else None,
        to_organisation_id=form.to_organisation_id,
    )
    ledger.append(session, actor, member, change)
    if form.kind is Kind.TRANSFER_OUT and form.to_organisation_id is not None:
        return opening.open_transfer(
            session, actor, member, form.to_organisation_id, dues_paid_until, form.note
        )
    if form.kind in (Kind.RESUME, Kind.RETAIN, Kind.DEATH):
        cases.close_transfers_of(session, actor, member)
    return None
