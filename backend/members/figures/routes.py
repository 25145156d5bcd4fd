"""HTTP of members laid out by street, class, sex, group or origin."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import Query

from backend.kernel.authz import Actor, require
from backend.kernel.db import Db
from backend.kernel.http import WireDate, api_router
from backend.members.figures.breakdown import BreakdownBy, break_down
from backend.members.figures.schemas import BreakdownOut
from backend.members.permissions import P

router = api_router("/members/figures", "members")
Reader = Annotated[Actor, require(P.READ)]


@router.get("/breakdown", summary="会员数分布")
def read_member_breakdown(
    db: Db,
    actor: Reader,
    by: Annotated[BreakdownBy, Query(description="按什么分")] = BreakdownBy.STREET,
    on: Annotated[WireDate | None, Query(alias="as_of", description="统计时点，缺省为今天")] = None,
    known_at: Annotated[datetime | None, Query(description="只算这一时刻以前登记的")] = None,
    organisation_id: Annotated[UUID | None, Query(description="统计范围的组织，缺省为本级")] = None,
) -> BreakdownOut:
    """各行之和等于合计。本系统内部使用；对外公布时不足5人的格应隐去。Lines add up; suppress cells below 5 when published."""
    return BreakdownOut.model_validate(break_down(db, actor, by, on, known_at, organisation_id))
