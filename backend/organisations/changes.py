"""The history of a union: which fields changed from what to what, in words."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlmodel import Session

from backend.kernel import audit, clock, outbox
from backend.kernel.authz import Actor, within
from backend.kernel.codes import Code
from backend.kernel.paging import Paging, Slice, paginate
from backend.organisations.codes import OrgChangeKind
from backend.organisations.models import Organisation, OrganisationChange
from backend.organisations.queries import get_organisation

OBJECT = "organisation"
#: Sealed columns appear under the name they have on the wire, and without their values.
SEALED = {"chair_phone": "主席电话", "contact_phone": "联系电话"}


def field_label(field: str) -> str:
    """The Chinese label of a field."""
    if field in SEALED:
        return SEALED[field]
    if field == "employers":
        return "所覆盖单位"
    table: Any = Organisation.__dict__["__table__"]
    return str(table.c[field].info["label"])


def change_line(field: str, before: Any, after: Any) -> dict[str, str]:
    """One line of the history; sealed values are not repeated."""
    if field in SEALED:
        return {"field": field, "label": field_label(field), "before": "", "after": "已更新"}
    return {"field": field, "label": field_label(field), "before": in_words(before), "after": in_words(after)}


def in_words(value: Any) -> str:
    """A value as a clerk reads it."""
    if value is None:
        return ""
    if isinstance(value, Code):
        return value.label
    if isinstance(value, bool):
        return "是" if value else "否"
    return value.isoformat() if isinstance(value, date) else str(value)


def note_change(
    session: Session, actor: Actor, row: Organisation, kind: OrgChangeKind, lines: Iterable[dict[str, str]]
) -> None:
    """Write the history line, the audit entry and the event of one saved change."""
    changes = list(lines)
    session.add(
        OrganisationChange(
            district_id=row.district_id,
            org_path=row.org_path,
            organisation_id=row.id,
            kind=kind,
            changes=changes,
            account_id=actor.account_id,
            person_name=actor.person_name,
            role=actor.role.label,
            at=clock.now(),
        )
    )
    fields = [line["field"] for line in changes]
    verb = f"{OBJECT}.{kind.value}"
    audit.record(session, actor, verb, OBJECT, row.id, org_path=row.org_path, details={"fields": fields})
    outbox.emit(session, verb, row, {"fields": fields, "version": row.version})


def history_of(session: Session, actor: Actor, organisation_id: UUID, page: Paging) -> Slice:
    """The saved changes of one union, newest first.

    Raises NotFound.
    """
    get_organisation(session, actor, organisation_id)
    change: Any = OrganisationChange
    statement = select(OrganisationChange).where(
        within(OrganisationChange, actor), change.organisation_id == organisation_id
    )
    return paginate(session, statement, order=[change.id], page=page, descending=True)
