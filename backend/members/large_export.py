"""The member list as it may be exported in large numbers: its conditions read from the page and told in words."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from pydantic import Field, ValidationError
from sqlmodel import Session

from backend.kernel.authz import Actor
from backend.kernel.codes import Code
from backend.kernel.errors import Invalid
from backend.kernel.large_exports.registry import ExportableList
from backend.kernel.problems import field_errors
from backend.kernel.wire import WireDate, WireIn
from backend.members.codes import EmploymentForm, GroupEight, MemberState, SexCode, WorkStatus
from backend.members.export import count_members, member_table
from backend.members.listing import MemberFilter, refuse_numbers
from backend.members.permissions import P
from backend.organisations import queries as organisations


class MemberExportFilterIn(WireIn):
    """The conditions of the member list."""

    q: str = Field(default="", max_length=60, description="姓名、拼音首字母或电话后四位")
    organisation_id: UUID | None = None
    status: MemberState | None = None
    sex: SexCode | None = None
    work_status: WorkStatus | None = None
    employment_form: EmploymentForm | None = None
    group_eight: GroupEight | None = None
    is_migrant: bool | None = None
    joined_from: WireDate | None = None
    joined_to: WireDate | None = None
    as_of: WireDate | None = None


_WORDS = {
    "q": "查找",
    "status": "会籍状态",
    "sex": "性别",
    "work_status": "就业情况",
    "employment_form": "用工形式",
    "group_eight": "八大群体",
    "is_migrant": "是否农民工",
    "joined_from": "入会日期自",
    "joined_to": "入会日期至",
    "as_of": "截至日期",
}


def read_filter(given: Mapping[str, str]) -> MemberFilter:
    """The page's conditions as the filter of the list.

    Raises Invalid.
    """
    try:
        form = MemberExportFilterIn.model_validate(dict(given))
    except ValidationError as problem:
        errors = field_errors([dict(one) for one in problem.errors()])
        raise Invalid("查询条件有误，请回到名单页面重新选择", errors=errors) from problem
    return MemberFilter(**{**form.model_dump(), "q": refuse_numbers(form.q)})


def describe(session: Session, actor: Actor, wanted: MemberFilter) -> list[tuple[str, str]]:
    """The union and every condition that was set, in words."""
    org_id = wanted.organisation_id or actor.org_id
    names = organisations.union_names(session, actor.district_id, [org_id])
    lines = [("范围", f"{names.get(org_id, '')}及其下级")]
    return lines + [
        (label, _text(value))
        for name, label in _WORDS.items()
        if (value := getattr(wanted, name)) not in (None, "")
    ]


def _text(value: Any) -> str:
    if isinstance(value, Code):
        return value.label
    if isinstance(value, bool):
        return "是" if value else "否"
    return str(value)


MEMBER_LIST = ExportableList(
    name="members",
    label="会员名单",
    permission=P.READ,
    object_type="member",
    read=read_filter,
    describe=describe,
    count=count_members,
    table=member_table,
)
