"""HTTP of structure changes and of a union's lineage."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends, Query, Response

from backend.kernel.authz import Actor, require
from backend.kernel.db import Db
from backend.kernel.exports import EXPORT_ANSWER, ExportFormat
from backend.kernel.history import ActionIn
from backend.kernel.http import IfMatch, api_router, set_etag
from backend.kernel.idempotency import Idempotent
from backend.kernel.paging import WHOLE, PageQuery
from backend.kernel.text import tidy
from backend.organisations.permissions import P
from backend.organisations.structure import queries, service
from backend.organisations.structure.codes import StructureKind, StructureState
from backend.organisations.structure.export import STRUCTURE_CHANGES
from backend.organisations.structure.schemas import (
    LineageOut,
    StructureChangeIn,
    StructureChangeOut,
    StructureChangePage,
    StructurePreviewOut,
    StructureTargetPage,
)

router = api_router("/structure-changes", "organisations")
lineage_router = api_router("/organisations", "organisations")
Reader = Annotated[Actor, require(P.READ)]
Applicant = Annotated[Actor, require(P.RESTRUCTURE)]


def _wanted(
    kind: StructureKind | None = None,
    status: StructureState | None = None,
    is_waiting: Annotated[bool, Query(description="只看等我同意、接收或批准的")] = False,
) -> queries.StructureFilter:
    return queries.StructureFilter(kind, status, is_waiting)


Wanted = Annotated[queries.StructureFilter, Depends(_wanted)]


@router.get("", summary="组织变更列表")
def list_structure_changes(db: Db, actor: Reader, page: PageQuery, wanted: Wanted) -> StructureChangePage:
    """Changes in which a union of the caller's reach takes part, newest first."""
    return queries.list_changes(db, actor, wanted, page)


@router.get("/export", summary="导出组织变更列表", response_class=Response, responses=EXPORT_ANSWER)
def export_structure_changes(
    db: Db, actor: Reader, wanted: Wanted, format: ExportFormat = ExportFormat.XLSX
) -> Response:
    """The same filter as the list, as a file."""
    return STRUCTURE_CHANGES.answer(actor, queries.list_changes(db, actor, wanted, WHOLE).items, format)


@router.post("/preview", summary="预览组织变更")
def preview_structure_change(db: Db, actor: Applicant, form: StructureChangeIn) -> StructurePreviewOut:
    """What the change would do and what speaks against it; nothing is written."""
    return queries.preview_out(service.ask(db, actor, form))


@router.get("/targets", summary="可选的新上级或并入的工会")
def list_structure_targets(
    db: Db,
    actor: Applicant,
    page: PageQuery,
    kind: StructureKind,
    q: Annotated[str, Query(max_length=60, description="名称的一部分或拼音首字母")] = "",
) -> StructureTargetPage:
    """Names only: a new parent may stand beyond the caller's reach."""
    return queries.list_targets(db, actor, kind, tidy(q), page)


@router.post("", status_code=201, summary="申请组织变更", dependencies=[Idempotent])
def apply_for_structure_change(
    db: Db, actor: Applicant, form: StructureChangeIn, response: Response
) -> StructureChangeOut:
    """An application; refused while anything speaks against it."""
    change = service.apply_for(db, actor, form)
    set_etag(response, change)
    return queries.change_out(db, actor, change)


@router.get("/{change_id}", summary="组织变更详情")
def read_structure_change(db: Db, actor: Reader, change_id: UUID, response: Response) -> StructureChangeOut:
    """One change with its preview, what it did, and its trail."""
    change = queries.get_change(db, actor, change_id)
    set_etag(response, change)
    return queries.change_out(db, actor, change)


@router.post("/{change_id}/actions", summary="办理组织变更")
def act_on_structure_change(
    db: Db, actor: Reader, change_id: UUID, form: ActionIn, expected: IfMatch, response: Response
) -> StructureChangeOut:
    """同意、接收、批准、生效、撤回。The right is checked for the step taken."""
    change = queries.get_change(db, actor, change_id)
    service.act(db, actor, change, form.action, form.note, expected)
    set_etag(response, change)
    return queries.change_out(db, actor, change)


@lineage_router.get("/{organisation_id}/lineage", summary="工会的沿革")
def read_lineage(db: Db, actor: Reader, organisation_id: UUID) -> LineageOut:
    """Predecessors, successors and the changes that name this union."""
    return queries.lineage_of(db, actor, organisation_id)
