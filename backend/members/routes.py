"""HTTP of the member register."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends, Query, Response
from sqlmodel import Session

from backend.kernel.authz import Actor, StepUp, require
from backend.kernel.db import Db
from backend.kernel.exports import EXPORT_ANSWER, ExportFormat, export_response
from backend.kernel.http import Idempotent, IfMatch, WireDate, api_router, set_etag
from backend.kernel.paging import PageQuery, Paging
from backend.kernel.views import note_view
from backend.members import cards, changes, export, queries, service
from backend.members.codes import EmploymentForm, GroupEight, MemberState, SexCode, WorkStatus
from backend.members.listing import MemberFilter, list_members, refuse_numbers
from backend.members.models import Member
from backend.members.permissions import P
from backend.members.schemas import (
    MemberEditIn,
    MemberEventIn,
    MemberEventList,
    MemberIn,
    MemberOut,
    MemberPage,
    MemberSearchIn,
    RevealIn,
    RevealOut,
)

router = api_router("/members", "members")
Reader = Annotated[Actor, require(P.READ)]
Enroller = Annotated[Actor, require(P.ENROL)]
Editor = Annotated[Actor, require(P.EDIT)]
Revealer = Annotated[Actor, require(P.REVEAL)]


def _filter(
    q: Annotated[
        str, Query(max_length=60, description="姓名、拼音首字母或电话后四位；完整号码用 /members/search")
    ] = "",
    organisation_id: Annotated[UUID | None, Query(description="工会，含其下级")] = None,
    status: MemberState | None = None,
    sex: SexCode | None = None,
    work_status: WorkStatus | None = None,
    employment_form: EmploymentForm | None = None,
    group_eight: GroupEight | None = None,
    is_migrant: bool | None = None,
    joined_from: WireDate | None = None,
    joined_to: WireDate | None = None,
    as_of: Annotated[WireDate | None, Query(description="按此日期日终的会籍")] = None,
) -> MemberFilter:
    return MemberFilter(
        q=refuse_numbers(q),
        organisation_id=organisation_id,
        status=status,
        sex=sex,
        work_status=work_status,
        employment_form=employment_form,
        group_eight=group_eight,
        is_migrant=is_migrant,
        joined_from=joined_from,
        joined_to=joined_to,
        as_of=as_of,
    )


Filter = Annotated[MemberFilter, Depends(_filter)]


@router.get("", summary="会员列表")
def list_member_page(db: Db, actor: Reader, wanted: Filter, page: PageQuery) -> MemberPage:
    """本范围内的会员，按姓名拼音排列，证件和电话打码。Members in reach by pinyin, numbers masked."""
    return _page(db, actor, wanted, page)


def _page(db: Session, actor: Actor, wanted: MemberFilter, page: Paging) -> MemberPage:
    found = list_members(db, actor, wanted, page)
    return MemberPage(
        items=cards.list_rows(db, actor, found.rows),
        next_cursor=found.next_cursor,
        total=found.total,
        total_is_estimate=found.total_is_estimate,
    )


@router.post("/search", summary="按证件号码或电话查找会员")
def search_members(db: Db, actor: Reader, form: MemberSearchIn) -> MemberPage:
    """与列表的 q 相同，但号码不进网址。Like the list's q, with the number in the body instead of the address."""
    return _page(db, actor, MemberFilter(q=form.q), Paging(form.limit, form.cursor))


@router.get("/export", summary="导出会员名单", response_class=Response, responses=EXPORT_ANSWER)
def export_member_list(
    db: Db,
    actor: Reader,
    wanted: Filter,
    format: Annotated[ExportFormat, Query(description="文件格式")] = ExportFormat.XLSX,
) -> Response:
    """与列表同样的条件；打码、留痕，超过单人上限的须第二人批准。Same filter as the list; masked and audited."""
    return export_response(export.export_members(db, actor, wanted, format), format, "members")


@router.post("", status_code=201, summary="登记会员", dependencies=[Idempotent])
def register_member(db: Db, actor: Enroller, form: MemberIn, response: Response) -> MemberOut:
    """企业、街道登记的先为“待核对”，区总登记的即时生效。Enterprise and street registrations wait for the check."""
    member = service.register(db, actor, form)
    set_etag(response, member)
    return cards.card(db, actor, member)


@router.get("/{member_id}", summary="会员卡片")
def read_member(db: Db, actor: Reader, member_id: UUID, response: Response) -> MemberOut:
    """One member, numbers masked; who opened the card is noted (record-views)."""
    member = queries.get_member(db, actor, member_id)
    set_etag(response, member)
    card = cards.card(db, actor, member)
    note_view(db, actor, "member", member)
    return card


@router.patch("/{member_id}", summary="修改会员资料")
def edit_member(
    db: Db, actor: Editor, member_id: UUID, form: MemberEditIn, expected: IfMatch, response: Response
) -> MemberOut:
    """只改报文里出现的项。Only the fields in the body change."""
    member = service.edit(db, actor, queries.get_member(db, actor, member_id), form, expected)
    set_etag(response, member)
    return cards.card(db, actor, member)


@router.get("/{member_id}/events", summary="会籍变动记录")
def list_member_events(db: Db, actor: Reader, member_id: UUID) -> MemberEventList:
    """A member's ledger, oldest first."""
    member: Member = queries.get_member(db, actor, member_id)
    return MemberEventList(items=cards.ledger_lines(db, actor, member))


@router.post("/{member_id}/events", status_code=201, summary="办理会籍变动")
def record_member_event(
    db: Db, actor: Editor, member_id: UUID, form: MemberEventIn, expected: IfMatch, response: Response
) -> MemberOut:
    """保留、转出、除名、退会、死亡、恢复。转出到本区工会的，由接收方确认。Record a membership change."""
    member = queries.get_member(db, actor, member_id)
    changes.record_event(db, actor, member, form, expected)
    set_etag(response, member)
    return cards.card(db, actor, member)


@router.post("/{member_id}/reveal", summary="查看完整信息", dependencies=[StepUp])
def reveal_member_value(db: Db, actor: Revealer, member_id: UUID, form: RevealIn) -> RevealOut:
    """须选用途，逐次留痕计数。Each look names its purpose and is counted."""
    member = queries.get_member(db, actor, member_id)
    value, seen = service.reveal(db, actor, member, form)
    return RevealOut(field=form.field, value=value, seen_today=seen)
