"""HTTP of the member evaluations."""

from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import Depends, Query, Response

from backend.kernel import clock
from backend.kernel.authz import Actor, require
from backend.kernel.db import Db
from backend.kernel.exports import EXPORT_ANSWER, ExportFormat
from backend.kernel.http import Idempotent, api_router
from backend.kernel.indicators import AsOf
from backend.kernel.paging import WHOLE, PageQuery
from backend.organisations.evaluations import cards, queries, service
from backend.organisations.evaluations.export import EVALUATIONS, MISSING_EVALUATIONS
from backend.organisations.evaluations.schemas import (
    EvaluationCorrectionIn,
    EvaluationIn,
    EvaluationMissingPage,
    EvaluationOut,
    EvaluationPage,
    SatisfactionOut,
)
from backend.organisations.permissions import P
from backend.organisations.queries import get_organisation

router = api_router("/member-evaluations", "organisations")
Reader = Annotated[Actor, require(P.READ)]
Recorder = Annotated[Actor, require(P.EVALUATIONS_RECORD)]
Year = Annotated[int | None, Query(ge=2000, le=2199, description="年度")]
Below = Annotated[UUID | None, Query(description="只看这个工会及其下级")]


def _wanted(
    organisation_id: Below = None,
    year: Year = None,
    is_reached: Annotated[bool | None, Query(description="满意率达到要求")] = None,
) -> queries.EvaluationFilter:
    return queries.EvaluationFilter(organisation_id, year, is_reached)


Wanted = Annotated[queries.EvaluationFilter, Depends(_wanted)]


@router.get("", summary="会员评家列表")
def list_evaluations(db: Db, actor: Reader, page: PageQuery, wanted: Wanted) -> EvaluationPage:
    """Sessions in the caller's reach, newest first, each in its newest version."""
    return cards.page_of(queries.list_evaluations(db, actor, wanted, page))


@router.get("/export", summary="导出会员评家列表", response_class=Response, responses=EXPORT_ANSWER)
def export_evaluations(
    db: Db, actor: Reader, wanted: Wanted, format: ExportFormat = ExportFormat.XLSX
) -> Response:
    """The same filter as the list, as a file."""
    found = cards.page_of(queries.list_evaluations(db, actor, wanted, WHOLE))
    return EVALUATIONS.answer(actor, found.items, format)


@router.get("/missing", summary="未开展会员评家的工会")
def list_missing_evaluations(
    db: Db, actor: Reader, page: PageQuery, organisation_id: Below = None, year: Year = None
) -> EvaluationMissingPage:
    """Unions standing in the year (this year unless told) that have recorded no session of it."""
    statement = queries.missing_statement(db, actor, year or clock.today().year, organisation_id)
    return cards.missing_page(db, actor, statement, page)


@router.get(
    "/missing/export", summary="导出未开展会员评家的工会", response_class=Response, responses=EXPORT_ANSWER
)
def export_missing_evaluations(
    db: Db,
    actor: Reader,
    organisation_id: Below = None,
    year: Year = None,
    format: ExportFormat = ExportFormat.XLSX,
) -> Response:
    """The same filter as the list, as a file."""
    statement = queries.missing_statement(db, actor, year or clock.today().year, organisation_id)
    return MISSING_EVALUATIONS.answer(actor, cards.missing_page(db, actor, statement, WHOLE).items, format)


@router.get("/satisfaction", summary="会员评家满意率")
def read_satisfaction(
    db: Db, actor: Reader, organisation_id: Below = None, year: Year = None
) -> SatisfactionOut:
    """满意票合计 ÷ 有效票合计。All ballots of the year's sessions, with numerator, denominator and moment."""
    wanted = year or clock.today().year
    path = get_organisation(db, actor, organisation_id).org_path if organisation_id else None
    as_of = AsOf(on=date(wanted, 12, 31), start=date(wanted, 1, 1), org_path=path)
    return cards.satisfaction_of(db, actor, as_of)


@router.post("", status_code=201, summary="登记会员评家", dependencies=[Idempotent])
def record_evaluation(db: Db, actor: Recorder, form: EvaluationIn) -> EvaluationOut:
    """Ballots at most those present, present at most those expected; one session a year."""
    return cards.evaluation_out(db, actor, service.record_evaluation(db, actor, form))


@router.get("/{evaluation_id}", summary="会员评家详情")
def read_evaluation(db: Db, actor: Reader, evaluation_id: UUID) -> EvaluationOut:
    """The session with every correction."""
    return cards.evaluation_out(db, actor, queries.get_evaluation(db, actor, evaluation_id))


@router.post(
    "/{evaluation_id}/corrections", status_code=201, summary="更正会员评家", dependencies=[Idempotent]
)
def correct_evaluation(
    db: Db, actor: Recorder, evaluation_id: UUID, form: EvaluationCorrectionIn
) -> EvaluationOut:
    """A correction is a further row with its reason; the old row stays."""
    known = queries.get_evaluation(db, actor, evaluation_id)
    return cards.evaluation_out(db, actor, service.correct_evaluation(db, actor, known, form))
