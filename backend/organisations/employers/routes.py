"""HTTP of employers: covered by a union, and their sizes by year."""

from typing import Annotated
from uuid import UUID

from fastapi import File, Query, UploadFile

from backend.kernel.authz import Actor, require
from backend.kernel.db import Db
from backend.kernel.http import Idempotent, api_router
from backend.kernel.paging import PageQuery
from backend.kernel.text import tidy
from backend.organisations.employers import queries, service
from backend.organisations.employers.codes import EmployerSize
from backend.organisations.employers.forms import SizeListIn
from backend.organisations.employers.schemas import (
    CoveredEmployers,
    SizePage,
    SizePreview,
    SizesTaken,
    SizeTextLines,
)
from backend.organisations.permissions import P
from backend.organisations.queries import get_organisation

router = api_router("/employer-sizes", "organisations")
union_router = api_router("/organisations", "organisations")
Reader = Annotated[Actor, require(P.READ)]
Keeper = Annotated[Actor, require(P.SIZES)]


@router.get("", summary="规模以上、百人以上单位名单")
def list_employer_sizes(
    db: Db,
    actor: Keeper,
    page: PageQuery,
    year: Annotated[int | None, Query(ge=2000, le=2100, description="年度")] = None,
    size: EmployerSize | None = None,
    q: Annotated[str, Query(max_length=60, description="单位名称的一部分，或完整信用代码")] = "",
) -> SizePage:
    """The statistics bureau's yearly lists, corrections counted instead of what they correct."""
    return queries.list_sizes(db, actor, year, size, tidy(q), page)


@router.post("/read-file", summary="读取年度单位名单文件")
def read_employer_sizes_file(
    actor: Keeper, file: Annotated[UploadFile, File(description=".xlsx 或 CSV")]
) -> SizeTextLines:
    """只读取不导入，核对后再提交。The file as lines of text; nothing is written."""
    return SizeTextLines(lines=service.read_file(file.file.read()))


@router.post("/preview", summary="预览年度单位名单")
def preview_employer_sizes(db: Db, actor: Keeper, form: SizeListIn) -> SizePreview:
    """读到 = 新增 + 更正 + 无变化 + 有误。Nothing is written."""
    return service.preview(db, actor, form)


@router.post("", status_code=201, summary="导入年度单位名单", dependencies=[Idempotent])
def take_over_employer_sizes(db: Db, actor: Keeper, form: SizeListIn) -> SizesTaken:
    """有一行有误就都不导入。All or nothing; the same list again changes nothing."""
    return service.take_over(db, actor, form)


@union_router.get("/{organisation_id}/employers", summary="工会覆盖的单位")
def list_covered_employers(db: Db, actor: Reader, organisation_id: UUID) -> CoveredEmployers:
    """Employers covered now and before, with dates and their sizes of each year."""
    return queries.covered_employers(db, actor, get_organisation(db, actor, organisation_id))
