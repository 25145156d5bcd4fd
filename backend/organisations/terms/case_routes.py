"""HTTP of re-elections and extensions."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends, Query, Response

from backend.kernel.authz import Actor, require
from backend.kernel.db import Db
from backend.kernel.exports import EXPORT_ANSWER, ExportFormat
from backend.kernel.history import ActionIn
from backend.kernel.http import Idempotent, IfMatch, api_router, set_etag
from backend.kernel.paging import WHOLE, PageQuery
from backend.organisations.permissions import P
from backend.organisations.terms import extensions, queries, reelections
from backend.organisations.terms.codes import ExtensionState, ReelectionState
from backend.organisations.terms.export import EXTENSIONS, REELECTIONS
from backend.organisations.terms.forms import (
    ElectionReplyIn,
    ElectionReportIn,
    ReelectionChangeIn,
    ReelectionIn,
    TermExtensionApprovalIn,
    TermExtensionIn,
)
from backend.organisations.terms.schemas import (
    ReelectionOut,
    ReelectionPage,
    TermExtensionOut,
    TermExtensionPage,
)

reelection_router = api_router("/reelections", "organisations")
extension_router = api_router("/term-extensions", "organisations")
Reader = Annotated[Actor, require(P.READ)]
Filer = Annotated[Actor, require(P.TERMS_FILE)]
Decider = Annotated[Actor, require(P.TERMS_DECIDE)]
Below = Annotated[UUID | None, Query(description="只看这个工会及其以下")]
Direct = Annotated[bool, Query(description="只看上面没有街道工会、由区总工会直接批复的")]


def _reelections(
    status: ReelectionState | None = None,
    is_late: Annotated[bool, Query(description="只看逾期未批复的")] = False,
    is_direct: Direct = False,
    parent_id: Below = None,
) -> queries.ReelectionFilter:
    return queries.ReelectionFilter(status, is_late, is_direct, parent_id)


def _extensions(
    status: ExtensionState | None = None, is_direct: Direct = False, parent_id: Below = None
) -> queries.ExtensionFilter:
    return queries.ExtensionFilter(status, is_direct, parent_id)


WantedReelections = Annotated[queries.ReelectionFilter, Depends(_reelections)]
WantedExtensions = Annotated[queries.ExtensionFilter, Depends(_extensions)]


@reelection_router.get("", summary="换届事项")
def list_reelection_cases(
    db: Db, actor: Reader, page: PageQuery, wanted: WantedReelections
) -> ReelectionPage:
    """Re-elections in the caller's reach, newest first."""
    return queries.list_reelections(db, actor, wanted, page)


@reelection_router.get("/export", summary="导出换届事项", response_class=Response, responses=EXPORT_ANSWER)
def export_reelection_cases(
    db: Db, actor: Reader, wanted: WantedReelections, format: ExportFormat = ExportFormat.XLSX
) -> Response:
    """The same filter as the list, as a file."""
    return REELECTIONS.answer(actor, queries.list_reelections(db, actor, wanted, WHOLE).items, format)


@reelection_router.post("", status_code=201, summary="提交换届请示", dependencies=[Idempotent])
def request_reelection_case(db: Db, actor: Filer, form: ReelectionIn, response: Response) -> ReelectionOut:
    """关于召开会员（代表）大会换届选举的请示。The request to hold a congress."""
    case = reelections.request_reelection(db, actor, form)
    set_etag(response, case)
    return queries.reelection_out(db, actor, case)


@reelection_router.get("/{reelection_id}", summary="换届事项详情")
def read_reelection_case(db: Db, actor: Reader, reelection_id: UUID, response: Response) -> ReelectionOut:
    """One re-election with its report, judged, and its trail."""
    case = queries.get_reelection(db, actor, reelection_id)
    set_etag(response, case)
    return queries.reelection_out(db, actor, case)


@reelection_router.patch("/{reelection_id}", summary="修改退回的换届请示")
def change_reelection_case(
    db: Db, actor: Filer, reelection_id: UUID, form: ReelectionChangeIn, expected: IfMatch, response: Response
) -> ReelectionOut:
    """只有退回的请示可以修改。Only a request that was returned."""
    case = reelections.change_request(
        db, actor, queries.get_reelection(db, actor, reelection_id), form, expected
    )
    set_etag(response, case)
    return queries.reelection_out(db, actor, case)


