"""Asking for a large export, deciding about it, taking the file, destroying it."""

import base64
import json
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import delete, select
from sqlmodel import Session, col

from backend.kernel import audit, clock
from backend.kernel.authz import Actor
from backend.kernel.daily import system_actor
from backend.kernel.db import independent, new_id
from backend.kernel.errors import Conflict, Forbidden
from backend.kernel.history import advance, begin
from backend.kernel.jobs import enqueue, snapshot
from backend.kernel.large_exports import queries, registry
from backend.kernel.large_exports.codes import LargeExportAction as A
from backend.kernel.large_exports.codes import LargeExportState as S
from backend.kernel.large_exports.models import LargeExport, LargeExportFile
from backend.kernel.large_exports.parameters import LARGE_ROWS, VALID_DAYS, needs_second_person
from backend.kernel.large_exports.rules import LARGE_EXPORT_WORKFLOW, FileGone, SecondPersonNeeded
from backend.kernel.large_exports.schemas import (
    FilterLineOut,
    LargeExportIn,
    LargeExportPreviewIn,
    LargeExportPreviewOut,
)
from backend.kernel.parameters import lookup_or_none
from backend.kernel.parameters_keys import ParameterKey
from backend.kernel.permissions import KernelP
from backend.kernel.privacy import cipher
from backend.kernel.views import note_views

JOB = "kernel.large_export"
TABLE = "large_export_file"


def refuse_large(session: Session, actor: Actor, persons: int) -> None:
    """A list with more persons than one may take alone needs a second person.

    Raises SecondPersonNeeded.
    """
    limit = _limit(session, actor)
    if needs_second_person(limit, persons):
        raise SecondPersonNeeded(f"一次导出超过{limit}人，须由第二人批准。请提出申请，或缩小查询范围后再导出")


def preview(session: Session, actor: Actor, form: LargeExportPreviewIn) -> LargeExportPreviewOut:
    """What a request would take, before it is made.

    Raises Invalid, NotFound and Forbidden (the caller may not see that list).
    """
    wanted = _list_for(actor, form.list)
    filters = wanted.read(form.filters)
    limit, persons = _limit(session, actor), wanted.count(session, actor, filters)
    return LargeExportPreviewOut(
        list_label=wanted.label,
        filters=[FilterLineOut(label=a, value=b) for a, b in wanted.describe(session, actor, filters)],
        persons=persons,
        limit=limit,
        needs_second_person=needs_second_person(limit, persons),
        valid_days=_valid_days(session, actor.district_id),
    )


def request_export(session: Session, actor: Actor, form: LargeExportIn) -> LargeExport:
    """Ask for a file that a second person must approve.

    Raises Conflict when nobody or too few persons are in it, Invalid, NotFound and Forbidden.
    """
    found = preview(session, actor, form)
    if not found.needs_second_person:
        raise Conflict(f"符合条件的有{found.persons}人，不超过{found.limit}人，请在名单页面直接导出")
    row_id = new_id()
    row = LargeExport(
        id=row_id,
        district_id=actor.district_id,
        org_path=actor.org_path,
        number=f"DC-{clock.today():%Y%m%d}-{row_id.hex[-8:].upper()}",
        list_name=form.list,
        filters=form.filters,
        persons=found.persons,
        purpose=form.purpose,
        account_id=actor.account_id,
        person_name=actor.person_name,
        requester=snapshot(actor),
        requested_at=clock.now(),
    )
    session.add(row)
    begin(session, actor, LARGE_EXPORT_WORKFLOW, row, A.REQUEST, note=form.purpose)
    return row


def decide(session: Session, actor: Actor, row: LargeExport, action: str, note: str, expected: int) -> None:
    """Approve, refuse or withdraw; an approved one is built in the background.

    Raises Conflict (also for the requester's own approval), Forbidden, Invalid and StaleVersion.
    """
    if action in (A.FINISH, A.EXPIRE):
        raise Forbidden()
    workflow = LARGE_EXPORT_WORKFLOW
    step = advance(session, actor, workflow, row, action, note=note, expected_version=expected, context=actor)
    if step.action is A.APPROVE:
        enqueue(session, actor, JOB, {"large_export_id": str(row.id)})


