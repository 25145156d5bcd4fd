"""HTTP of suspected duplicates."""

from types import SimpleNamespace
from typing import Annotated
from uuid import UUID

from fastapi import Query, Response

from backend.kernel.authz import Actor, require
from backend.kernel.db import Db
from backend.kernel.http import IfMatch, api_router, set_etag
from backend.kernel.paging import PageQuery
from backend.kernel.views import note_view
from backend.members.duplicates import merging, queries, service
from backend.members.duplicates.codes import PairState
from backend.members.duplicates.schemas import (
    FindOut,
    PairActionIn,
    PairOut,
    PairPage,
    SuspectIn,
    SuspectList,
)
from backend.members.permissions import P

router = api_router("/members/duplicates", "members")
Reader = Annotated[Actor, require(P.READ)]
Enroller = Annotated[Actor, require(P.ENROL)]
Checker = Annotated[Actor, require(P.CHECK)]


@router.get("", summary="疑似重复")
def list_duplicate_pairs(
    db: Db,
    actor: Reader,
    page: PageQuery,
    status: PairState | None = None,
    is_waiting: Annotated[bool, Query(description="只看等当前登录人判定或复核的")] = False,
) -> PairPage:
    """两条记录都在本范围内的疑似重复，相似分高的在前。Pairs with both records in reach, the likeliest first."""
    return queries.list_pairs(db, actor, status, is_waiting, page)


@router.post("/lookup", summary="登记前查找相似的会员")
def look_up_suspects(db: Db, actor: Enroller, form: SuspectIn) -> SuspectList:
    """只答本范围内的；范围外的由区总工会核对，这里不显示。Only the caller's own reach is told."""
    return SuspectList(items=service.suspects(db, actor, form))


@router.post("/find", summary="比对新增和改动的会员记录")
def find_duplicate_pairs(db: Db, actor: Checker) -> FindOut:
    """后台比对，每日也会自动进行一次。Compares new and changed records in the background."""
    waiting, job_id = service.start_finding(db, actor)
    return FindOut(waiting=waiting, job_id=job_id)


@router.get("/{pair_id}", summary="疑似重复详情")
def read_duplicate_pair(db: Db, actor: Reader, pair_id: UUID, response: Response) -> PairOut:
    """两条记录并排，相同之处，合并前后的人数。Both records side by side and what a merge would do."""
    pair = queries.get_pair(db, actor, pair_id)
    set_etag(response, pair)
    answer = queries.pair_out(db, actor, pair)
    looked_at = [
        SimpleNamespace(id=one.id, org_path=one.org_path) for one in merging.sides_of(db, actor, pair)
    ]
    for one in looked_at:
        note_view(db, actor, "member", one)
    return answer


@router.post("/{pair_id}/actions", summary="办理疑似重复")
def act_on_duplicate_pair(
    db: Db, actor: Reader, pair_id: UUID, form: PairActionIn, expected: IfMatch, response: Response
) -> PairOut:
    """不是同一人、合并（跨工会须另一人复核）、撤销合并。Judge, merge (across unions with a second person), undo."""
    pair = queries.get_pair(db, actor, pair_id)
    service.act(db, actor, pair, form, expected)
    set_etag(response, pair)
    return queries.pair_out(db, actor, pair)
