"""HTTP of the union tree."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends, Query, Response

from backend.kernel.authz import Actor, StepUp, require
from backend.kernel.db import Db
from backend.kernel.exports import EXPORT_ANSWER, ExportFormat, export_response
from backend.kernel.http import IfMatch, WireDate, api_router, set_etag
from backend.kernel.paging import PageQuery
from backend.kernel.text import tidy
from backend.organisations import cards, changes, export, head_counts, listing, phones, queries, service, tree
from backend.organisations.codes import Industry, OrgLevel, OrgSort, OrgStatus, ReportClass
from backend.organisations.employers.codes import EmployerSize
from backend.organisations.forms import HeadCountIn, OrganisationChangeIn, OrganisationIn, PhoneRevealIn
from backend.organisations.head_count_rules import month_of
from backend.organisations.permissions import P
from backend.organisations.schemas import (
    DivisionList,
    DivisionOut,
    OrganisationHistoryPage,
    OrganisationHistoryRow,
    OrganisationOut,
    OrganisationPage,
    OrganisationTree,
    PhoneRevealOut,
    TreeNode,
    UpperNode,
)

router = api_router("/organisations", "organisations")
divisions_router = api_router("/divisions", "organisations")
Reader = Annotated[Actor, require(P.READ)]
Editor = Annotated[Actor, require(P.EDIT)]
Revealer = Annotated[Actor, require(P.REVEAL)]
OwnEditor = Annotated[Actor, require(P.EDIT_OWN)]
AsOfDay = Annotated[WireDate | None, Query(description="按这一天的情况（YYYY-MM-DD）；不填为现在")]


def _filter(
    q: Annotated[str, Query(max_length=60, description="名称的一部分、拼音首字母开头，或完整编码")] = "",
    parent_id: Annotated[UUID | None, Query(description="只看这个工会下面的（各级）")] = None,
    direct: Annotated[bool, Query(description="只看直接下级")] = False,
    level: OrgLevel | None = None,
    report_class: ReportClass | None = None,
    industry: Industry | None = None,
    status: Annotated[OrgStatus | None, Query(description="不填时不含已撤销")] = None,
    founded_from: Annotated[WireDate | None, Query(description="建会日期自")] = None,
    founded_to: Annotated[WireDate | None, Query(description="建会日期至（含）")] = None,
    as_of: AsOfDay = None,
    size: Annotated[
        EmployerSize | None, Query(description="覆盖单位的规模，按当年（或时点所在年）名单")
    ] = None,
) -> listing.OrgFilter:
    return listing.OrgFilter(
        tidy(q),
        parent_id,
        direct,
        level,
        report_class,
        industry,
        status,
        founded_from,
        founded_to,
        as_of,
        size,
    )


Wanted = Annotated[listing.OrgFilter, Depends(_filter)]


@router.get("", summary="工会组织列表")
def list_organisations(
    db: Db, actor: Reader, page: PageQuery, wanted: Wanted, sort: OrgSort = OrgSort.PATH
) -> OrganisationPage:
    """Unions in the caller's reach, filtered."""
    found = listing.list_organisations(db, actor, wanted, page, sort)
    return cards.page_of(db, actor, found, month_of(wanted.as_of) if wanted.as_of else None)


@router.get("/tree", summary="组织树（逐级展开）")
def organisation_tree(
    db: Db,
    actor: Reader,
    parent_id: Annotated[UUID | None, Query(description="展开哪个工会；不填为最上面一级")] = None,
    as_of: AsOfDay = None,
) -> OrganisationTree:
    """One step of the tree, now or as of a date; the unions above the caller are shown read-only on top."""
    if parent_id is None:
        nodes = tree.top_on(db, actor, as_of) if as_of else tree.top_now(db, actor)
    elif as_of:
        nodes = tree.children_on(db, actor, parent_id, as_of)
    else:
        nodes = tree.children_now(db, actor, parent_id)
    upper = tree.above(db, actor) if parent_id is None else []
    return OrganisationTree(
        as_of=as_of,
        upper=[UpperNode.model_validate(item) for item in upper],
        nodes=[TreeNode.model_validate(node) for node in nodes],
    )


