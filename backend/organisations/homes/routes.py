"""HTTP of the home ratings."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends, Query, Response

from backend.kernel import clock
from backend.kernel.authz import Actor, require
from backend.kernel.db import Db
from backend.kernel.exports import EXPORT_ANSWER, ExportFormat
from backend.kernel.history import ActionIn
from backend.kernel.http import Idempotent, IfMatch, WireDate, api_router, set_etag
from backend.kernel.paging import WHOLE, PageQuery
from backend.organisations.homes import cards, queries, service
from backend.organisations.homes.codes import HomeLevel, HomeState, HomeUnit
from backend.organisations.homes.export import HOMES
from backend.organisations.homes.schemas import HomeAwardIn, HomeOut, HomePage, HomeRatingIn, HomesHeldOut
from backend.organisations.permissions import P
from backend.organisations.queries import get_organisation

router = api_router("/home-ratings", "organisations")
Reader = Annotated[Actor, require(P.READ)]
Applicant = Annotated[Actor, require(P.HOMES_APPLY)]
Awarder = Annotated[Actor, require(P.HOMES_AWARD)]


def _wanted(
    status: HomeState | None = None,
    level: HomeLevel | None = None,
    unit: HomeUnit | None = None,
    organisation_id: Annotated[UUID | None, Query(description="只看这个工会及其下级")] = None,
    year: Annotated[int | None, Query(ge=2000, le=2199, description="申报年度")] = None,
) -> queries.HomeFilter:
    return queries.HomeFilter(status, level, unit, organisation_id, year)


Wanted = Annotated[queries.HomeFilter, Depends(_wanted)]


@router.get("", summary="职工之家列表")
def list_home_ratings(db: Db, actor: Reader, page: PageQuery, wanted: Wanted) -> HomePage:
    """Ratings in the caller's reach, newest first."""
    return cards.page_of(queries.list_ratings(db, actor, wanted, clock.today(), page))


@router.get("/export", summary="导出职工之家列表", response_class=Response, responses=EXPORT_ANSWER)
def export_home_ratings(
    db: Db, actor: Reader, wanted: Wanted, format: ExportFormat = ExportFormat.XLSX
) -> Response:
    """The same filter as the list, as a file."""
    found = cards.page_of(queries.list_ratings(db, actor, wanted, clock.today(), WHOLE))
    return HOMES.answer(actor, found.items, format)


@router.post("", status_code=201, summary="申报职工之家", dependencies=[Idempotent])
def apply_home_rating(db: Db, actor: Applicant, form: HomeRatingIn, response: Response) -> HomeOut:
    """No level without the one below it (parameter homes.needs_lower)."""
    rating = service.apply_home(db, actor, form)
    set_etag(response, rating)
    return cards.rating_out(db, actor, rating)


@router.get("/of-union", summary="某工会的职工之家命名")
def read_union_homes(
    db: Db,
    actor: Reader,
    organisation_id: Annotated[UUID, Query(description="工会")],
    as_of: Annotated[WireDate | None, Query(description="按这一天的情况；不填为今天")] = None,
) -> HomesHeldOut:
    """What a union holds on a date."""
    union = get_organisation(db, actor, organisation_id)
    return cards.held_of(db, actor, union, as_of or clock.today())


@router.get("/{rating_id}", summary="职工之家申报详情")
def read_home_rating(db: Db, actor: Reader, rating_id: UUID, response: Response) -> HomeOut:
    """One rating with its vetoes, decisions and trail."""
    rating = queries.get_rating(db, actor, rating_id)
    set_etag(response, rating)
    return cards.rating_out(db, actor, rating)


@router.post("/{rating_id}/actions", summary="办理职工之家申报")
def act_on_home_rating(
    db: Db, actor: Reader, rating_id: UUID, form: ActionIn, expected: IfMatch, response: Response
) -> HomeOut:
    """提交评家、推荐、验收、公示、复查、撤销。Every step but award and retention; the right is checked for it."""
    rating = service.act(db, actor, queries.get_rating(db, actor, rating_id), form, expected)
    set_etag(response, rating)
    return cards.rating_out(db, actor, rating)


@router.post("/{rating_id}/awards", status_code=201, summary="职工之家命名或保留")
def award_home_rating(
    db: Db, actor: Awarder, rating_id: UUID, form: HomeAwardIn, expected: IfMatch, response: Response
) -> HomeOut:
    """命名（公示期满）或复查后保留，写明文号。Award after publicity or keep after review, by document."""
    rating = service.award(db, actor, queries.get_rating(db, actor, rating_id), form, expected)
    set_etag(response, rating)
    return cards.rating_out(db, actor, rating)
