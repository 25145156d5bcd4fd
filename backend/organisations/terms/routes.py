"""HTTP of terms and committees."""

from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import Depends, Query, Response

from backend.kernel import clock
from backend.kernel.authz import Actor, require
from backend.kernel.db import Db
from backend.kernel.exports import EXPORT_ANSWER, ExportFormat
from backend.kernel.http import Idempotent, WireDate, api_router
from backend.kernel.paging import WHOLE, PageQuery
from backend.kernel.text import tidy
from backend.organisations.permissions import P
from backend.organisations.terms import cards, listing, service
from backend.organisations.terms.codes import TermStanding
from backend.organisations.terms.export import TERMS
from backend.organisations.terms.forms import DepartureIn, SeatIn, TermCorrectionIn, TermIn
from backend.organisations.terms.schemas import ChairOnOut, TermPage, TermSummaryOut, UnionTermsOut

router = api_router("/organisations", "organisations")
list_router = api_router("/committee-terms", "organisations")
Reader = Annotated[Actor, require(P.READ)]
Recorder = Annotated[Actor, require(P.TERMS_RECORD)]


def _filter(
    q: Annotated[str, Query(max_length=60, description="名称的一部分或拼音首字母开头")] = "",
    standing: TermStanding | None = None,
    within_days: Annotated[int | None, Query(ge=0, le=3660, description="多少天内届满")] = None,
    parent_id: Annotated[UUID | None, Query(description="只看这个工会及其以下")] = None,
    is_base: Annotated[bool | None, Query(description="只看基层工会，或只看基层以上工会")] = None,
) -> listing.TermFilter:
    return listing.TermFilter(tidy(q), standing, within_days, parent_id, is_base)


Wanted = Annotated[listing.TermFilter, Depends(_filter)]


@list_router.get("", summary="届次到期一览")
def list_committee_terms(db: Db, actor: Reader, page: PageQuery, wanted: Wanted) -> TermPage:
    """按届满日期先后列出各工会的现任届次。Unions with their running term, the ones that end first on top."""
    return listing.list_terms(db, actor, wanted, page)


@list_router.get("/export", summary="导出届次到期一览", response_class=Response, responses=EXPORT_ANSWER)
def export_committee_terms(
    db: Db, actor: Reader, wanted: Wanted, format: ExportFormat = ExportFormat.XLSX
) -> Response:
    """The same filter as the list, as a file without persons."""
    return TERMS.answer(actor, listing.list_terms(db, actor, wanted, WHOLE).items, format)


@list_router.get("/summary", summary="届次到期分级计数")
def summarise_committee_terms(db: Db, actor: Reader) -> TermSummaryOut:
    """各级预警和超期的基层工会数。How many grassroots unions stand in each warning window."""
    return listing.summary_of_terms(db, actor)


@router.get("/{organisation_id}/terms", summary="工会的届次和委员")
def read_union_terms(db: Db, actor: Reader, organisation_id: UUID) -> UnionTermsOut:
    """All terms with everybody ever elected, newest first."""
    return cards.union_terms(db, actor, organisation_id)


@router.get("/{organisation_id}/chair", summary="某一天的工会主席")
def read_chair_on(
    db: Db,
    actor: Reader,
    organisation_id: UUID,
    on: Annotated[WireDate | None, Query(description="哪一天；不填为今天")] = None,
) -> ChairOnOut:
    """Who was chair on a day."""
    day: date = on or clock.today()
    return cards.chair_on(db, actor, organisation_id, day)


@router.post("/{organisation_id}/terms", status_code=201, summary="登记届次", dependencies=[Idempotent])
def record_union_term(db: Db, actor: Recorder, organisation_id: UUID, form: TermIn) -> UnionTermsOut:
    """登记已经批复的届次和委员。A term approved on paper, with its committee."""
    service.record_term(db, actor, organisation_id, form)
    return cards.union_terms(db, actor, organisation_id)


@router.post(
    "/{organisation_id}/terms/{term_id}/corrections",
    status_code=201,
    summary="更正届次",
    dependencies=[Idempotent],
)
def correct_union_term(
    db: Db, actor: Recorder, organisation_id: UUID, term_id: UUID, form: TermCorrectionIn
) -> UnionTermsOut:
    """另记一条，原来的保留。A newer row; the former one stays."""
    service.correct_term(db, actor, organisation_id, term_id, form)
    return cards.union_terms(db, actor, organisation_id)


@router.post("/{organisation_id}/seats", status_code=201, summary="登记补选的委员", dependencies=[Idempotent])
def record_committee_seat(db: Db, actor: Recorder, organisation_id: UUID, form: SeatIn) -> UnionTermsOut:
    """登记当届补选或增补的委员。A by-election into the running term."""
    service.elect(db, actor, organisation_id, form)
    return cards.union_terms(db, actor, organisation_id)


@router.post(
    "/{organisation_id}/seats/{seat_id}/corrections",
    status_code=201,
    summary="更正委员",
    dependencies=[Idempotent],
)
def correct_committee_seat(
    db: Db, actor: Recorder, organisation_id: UUID, seat_id: UUID, form: SeatIn
) -> UnionTermsOut:
    """另记一条，原来的保留；补报关系也在这里。A newer row; the former one stays."""
    service.correct_seat(db, actor, organisation_id, seat_id, form)
    return cards.union_terms(db, actor, organisation_id)


@router.post(
    "/{organisation_id}/seats/{seat_id}/departures",
    status_code=201,
    summary="登记委员离任",
    dependencies=[Idempotent],
)
def record_seat_departure(
    db: Db, actor: Recorder, organisation_id: UUID, seat_id: UUID, form: DepartureIn
) -> UnionTermsOut:
    """罢免须过半数、任期内调动须经同意（工会法第十八条）。Removal needs its majority, transfer its consents."""
    service.depart(db, actor, organisation_id, seat_id, form)
    return cards.union_terms(db, actor, organisation_id)
