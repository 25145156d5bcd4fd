"""HTTP of foundings."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends, Query, Response

from backend.kernel.authz import Actor, require
from backend.kernel.db import Db
from backend.kernel.errors import NotFound
from backend.kernel.exports import EXPORT_ANSWER, ExportFormat
from backend.kernel.history import ActionIn
from backend.kernel.http import Idempotent, IfMatch, api_router, set_etag
from backend.kernel.paging import WHOLE, PageQuery
from backend.kernel.text import tidy
from backend.organisations.founding import cards, letters, queries, service
from backend.organisations.founding.codes import FoundingLetter, FoundingState
from backend.organisations.founding.export import FOUNDINGS
from backend.organisations.founding.forms import (
    FoundingElectionIn,
    FoundingIn,
    FoundingReplyIn,
    FoundingSlateIn,
)
from backend.organisations.founding.models import FoundingCase
from backend.organisations.founding.schemas import FoundingLetterOut, FoundingOut, FoundingPage
from backend.organisations.permissions import P
from backend.organisations.queries import union_names

router = api_router("/foundings", "organisations")
Reader = Annotated[Actor, require(P.READ)]
Founder = Annotated[Actor, require(P.FOUND)]
Approver = Annotated[Actor, require(P.APPROVE_FOUNDING)]


def _in_reach(db: Db, actor: Reader, case_id: UUID) -> FoundingCase:
    return queries.get_case(db, actor, case_id)


InReach = Annotated[FoundingCase, Depends(_in_reach)]


def _wanted(
    q: Annotated[str, Query(max_length=60, description="拟建工会名称的一部分")] = "",
    status: FoundingState | None = None,
    is_waiting: Annotated[bool, Query(description="只看等待上级工会批复的")] = False,
    union_id: Annotated[UUID | None, Query(description="只看这个工会的")] = None,
    is_to_reply: Annotated[bool, Query(description="只看等我批复的")] = False,
    is_returned: Annotated[bool, Query(description="只看退回待改的")] = False,
) -> queries.FoundingFilter:
    return queries.FoundingFilter(tidy(q), status, is_waiting, union_id, is_to_reply, is_returned)


Wanted = Annotated[queries.FoundingFilter, Depends(_wanted)]


@router.get("", summary="建会事项列表")
def list_foundings(db: Db, actor: Reader, page: PageQuery, wanted: Wanted) -> FoundingPage:
    """Foundings in the caller's reach, newest first."""
    return cards.page_of(db, actor, queries.list_cases(db, actor, wanted, page))


@router.get("/export", summary="导出建会事项列表", response_class=Response, responses=EXPORT_ANSWER)
def export_foundings(
    db: Db, actor: Reader, wanted: Wanted, format: ExportFormat = ExportFormat.XLSX
) -> Response:
    """The same filter as the list, as a file."""
    found = cards.page_of(db, actor, queries.list_cases(db, actor, wanted, WHOLE))
    return FOUNDINGS.answer(actor, found.items, format)


@router.post("", status_code=201, summary="申请建会", dependencies=[Idempotent])
def apply_for_founding(db: Db, actor: Founder, form: FoundingIn, response: Response) -> FoundingOut:
    """街道或区总工会代单位申请筹备。The upper union replies within the period of the parameter."""
    return _answer(db, actor, service.apply(db, actor, form), response)


@router.get("/{case_id}", summary="建会事项")
def read_founding(db: Db, actor: Reader, case: InReach, response: Response) -> FoundingOut:
    """One founding with every check it was judged by."""
    return _answer(db, actor, case, response)


@router.post("/{case_id}/actions", summary="办理建会事项")
def act_on_founding(
    db: Db, actor: Reader, case: InReach, form: ActionIn, expected: IfMatch, response: Response
) -> FoundingOut:
    """撤回、不予批准、退回、同意选举。The right is checked for the step taken."""
    return _answer(db, actor, service.act(db, actor, case, form.action, form.note, expected), response)


@router.post("/{case_id}/preparation", summary="批复筹备")
def approve_founding_preparation(
    db: Db, actor: Approver, case: InReach, form: FoundingReplyIn, expected: IfMatch, response: Response
) -> FoundingOut:
    """工会进入筹备状态，可以发展会员。The union is registered as in preparation."""
    return _answer(db, actor, service.approve_preparation(db, actor, case, form, expected), response)


@router.post("/{case_id}/slate", summary="报批选举")
def file_founding_slate(
    db: Db, actor: Founder, case: InReach, form: FoundingSlateIn, expected: IfMatch, response: Response
) -> FoundingOut:
    """Candidates for approval by the upper union."""
    return _answer(db, actor, service.file_slate(db, actor, case, form, expected), response)


@router.post("/{case_id}/elections", summary="报告选举结果")
def report_founding_election(
    db: Db, actor: Founder, case: InReach, form: FoundingElectionIn, expected: IfMatch, response: Response
) -> FoundingOut:
    """到会三分之二以上、得票超过应到会人数半数，方为有效。Quorum and majority are checked here."""
    return _answer(db, actor, service.report_election(db, actor, case, form, expected), response)


@router.post("/{case_id}/approval", summary="批准建会")
def approve_founded_union(
    db: Db, actor: Approver, case: InReach, form: FoundingReplyIn, expected: IfMatch, response: Response
) -> FoundingOut:
    """批复日期为建会日期。With the approval number the union becomes a normal one."""
    return _answer(db, actor, service.approve_union(db, actor, case, form, expected), response)


@router.get("/{case_id}/letters/{letter}", summary="建会文书")
def read_founding_letter(db: Db, actor: Reader, case: InReach, letter: FoundingLetter) -> FoundingLetterOut:
    """The words of one letter, for printing; 404 while it has not been written."""
    if letter not in cards.letters_of(case):
        raise NotFound()
    upper = union_names(db, actor.district_id, [case.parent_id]).get(case.parent_id, "")
    if letter is FoundingLetter.APPLICATION:
        return letters.application(case, queries.employers_of_case(db, case), upper)
    if letter is FoundingLetter.PREPARATION_REPLY:
        return letters.preparation_reply(case, case.preparing_org or upper)
    election = queries.newest_election(db, case)
    assert election is not None
    if letter is FoundingLetter.ELECTION_REPORT:
        return letters.election_report(case, election, upper)
    return letters.approval(case, election)


def _answer(db: Db, actor: Actor, case: FoundingCase, response: Response) -> FoundingOut:
    set_etag(response, case)
    return cards.card_of(db, actor, case)