def keep_file(
    session: Session, row: LargeExport, content: bytes, records: list[tuple[UUID, str]], digest: str
) -> None:
    """Seal the built file and open it for its requester until it expires."""
    bundle = json.dumps(
        {"records": [[str(one), path] for one, path in records], "file": base64.b64encode(content).decode()}
    )
    file_id = new_id()
    sealed = cipher().seal(TABLE, "content_sealed", file_id, bundle, district_id=row.district_id)
    session.add(
        LargeExportFile(
            id=file_id,
            district_id=row.district_id,
            org_path=row.org_path,
            large_export_id=row.id,
            content_sealed=sealed,
        )
    )
    row.ready_at = clock.now()
    row.expires_on = clock.today() + timedelta(days=_valid_days(session, row.district_id))
    row.file_persons, row.sha256 = len(records), digest
    session.add(row)
    advance(session, _system(row), LARGE_EXPORT_WORKFLOW, row, A.FINISH)


def download(session: Session, actor: Actor, row: LargeExport) -> bytes:
    """The file, for its requester only; counted, on the audit trail, and noted with every person in it.

    Raises Forbidden, Conflict (not ready) and FileGone.
    """
    if row.account_id != actor.account_id or actor.org_path != row.org_path:
        raise Forbidden("只有申请人本人、在申请时的岗位上，才能下载")
    wanted = _list_for(actor, row.list_name)
    if row.status is S.EXPIRED or queries.is_over(row):
        _destroy_now(session, row)
        raise FileGone()
    if row.status is not S.READY:
        raise Conflict(f"当前状态“{row.status.label}”，还不能下载")
    locked = session.get_one(
        LargeExport, (row.district_id, row.id), with_for_update=True, populate_existing=True
    )
    bundle = _opened(session, locked)
    locked.downloads += 1
    locked.downloaded_at = clock.now()
    records = [(UUID(one), path) for one, path in bundle["records"]]
    note_views(session, actor, wanted.object_type, records, f"{row.number} {row.purpose}")
    details = {"number": row.number, "rows": len(records), "sha256": row.sha256, "time": locked.downloads}
    audit.record(
        session,
        actor,
        "large_export.download",
        "large_export",
        row.id,
        org_path=row.org_path,
        details=details,
    )
    return base64.b64decode(bundle["file"])


def expire_files(session: Session, system: Actor) -> int:
    """Destroy the files whose time is over; once every business day."""
    over = select(LargeExport).where(
        col(LargeExport.district_id) == system.district_id,
        col(LargeExport.status) == S.READY,
        col(LargeExport.expires_on) < clock.today(),
    )
    rows = list(session.execute(over).scalars())
    for row in rows:
        _destroy(session, row)
    return len(rows)


def _destroy_now(session: Session, row: LargeExport) -> None:
    """Although the request is refused, what should be gone is gone."""
    key = (row.district_id, row.id)
    with independent(session) as ending:
        current = ending.get(LargeExport, key, with_for_update=True)
        if current is not None and current.status is S.READY:
            _destroy(ending, current)


def _destroy(session: Session, row: LargeExport) -> None:
    session.execute(
        delete(LargeExportFile).where(
            col(LargeExportFile.district_id) == row.district_id,
            col(LargeExportFile.large_export_id) == row.id,
        )
    )
    advance(session, _system(row), LARGE_EXPORT_WORKFLOW, row, A.EXPIRE)


def _opened(session: Session, row: LargeExport) -> dict[str, Any]:
    kept: LargeExportFile = session.execute(
        select(LargeExportFile).where(
            col(LargeExportFile.district_id) == row.district_id,
            col(LargeExportFile.large_export_id) == row.id,
        )
    ).scalar_one()
    text = cipher().open_(TABLE, "content_sealed", kept.id, kept.content_sealed, district_id=kept.district_id)
    bundle: dict[str, Any] = json.loads(text)
    return bundle


def _list_for(actor: Actor, name: str) -> registry.ExportableList:
    wanted = registry.list_named(name)
    if not actor.may(wanted.permission):
        raise Forbidden(f"没有查看“{wanted.label}”的权限")
    return wanted


def _system(row: LargeExport) -> Actor:
    place = UUID(row.requester["org_id"])
    return system_actor(row.district_id, place, row.org_path, frozenset({KernelP.EXPORTS_KEEP}))


def _limit(session: Session, actor: Actor) -> int:
    return _number(session, LARGE_ROWS, actor.district_id)


def _valid_days(session: Session, district_id: str) -> int:
    return _number(session, VALID_DAYS, district_id)


def _number(session: Session, key: ParameterKey, district_id: str) -> int:
    """The value in force today; a store without any (not yet seeded) keeps to the declared one."""
    found = lookup_or_none(session, key.key, district_id, clock.today())
    return int(found.value if found else key.defaults[0].value)
