"""Reads of large exports: own requests, and all in reach for those who approve or watch."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Select, select
from sqlmodel import Session, col

from backend.kernel import clock
from backend.kernel.authz import Actor, visible, within
from backend.kernel.errors import DomainError, NotFound
from backend.kernel.history import allowed_actions, entries_of
from backend.kernel.jobs import actor_of
from backend.kernel.large_exports import registry
from backend.kernel.large_exports.codes import LargeExportState
from backend.kernel.large_exports.models import LargeExport
from backend.kernel.large_exports.rules import LARGE_EXPORT_WORKFLOW
from backend.kernel.large_exports.schemas import FilterLineOut, LargeExportOut, LargeExportRow
from backend.kernel.permissions import KernelP


@dataclass(frozen=True, slots=True)
class LargeExportFilter:
    """What the caller wants to see of the list."""

    status: LargeExportState | None = None
    list_name: str | None = None


def filtered(actor: Actor, wanted: LargeExportFilter) -> Select[Any]:
    """The requests the caller may see: their own; all in reach for whoever approves or audits."""
    statement = select(LargeExport).where(within(LargeExport, actor))
    if not _sees_all(actor):
        statement = statement.where(col(LargeExport.account_id) == actor.account_id)
    if wanted.status is not None:
        statement = statement.where(col(LargeExport.status) == wanted.status)
    if wanted.list_name is not None:
        statement = statement.where(col(LargeExport.list_name) == wanted.list_name)
    return statement


def to_decide(session: Session, actor: Actor, _period: str) -> Select[Any]:
    """What waits for the caller's decision: the badge of the inbox is the count of this list."""
    return filtered(actor, LargeExportFilter(status=LargeExportState.REQUESTED))


def get_large_export(session: Session, actor: Actor, export_id: UUID) -> LargeExport:
    """One request the caller may see.

    Raises NotFound.
    """
    row = visible(session.get(LargeExport, (actor.district_id, export_id)), actor)
    if row.account_id != actor.account_id and not _sees_all(actor):
        raise NotFound()
    return row


def row_out(row: LargeExport) -> LargeExportRow:
    """One line of the list."""
    plain = {name: getattr(row, name) for name in LargeExportRow.model_fields if name != "list_label"}
    return LargeExportRow(**plain, list_label=registry.label_of(row.list_name))


def card_of(session: Session, actor: Actor, row: LargeExport) -> LargeExportOut:
    """One request with everything on its page."""
    return LargeExportOut(
        **row_out(row).model_dump(),
        version=row.version,
        filters=_words(session, row),
        ready_at=row.ready_at,
        file_persons=row.file_persons,
        downloaded_at=row.downloaded_at,
        can_download=may_download(row, actor),
        actions=allowed_actions(LARGE_EXPORT_WORKFLOW, row, actor, actor),
        history=entries_of(session, actor, LARGE_EXPORT_WORKFLOW.name, row.id),
    )


def may_download(row: LargeExport, actor: Actor) -> bool:
    """Whether the caller asked for this file, it is there, and they may still see that list."""
    is_there = row.status is LargeExportState.READY and not is_over(row)
    return is_there and row.account_id == actor.account_id


def is_over(row: LargeExport) -> bool:
    """Whether the time of the file has passed."""
    return row.expires_on is not None and clock.today() > row.expires_on


def _words(session: Session, row: LargeExport) -> list[FilterLineOut]:
    """The conditions as the requester meant them, in words."""
    try:
        wanted = registry.list_named(row.list_name)
        described = wanted.describe(session, actor_of(row.requester), wanted.read(row.filters))
    except (
        DomainError
    ):  # a union of the conditions is gone since: the plain conditions still say what was asked
        described = list(row.filters.items())
    return [FilterLineOut(label=label, value=value) for label, value in described]


def _sees_all(actor: Actor) -> bool:
    return actor.may(KernelP.EXPORTS_APPROVE) or actor.may(KernelP.AUDIT_READ)
