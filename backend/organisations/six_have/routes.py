"""HTTP of the six-have checks."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends, Query, Response

from backend.kernel import clock
from backend.kernel.authz import Actor, require
from backend.kernel.db import Db
from backend.kernel.exports import EXPORT_ANSWER, ExportFormat
from backend.kernel.history import ActionIn
from backend.kernel.http import Idempotent, IfMatch, WireDate, api_router, set_etag
from backend.kernel.indicators import AsOf, compute
from backend.kernel.paging import WHOLE, PageQuery
from backend.kernel.parameters import lookup
from backend.kernel.text import tidy
from backend.organisations.permissions import P
from backend.organisations.queries import get_organisation
from backend.organisations.six_have import cards, helping, queries, service
from backend.organisations.six_have.codes import SixHaveScheme, SixHaveStanding, SixHaveState
from backend.organisations.six_have.export import CHECKS, STANDINGS
from backend.organisations.six_have.indicators import RATES
from backend.organisations.six_have.parameters import CLAIM_PERCENT, SCHEMES, claim_holds
from backend.organisations.six_have.schemas import (
    SixHaveCheckIn,
    SixHaveClaimOut,
    SixHaveOut,
    SixHavePage,
    SixHaveSchemeItemOut,
    SixHaveSchemeOut,
    SixHaveSchemesOut,
    SixHaveSelfCheckIn,
    SixHaveStandingPage,
    SixHaveStatesOut,
    SixHaveVerificationIn,
)

router = api_router("/six-have", "organisations")
Reader = Annotated[Actor, require(P.READ)]
Filler = Annotated[Actor, require(P.SIX_HAVE_FILL)]
Verifier = Annotated[Actor, require(P.SIX_HAVE_VERIFY)]
Below = Annotated[UUID | None, Query(description="只看这个工会及其下级")]
Scheme = Annotated[SixHaveScheme | None, Query(description="方案；不填为本地报告达标率采用的方案")]
AsOfDay = Annotated[WireDate | None, Query(description="按这一天的情况；不填为今天")]


def _wanted(
    scheme: Annotated[SixHaveScheme | None, Query(description="方案")] = None,
    status: SixHaveState | None = None,
    organisation_id: Below = None,
    is_to_verify: Annotated[bool | None, Query(description="等待核查或复查")] = None,
    is_unseen: Annotated[bool | None, Query(description="上级代填、本工会还没有确认已阅")] = None,
) -> queries.CheckFilter:
    return queries.CheckFilter(scheme, status, organisation_id, is_to_verify, is_unseen)


Wanted = Annotated[queries.CheckFilter, Depends(_wanted)]


@router.get("", summary="六有核查列表")
def list_six_have_checks(db: Db, actor: Reader, page: PageQuery, wanted: Wanted) -> SixHavePage:
    """Checks in the caller's reach, the longest waiting first."""
    return cards.page_of(db, actor, queries.list_checks(db, actor, wanted, page))


@router.get("/export", summary="导出六有核查列表", response_class=Response, responses=EXPORT_ANSWER)
def export_six_have_checks(
    db: Db, actor: Reader, wanted: Wanted, format: ExportFormat = ExportFormat.XLSX
) -> Response:
    """The same filter as the list, as a file."""
    found = cards.page_of(db, actor, queries.list_checks(db, actor, wanted, WHOLE))
    return CHECKS.answer(actor, found.items, format)


@router.post("", status_code=201, summary="开始六有自查", dependencies=[Idempotent])
def open_six_have_check(db: Db, actor: Filler, form: SixHaveCheckIn, response: Response) -> SixHaveOut:
    """A union may have one open check of each scheme; the last statements are carried over."""
    check = service.open_check(db, actor, form)
    set_etag(response, check)
    return cards.check_out(db, actor, check)


def _standing_wanted(
    db: Db,
    actor: Reader,
    scheme: Scheme = None,
    standing: SixHaveStanding | None = None,
    is_passing: Annotated[bool | None, Query(description="达标（含即将到期）")] = None,
    is_due: Annotated[bool | None, Query(description="即将到期，应当复查")] = None,
    organisation_id: Below = None,
    q: Annotated[str, Query(max_length=60, description="工会名称的一部分")] = "",
    as_of: AsOfDay = None,
) -> queries.StandingFilter:
    return queries.StandingFilter(
        scheme or service.reporting_scheme(db, actor.district_id),
        as_of or clock.today(),
        cards.warning_days(db, actor.district_id),
        standing,
        is_due,
        is_passing,
        organisation_id,
        tidy(q),
    )


StandingWanted = Annotated[queries.StandingFilter, Depends(_standing_wanted)]


@router.get("/standings", summary="各工会六有状态")
def list_six_have_standings(
    db: Db, actor: Reader, page: PageQuery, wanted: StandingWanted
) -> SixHaveStandingPage:
    """Standing grassroots unions with the newest decision under one scheme, as of a date."""
    return cards.standings_page(db, actor, wanted, page)