@reelection_router.post("/{reelection_id}/actions", summary="办理换届事项")
def act_on_reelection_case(
    db: Db, actor: Reader, reelection_id: UUID, form: ActionIn, expected: IfMatch, response: Response
) -> ReelectionOut:
    """批准召开、退回、撤回。Permit, return or withdraw; the right is checked for the step taken."""
    case = queries.get_reelection(db, actor, reelection_id)
    reelections.move(db, actor, case, form.action, form.note, expected)
    set_etag(response, case)
    return queries.reelection_out(db, actor, case)


@reelection_router.post("/{reelection_id}/reports", summary="报告选举结果")
def report_election_result(
    db: Db, actor: Filer, reelection_id: UUID, form: ElectionReportIn, expected: IfMatch, response: Response
) -> ReelectionOut:
    """到会人数、得票须符合选举条例。Refused with every rule the election broke."""
    case = queries.get_reelection(db, actor, reelection_id)
    reelections.report_result(db, actor, case, form, expected)
    set_etag(response, case)
    return queries.reelection_out(db, actor, case)


@reelection_router.post("/{reelection_id}/replies", summary="批复选举结果")
def reply_to_election_result(
    db: Db, actor: Decider, reelection_id: UUID, form: ElectionReplyIn, expected: IfMatch, response: Response
) -> ReelectionOut:
    """批复后新一届自选举之日起算。With the reply the new term begins, from the day of the election."""
    case = queries.get_reelection(db, actor, reelection_id)
    reelections.reply(db, actor, case, form, expected)
    set_etag(response, case)
    return queries.reelection_out(db, actor, case)


@extension_router.get("", summary="延期换届申请")
def list_term_extensions(
    db: Db, actor: Reader, page: PageQuery, wanted: WantedExtensions
) -> TermExtensionPage:
    """Extensions in the caller's reach, newest first."""
    return queries.list_extensions(db, actor, wanted, page)


@extension_router.get("/export", summary="导出延期换届申请", response_class=Response, responses=EXPORT_ANSWER)
def export_term_extensions(
    db: Db, actor: Reader, wanted: WantedExtensions, format: ExportFormat = ExportFormat.XLSX
) -> Response:
    """The same filter as the list, as a file."""
    return EXTENSIONS.answer(actor, queries.list_extensions(db, actor, wanted, WHOLE).items, format)


@extension_router.post("", status_code=201, summary="申请延期换届", dependencies=[Idempotent])
def request_term_extension(
    db: Db, actor: Filer, form: TermExtensionIn, response: Response
) -> TermExtensionOut:
    """一届只能延期一次，不超过规定月数。Once in a term and not beyond the limit."""
    case = extensions.request_extension(db, actor, form)
    set_etag(response, case)
    return queries.extension_out(db, actor, case)


@extension_router.get("/{extension_id}", summary="延期换届申请详情")
def read_term_extension(db: Db, actor: Reader, extension_id: UUID, response: Response) -> TermExtensionOut:
    """One extension with its checks and trail."""
    case = queries.get_extension(db, actor, extension_id)
    set_etag(response, case)
    return queries.extension_out(db, actor, case)


@extension_router.post("/{extension_id}/actions", summary="办理延期换届申请")
def act_on_term_extension(
    db: Db, actor: Reader, extension_id: UUID, form: ActionIn, expected: IfMatch, response: Response
) -> TermExtensionOut:
    """不批准或撤回。Refuse or withdraw; the right is checked for the step taken."""
    case = queries.get_extension(db, actor, extension_id)
    extensions.move(db, actor, case, form.action, form.note, expected)
    set_etag(response, case)
    return queries.extension_out(db, actor, case)


@extension_router.post("/{extension_id}/approvals", summary="批准延期换届")
def approve_term_extension(
    db: Db,
    actor: Decider,
    extension_id: UUID,
    form: TermExtensionApprovalIn,
    expected: IfMatch,
    response: Response,
) -> TermExtensionOut:
    """批准后本届任期延长。The running term lasts to the new day."""
    case = queries.get_extension(db, actor, extension_id)
    extensions.approve(db, actor, case, form, expected)
    set_etag(response, case)
    return queries.extension_out(db, actor, case)
