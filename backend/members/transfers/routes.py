"""HTTP of transfers as the sending union sees them."""

from typing import Annotated
from uuid import UUID

from fastapi import Query, Response

from backend.kernel.authz import Actor, require
from backend.kernel.db import Db
from backend.kernel.history import ActionIn
from backend.kernel.http import Idempotent, IfMatch, api_router, set_etag
from backend.kernel.paging import PageQuery
from backend.members import queries as members
from backend.members.codes import CaseState
from backend.members.permissions import P
from backend.members.transfers import queries, service
from backend.members.transfers.schemas import LetterOut, SentOut, SentPage, TargetList, TransferIn

router = api_router("/members", "members")
Reader = Annotated[Actor, require(P.READ)]
Editor = Annotated[Actor, require(P.EDIT)]


@router.get("/transfers/targets", summary="查找接收工会")
def find_transfer_targets(
    db: Db,
    actor: Editor,
    q: Annotated[str, Query(max_length=60, description="名称中的字，或名称的拼音首字母，至少两个")] = "",
) -> TargetList:
    """本区的基层工会，只给名称和所属街道，最多20个。Names and streets of grassroots unions, at most twenty."""
    return queries.find_targets(db, actor, q)


@router.get("/transfers", summary="转出的会籍")
def list_sent_transfers(
    db: Db,
    actor: Reader,
    page: PageQuery,
    status: CaseState | None = None,
    is_sent_back: Annotated[bool, Query(description="只看近期被退回、会员仍在本工会的")] = False,
) -> SentPage:
    """本范围内转出、等待或已由对方办理的。Transfers sent from the caller's reach, newest first."""
    return queries.list_sent(db, actor, status, is_sent_back, page)


@router.post("/{member_id}/transfers", status_code=201, summary="转出到本区工会", dependencies=[Idempotent])
def send_member(
    db: Db, actor: Editor, member_id: UUID, form: TransferIn, expected: IfMatch, response: Response
) -> SentOut:
    """填写组织关系接转，由接收工会接收或退回；接收以前会员仍计在本工会。The receiving union accepts or returns."""
    member = members.get_member(db, actor, member_id)
    case = service.send(db, actor, member, form, expected)
    set_etag(response, case)
    return queries.sent_out(db, actor, case)


@router.get("/transfers/{case_id}", summary="转出详情")
def read_sent_transfer(db: Db, actor: Reader, case_id: UUID, response: Response) -> SentOut:
    """One transfer with the receiving union's opinion."""
    case = queries.get_sent(db, actor, case_id)
    set_etag(response, case)
    return queries.sent_out(db, actor, case)


@router.get("/transfers/{case_id}/letter", summary="组织关系接转介绍信")
def read_transfer_letter(db: Db, actor: Reader, case_id: UUID) -> LetterOut:
    """打印用，证件号码打码。The letter to print, the ID number masked."""
    return queries.letter_of(db, actor, queries.get_sent(db, actor, case_id))


@router.post("/transfers/{case_id}/actions", summary="办理转出")
def act_on_sent_transfer(
    db: Db, actor: Reader, case_id: UUID, form: ActionIn, expected: IfMatch, response: Response
) -> SentOut:
    """接收以前可以撤回。May be withdrawn until it is accepted."""
    case = queries.get_sent(db, actor, case_id)
    service.act(db, actor, case, form.action, form.note, expected)
    set_etag(response, case)
    return queries.sent_out(db, actor, case)