@router.get(
    "/standings/export", summary="导出各工会六有状态", response_class=Response, responses=EXPORT_ANSWER
)
def export_six_have_standings(
    db: Db, actor: Reader, wanted: StandingWanted, format: ExportFormat = ExportFormat.XLSX
) -> Response:
    """The same filter as the list, as a file."""
    return STANDINGS.answer(actor, cards.standings_page(db, actor, wanted, WHOLE).items, format)


@router.get("/schemes", summary="六有方案")
def list_six_have_schemes(db: Db, actor: Reader, as_of: AsOfDay = None) -> SixHaveSchemesOut:
    """Every scheme side by side with what proves each item, as of a date."""
    day = as_of or clock.today()
    reporting = service.reporting_scheme(db, actor.district_id)
    found = []
    for scheme, key in SCHEMES.items():
        value = lookup(db, key.key, actor.district_id, day)
        found.append(
            SixHaveSchemeOut(
                scheme=scheme,
                label=scheme.label,
                version=value.version,
                legal_source=value.legal_source,
                is_reporting=scheme is reporting,
                items=[
                    SixHaveSchemeItemOut(**{k: item[k] for k in ("code", "label", "evidence")})
                    for item in value.value
                ],
            )
        )
    return SixHaveSchemesOut(as_of=day, items=found)


@router.get("/claim", summary="六有达标率目标是否达到")
def read_six_have_claim(
    db: Db, actor: Reader, scheme: Scheme = None, organisation_id: Below = None, as_of: AsOfDay = None
) -> SixHaveClaimOut:
    """“达标率 95% 以上”能不能说：不先四舍五入。The claim is judged on the counts, nothing is rounded first."""
    day = as_of or clock.today()
    chosen = scheme or service.reporting_scheme(db, actor.district_id)
    path = get_organisation(db, actor, organisation_id).org_path if organisation_id else None
    figure = compute(db, RATES[chosen], actor, AsOf(on=day, start=day, org_path=path))
    standing = figure.denominator or 0
    target = int(lookup(db, CLAIM_PERCENT.key, actor.district_id, day).value)
    return SixHaveClaimOut(
        scheme=chosen,
        as_of=day,
        passing=figure.numerator,
        standing=standing,
        rate=figure.value,
        target_percent=target,
        is_reached=standing > 0 and claim_holds(target, figure.numerator, standing),
    )


@router.get("/of-union", summary="某工会在各方案下的六有状态")
def read_six_have_states(
    db: Db, actor: Reader, organisation_id: Annotated[UUID, Query(description="工会")]
) -> SixHaveStatesOut:
    """One union under every scheme side by side."""
    return cards.states_of(db, actor, get_organisation(db, actor, organisation_id))


@router.get("/{six_have_id}", summary="六有核查详情")
def read_six_have_check(db: Db, actor: Reader, six_have_id: UUID, response: Response) -> SixHaveOut:
    """Six items with their proof, the decisions and the trail."""
    check = queries.get_check(db, actor, six_have_id)
    set_etag(response, check)
    return cards.check_out(db, actor, check)


@router.put("/{six_have_id}/items", summary="填写六有自查")
def fill_six_have_check(
    db: Db,
    actor: Filler,
    six_have_id: UUID,
    form: SixHaveSelfCheckIn,
    expected: IfMatch,
    response: Response,
) -> SixHaveOut:
    """Keeps the items sent; the others stay as they are."""
    check = service.fill_items(db, actor, queries.get_check(db, actor, six_have_id), form, expected)
    set_etag(response, check)
    return cards.check_out(db, actor, check)


@router.post("/{six_have_id}/seen", status_code=204, summary="已阅上级代填的六有自查")
def take_note_of_six_have_help(db: Db, actor: Filler, six_have_id: UUID) -> None:
    """被代填的工会确认已阅；重复确认不变，所以不用 If-Match。"""
    helping.take_note(db, actor, queries.get_check(db, actor, six_have_id))


@router.put("/{six_have_id}/verdicts", summary="填写六有核查结论")
def verify_six_have_check(
    db: Db,
    actor: Verifier,
    six_have_id: UUID,
    form: SixHaveVerificationIn,
    expected: IfMatch,
    response: Response,
) -> SixHaveOut:
    """Verdicts per item; who handed the check in cannot give them."""
    check = service.verify_items(db, actor, queries.get_check(db, actor, six_have_id), form, expected)
    set_etag(response, check)
    return cards.check_out(db, actor, check)


@router.post("/{six_have_id}/actions", summary="办理六有核查")
def act_on_six_have_check(
    db: Db, actor: Reader, six_have_id: UUID, form: ActionIn, expected: IfMatch, response: Response
) -> SixHaveOut:
    """申报、核定、限期整改、复查、取消。Apply, decide or take back; the right is checked for the step taken."""
    check = service.act(db, actor, queries.get_check(db, actor, six_have_id), form, expected)
    set_etag(response, check)
    return cards.check_out(db, actor, check)
