"""HTTP of members laid out by street, class, sex, group or origin."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import Depends, Query

from backend.kernel.authz import Actor, require
from backend.kernel.db import Db
from backend.kernel.http import WireDate, api_router
from backend.kernel.indicators import TreeOf
from backend.kernel.paging import PageQuery
from backend.members.figures import breakdown
from backend.members.figures.breakdown import Asked, BreakdownBy, BreakdownMeasure
from backend.members.figures.schemas import BreakdownLineOut, BreakdownOut, BreakdownRow, BreakdownRowPage
from backend.members.permissions import P
from backend.organisations.queries import union_names

router = api_router("/members/figures", "members")
Reader = Annotated[Actor, require(P.READ)]


def _asked(
    db: Db,
    actor: Reader,
    by: Annotated[BreakdownBy, Query(description="按什么分")] = BreakdownBy.STREET,
    on: Annotated[WireDate | None, Query(alias="as_of", description="统计时点，缺省为今天")] = None,
    known_at: Annotated[datetime | None, Query(description="只算这一时刻以前登记的")] = None,
    organisation_id: Annotated[UUID | None, Query(description="统计范围的组织，缺省为本级")] = None,
    tree: Annotated[TreeOf, Query(description="按现在的还是按统计时点当时的隶属关系")] = TreeOf.NOW,
) -> Asked:
    return breakdown.asked(db, actor, by, on, known_at, organisation_id, tree)


Question = Annotated[Asked, Depends(_asked)]


@router.get("/breakdown", summary="会员数分布")
def read_member_breakdown(db: Db, actor: Reader, question: Question) -> BreakdownOut:
    """各行之和等于合计。本系统内部使用；对外公布时不足5人的格应隐去。Lines add up; suppress cells below 5 when published."""
    lines = breakdown.lines_of(db, actor, question)
    return BreakdownOut(
        by=question.by,
        as_of=question.as_of.on,
        known_at=question.as_of.known_at,
        tree=question.tree,
        scope=question.place.name,
        lines=[BreakdownLineOut.model_validate(line) for line in lines],
        total=BreakdownLineOut.model_validate(breakdown.total_of(question, lines)),
    )


@router.get("/breakdown/rows", summary="会员数分布背后的名单")
def list_member_breakdown_rows(
    db: Db,
    actor: Reader,
    page: PageQuery,
    question: Question,
    measure: Annotated[BreakdownMeasure, Query(description="哪一列")] = BreakdownMeasure.MEMBERS,
    key: Annotated[str | None, Query(max_length=60, description="哪一行；不填为合计")] = None,
) -> BreakdownRowPage:
    """The persons one number counts, from the same query."""
    found = breakdown.rows_of(db, actor, question, measure, key, page)
    names = union_names(db, actor.district_id, {row.organisation_id for row in found.rows})
    return BreakdownRowPage(
        items=[
            BreakdownRow(
                id=row.id, name=row.name, organisation_name=names.get(row.organisation_id, ""), on=row.on
            )
            for row in found.rows
        ],
        next_cursor=found.next_cursor,
        total=found.total,
        total_is_estimate=found.total_is_estimate,
    )
