"""What the sending union does with a transfer: send somebody, take it back before it is accepted."""

from sqlmodel import Session

from backend.kernel.authz import Actor
from backend.members import changes
from backend.members.cases import service as cases
from backend.members.cases.rules import Side
from backend.members.codes import MembershipEventKind as Kind
from backend.members.models import Member, TransferCase
from backend.members.schemas import MemberEventIn
from backend.members.transfers.schemas import TransferIn


def send(
    session: Session, actor: Actor, member: Member, form: TransferIn, expected_version: int
) -> TransferCase:
    """Let a member go to another union of the district; they stay counted here until that union accepts.

    Raises StaleVersion, Invalid (the rules, the target) and Conflict.
    """
    change = MemberEventIn(
        kind=Kind.TRANSFER_OUT,
        effective_on=form.effective_on,
        reason=form.reason,
        note=form.note,
        to_organisation_id=form.to_organisation_id,
    )
    case = changes.record_change(session, actor, member, change, expected_version, form.dues_paid_until)
    assert case is not None  # a transfer to a named union always opens one
    return case


def act(
    session: Session, actor: Actor, case: TransferCase, action: str, note: str, expected_version: int
) -> TransferCase:
    """Take one step from the sending side (withdraw); the person stays where they were.

    Raises Invalid, Forbidden, Conflict (also when it was just accepted) and StaleVersion.
    """
    return cases.settle(session, actor, case, action, note, expected_version, Side.SENDER)
