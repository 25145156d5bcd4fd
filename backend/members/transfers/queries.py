"""Reads of transfers a union has sent; the case stands at the receiving union, the reach is told by the member's row."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, false, select
from sqlalchemy.orm import aliased
from sqlmodel import Session

from backend.kernel import clock, history
from backend.kernel.authz import Actor, within
from backend.kernel.db import as_system
from backend.kernel.errors import NotFound, invalid
from backend.kernel.history import HistoryEntry, HistoryOut
from backend.kernel.paging import Paging, paginate
from backend.kernel.text import tidy
from backend.members import queries as members
from backend.members import sealing
from backend.members.cases.queries import LISTED, case_rows, timeout_on
from backend.members.cases.rules import CASE_WORKFLOW, Side
from backend.members.codes import CaseKind, CaseState, MemberState
from backend.members.codes import MembershipEventKind as Kind
from backend.members.models import Member, MembershipEvent, TransferCase
from backend.members.permissions import P
from backend.members.transfers.schemas import LetterOut, SentOut, SentPage, TargetList, TargetUnion
from backend.organisations import queries as organisations

C: Any = TransferCase
M: Any = Member
H: Any = HistoryEntry
LEAST = 2
MOST = 20
_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def find_targets(session: Session, actor: Actor, words: str) -> TargetList:
    """Grassroots unions of the district by part of their name or its initials.

    Raises Invalid for fewer than two characters.
    """
    text = tidy(words)
    if len(text) < LEAST:
        raise invalid("q", "too_short", "请至少输入两个字", "输入接收工会名称中的字，或名称的拼音首字母")
    rows = organisations.find_unions(session, actor.district_id, text, MOST)
    streets = organisations.names_by_path(
        session, actor.district_id, {organisations.street_of(row.org_path) for row in rows}
    )
    return TargetList(
        items=[
            TargetUnion(
                id=row.id,
                name=row.name,
                street_name=streets.get(organisations.street_of(row.org_path), ""),
            )
            for row in rows
        ]
    )


def sent_statement(actor: Actor, columns: Sequence[Any]) -> Select[Any]:
    """Transfers of members whose row is in the caller's reach."""
    holder = and_(M.district_id == C.holder_district_id, M.id == C.holder_id)
    return (
        select(*columns)
        .select_from(TransferCase)
        .join(Member, holder)
        .where(within(Member, actor), C.district_id == actor.district_id, C.kind == CaseKind.TRANSFER)
    )


def sent_back(session: Session, actor: Actor) -> Select[Any]:
    """The members whose transfer the receiving side did not take, for whoever sent them."""
    statement = sent_statement(actor, [C.holder_id]).where(_came_back(session, actor))
    with as_system(session):  # a case stands at the receiving union
        holders = session.execute(statement).scalars().all()
    return select(M.id).where(within(Member, actor), M.id.in_(holders))


def _came_back(session: Session, actor: Actor) -> ColumnElement[bool]:
    """Refused within the days a transfer may take; the member is still here and was not sent again since."""
    today = clock.today()
    days = timeout_on(session, actor.district_id, today)
    if days is None or not actor.may(P.EDIT):
        return false()
    later: Any = aliased(TransferCase)
    again = select(later.id).where(
        later.district_id == C.district_id, later.holder_id == C.holder_id, later.id > C.id
    )
    return and_(
        C.status == CaseState.REFUSED,
        C.closed_on >= today - timedelta(days=days),
        M.status == MemberState.ACTIVE,
        ~again.exists(),
    )


def list_sent(
    session: Session, actor: Actor, status: CaseState | None, is_sent_back: bool, page: Paging
) -> SentPage:
    """Transfers sent from the caller's reach, the newest first."""
    statement = sent_statement(actor, LISTED)
    if status is not None:
        statement = statement.where(C.status == status)
    if is_sent_back:
        statement = statement.where(_came_back(session, actor))
    with as_system(session):
        found = paginate(session, statement, order=[C.id], page=page, descending=True)
    return SentPage(
        items=case_rows(session, actor, found.rows),
        next_cursor=found.next_cursor,
        total=found.total,
        total_is_estimate=found.total_is_estimate,
    )


def get_sent(session: Session, actor: Actor, case_id: UUID) -> TransferCase:
    """One transfer sent from the caller's reach.

    Raises NotFound, the same for a foreign id as for a random one.
    """
    with as_system(session):
        found: TransferCase | None = session.execute(
            sent_statement(actor, [TransferCase]).where(C.id == case_id)
        ).scalar_one_or_none()
    if found is None:
        raise NotFound()
    return found


def sent_out(session: Session, actor: Actor, case: TransferCase) -> SentOut:
    """One transfer as the sending union sees it, with the receiving union's opinion."""
    return SentOut(
        **case_rows(session, actor, [case])[0].model_dump(),
        member_id=case.holder_id,
        opened_by=case.opened_by,
        dues_paid_until=case.dues_paid_until,
        version=case.version,
        history=_trail(session, case),
        actions=history.allowed_actions(CASE_WORKFLOW, case, actor, Side.SENDER),
    )


def letter_of(session: Session, actor: Actor, case: TransferCase) -> LetterOut:
    """The letter that goes with the person."""
    line = case_rows(session, actor, [case])[0]
    member = members.get_member(session, actor, case.holder_id)
    leave = _leave_of(session, actor, case)
    return LetterOut(
        letter_no=_letter_no(case),
        person_name=member.name,
        sex=member.sex,
        id_no_masked=sealing.masked_id(member),
        member_no=member.member_no,
        joined_on=member.joined_on,
        from_organisation_name=line.from_organisation_name,
        to_organisation_name=line.to_organisation_name,
        reason=leave.reason,
        note=leave.note,
        effective_on=leave.effective_on,
        dues_paid_until=case.dues_paid_until,
        issued_on=case.opened_on,
        valid_until=line.due_on,
        issued_by=case.opened_by,
    )


def _leave_of(session: Session, actor: Actor, case: TransferCase) -> MembershipEvent:
    """The line of the ledger by which the person left; the last one recorded up to the opening of the case."""
    events = members.events_of(session, actor, case.holder_id)
    leaves = [e for e in events if e.kind is Kind.TRANSFER_OUT and e.recorded_at <= case.created_at]
    return (leaves or [e for e in events if e.kind is Kind.TRANSFER_OUT])[-1]


def _letter_no(case: TransferCase) -> str:
    bits = case.id.int & ((1 << 30) - 1)
    tail = "".join(_LETTERS[bits >> shift & 31] for shift in range(25, -1, -5))
    return f"{case.opened_on:%Y%m%d}-{tail}"


def _trail(session: Session, case: TransferCase) -> list[HistoryOut]:
    with as_system(session):
        rows = session.execute(
            select(HistoryEntry)
            .where(
                H.district_id == case.district_id,
                H.object_type == CASE_WORKFLOW.name,
                H.object_id == case.id,
            )
            .order_by(H.id)
        ).scalars()
        return [HistoryOut.model_validate(row, from_attributes=True) for row in rows]
