"""Recording the chosen rows of a list in the ledger, in the caller's transaction."""

from typing import Any

from sqlalchemy import select
from sqlmodel import Session

from backend.kernel.authz import Actor, within
from backend.kernel.errors import Conflict, DomainError
from backend.members import ledger
from backend.members.cases import service as cases
from backend.members.codes import MemberSource, WorkStatus
from backend.members.list_imports.codes import ListKind
from backend.members.list_imports.models import PersonList, PersonListRow
from backend.members.list_imports.rules import EVENT_OF
from backend.members.list_imports.service import rows_of
from backend.members.lookups import among_ids
from backend.members.models import Member
from backend.members.queries import M

CHANGED_SINCE = "比对以后会员又有变动，请放弃后重新上传"


def record_rows(session: Session, actor: Actor, item: PersonList) -> int:
    """Record every chosen row; how many.

    Raises Conflict when a member changed after the comparison: then nothing is recorded.
    """
    rows = [row for row in rows_of(session, item) if row.is_taken]
    members = _members(session, actor, rows)
    for row in rows:
        member = members.get(row.member_id)
        if member is None or member.version != row.member_version:
            raise Conflict(f"第{row.row_number}行：{CHANGED_SINCE}")
        _record(session, actor, item, row, member)
    return len(rows)


def _members(session: Session, actor: Actor, rows: list[PersonListRow]) -> dict[Any, Member]:
    """The members of the rows, locked in the order of their ids."""
    ids = [row.member_id for row in rows if row.member_id is not None]
    statement = select(Member).where(within(Member, actor), among_ids(session, M.id, ids)).order_by(M.id)
    return {member.id: member for member in session.execute(statement.with_for_update()).scalars()}


def _record(session: Session, actor: Actor, item: PersonList, row: PersonListRow, member: Member) -> None:
    kind, reason = EVENT_OF[item.kind]
    assert row.effective_on is not None  # only a row with a date can be taken
    words = [f"{item.origin}{item.kind.label}", row.choice_reason]
    change = ledger.Change(
        kind,
        row.effective_on,
        reason,
        "；".join(word for word in words if word)[:500],
        row.document_no or item.document_no,
        source=MemberSource.LIST,
    )
    if item.kind is ListKind.RETIREMENT:
        member.work_status = WorkStatus.RETIRED
        session.add(member)
    try:
        event = ledger.append(session, actor, member, change)
    except DomainError as refusal:
        said = refusal.errors[0].message if refusal.errors else refusal.detail or refusal.title
        raise Conflict(f"第{row.row_number}行：{said}") from refusal
    cases.close_transfers_of(session, actor, member)
    row.event_id = event.id
    session.add(row)