@router.get(
    "/export",
    summary="导出工会组织列表",
    response_class=Response,
    responses=EXPORT_ANSWER,
)
def export_organisations(
    db: Db, actor: Reader, wanted: Wanted, format: ExportFormat = ExportFormat.XLSX
) -> Response:
    """The same filter as the list, as a file without persons."""
    return export_response(export.export_organisations(db, actor, wanted, format), format, "organisations")


@router.post("", status_code=201, summary="登记工会")
def register_organisation(db: Db, actor: Editor, form: OrganisationIn, response: Response) -> OrganisationOut:
    """Register a union under a parent in the caller's reach; code and place in the tree are given by the system."""
    row = service.register_organisation(db, actor, form)
    set_etag(response, row)
    return cards.card_of(db, actor, row)


@router.get("/{organisation_id}", summary="工会组织")
def get_organisation(db: Db, actor: Reader, organisation_id: UUID, response: Response) -> OrganisationOut:
    """The card of one union, phone numbers masked."""
    row = queries.get_organisation(db, actor, organisation_id)
    set_etag(response, row)
    return cards.card_of(db, actor, row)


@router.patch("/{organisation_id}", summary="修改工会组织")
def change_organisation(
    db: Db,
    actor: OwnEditor,
    organisation_id: UUID,
    version: IfMatch,
    form: OrganisationChangeIn,
    response: Response,
) -> OrganisationOut:
    """Correct a union; an enterprise may only change the fields named in ``editable`` of its own card."""
    row = service.change_organisation(db, actor, organisation_id, form, version)
    set_etag(response, row)
    return cards.card_of(db, actor, row)


@router.put("/{organisation_id}/head-counts", summary="报送人数")
def declare_head_count(
    db: Db, actor: OwnEditor, organisation_id: UUID, version: IfMatch, form: HeadCountIn, response: Response
) -> OrganisationOut:
    """Declare the persons of one month; a later declaration of the same month counts instead."""
    row = head_counts.declare_head_count(db, actor, organisation_id, form, version)
    set_etag(response, row)
    return cards.card_of(db, actor, row)


@router.post("/{organisation_id}/reveal", summary="查看完整电话", dependencies=[StepUp])
def reveal_organisation_phone(
    db: Db, actor: Revealer, organisation_id: UUID, form: PhoneRevealIn
) -> PhoneRevealOut:
    """须选用途，逐次留痕。Each look names its purpose and leaves an audit entry."""
    return PhoneRevealOut(field=form.field, value=phones.reveal_phone(db, actor, organisation_id, form))


@router.get("/{organisation_id}/history", summary="工会组织的变更记录")
def organisation_history(
    db: Db, actor: Reader, organisation_id: UUID, page: PageQuery
) -> OrganisationHistoryPage:
    """Every saved change, newest first."""
    found = changes.history_of(db, actor, organisation_id, page)
    return OrganisationHistoryPage(
        items=[OrganisationHistoryRow.model_validate(row) for row in found.rows],
        next_cursor=found.next_cursor,
        total=found.total,
        total_is_estimate=found.total_is_estimate,
    )


@divisions_router.get("", summary="行政区划")
def list_divisions(
    db: Db,
    actor: Reader,
    parent_code: Annotated[
        str | None, Query(pattern=r"^\d{6}(\d{3})?$", description="上级代码；不填为本区")
    ] = None,
) -> DivisionList:
    """The administrative divisions one level below a code."""
    code = parent_code or actor.district_id
    rows = queries.divisions_under(db, code)
    return DivisionList(
        parent_code=code,
        items=[
            DivisionOut(
                code=row.code,
                name=row.name,
                level=row.level,
                parent_code=row.parent_code,
                has_children=row.level.value == "township",
            )
            for row in rows
        ],
    )
