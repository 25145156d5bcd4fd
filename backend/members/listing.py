"""The member list: filters, search, order, columns; the export reads the same statement."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, or_, select
from sqlmodel import Session

from backend.kernel.authz import Actor, within
from backend.kernel.errors import invalid
from backend.kernel.identifiers import canonical_mobile
from backend.kernel.paging import Paging, Slice, like_escape, paginate
from backend.kernel.text import compact_code, tidy
from backend.members import sealing
from backend.members.codes import EmploymentForm, GroupEight, MemberState, SexCode, WorkStatus
from backend.members.models import Member
from backend.members.queries import M, below, members_at, retained_at
from backend.organisations.queries import get_organisation

LISTED = (
    M.id,
    M.district_id,
    M.org_path,
    M.organisation_id,
    M.name,
    M.sex,
    M.id_type,
    M.id_no_sealed,
    M.mobile_sealed,
    M.status,
    M.status_on,
    M.joined_on,
    M.member_no,
    M.work_status,
    M.is_migrant,
    M.employment_form,
    M.group_eight,
    M.employer_name,
    M.version,
)
ORDER = (M.name_key, M.id)
_TAIL = re.compile(r"\d{4}", re.ASCII)
_MOBILE = re.compile(r"1\d{10}", re.ASCII)
_NUMBER = re.compile(r"(?=.*\d)[0-9A-Z()]{5,20}", re.ASCII)
_WHOLE_NUMBER = re.compile(r"\d{8}|[A-Z]\d{7}", re.ASCII)
_INITIALS = re.compile(r"[A-Za-z]{1,20}", re.ASCII)


@dataclass(frozen=True, slots=True)
class MemberFilter:
    """What the caller wants to see of the list."""

    q: str = ""
    organisation_id: UUID | None = None
    status: MemberState | None = None
    sex: SexCode | None = None
    work_status: WorkStatus | None = None
    employment_form: EmploymentForm | None = None
    group_eight: GroupEight | None = None
    is_migrant: bool | None = None
    joined_from: date | None = None
    joined_to: date | None = None
    as_of: date | None = None


def list_members(session: Session, actor: Actor, wanted: MemberFilter, page: Paging) -> Slice:
    """One page of members in the caller's reach, by the pinyin of their names."""
    return paginate(session, list_statement(session, actor, wanted), order=ORDER, page=page)


def list_statement(session: Session, actor: Actor, wanted: MemberFilter) -> Select[Any]:
    """The filtered list without order.

    Raises NotFound for a union that is not in the caller's reach, Invalid for a state that has no past.
    """
    statement = select(*LISTED).where(within(Member, actor))
    for name in ("sex", "work_status", "employment_form", "group_eight", "is_migrant"):
        value = getattr(wanted, name)
        if value is not None:
            statement = statement.where(getattr(M, name) == value)
    if wanted.joined_from is not None:
        statement = statement.where(M.joined_on >= wanted.joined_from)
    if wanted.joined_to is not None:
        statement = statement.where(M.joined_on <= wanted.joined_to)
    if wanted.organisation_id is not None:
        union = get_organisation(session, actor, wanted.organisation_id)
        statement = statement.where(*below(M, union.org_path))
    words = tidy(wanted.q)
    if words:
        statement = statement.where(matches(words))
    return statement.where(*_standing(actor, wanted))


def _standing(actor: Actor, wanted: MemberFilter) -> list[ColumnElement[bool]]:
    if wanted.as_of is None:
        return [] if wanted.status is None else [M.status == wanted.status]
    if wanted.status in (None, MemberState.ACTIVE):
        return [M.id.in_(members_at(actor, wanted.as_of))]
    if wanted.status is MemberState.RETAINED:
        return [M.id.in_(retained_at(actor, wanted.as_of))]
    raise invalid(
        "status", "no_past_state", "按历史日期只能查“在会”或“保留会籍”", "请去掉日期，或改选这两种状态"
    )


def refuse_numbers(text: str) -> str:
    """Search words that may stand in an address: a whole ID or phone number may not (PD-3).

    Raises Invalid.
    """
    if _WHOLE_NUMBER.search(compact_code(text)):
        fix = "请在页面的查找框里查；程序对接用 POST /members/search，号码放在正文里"
        raise invalid("q", "number_in_address", "证件号码、完整电话不能放在网址里", fix)
    return text


def matches(text: str) -> ColumnElement[bool]:
    """Part of the name; the start of the initials; a whole ID number; the last four digits of a phone or all of it.

    ``%`` and ``_`` stand for themselves.
    """
    found: list[ColumnElement[bool]] = [M.name.like(f"%{like_escape(text)}%", escape="\\")]
    key = compact_code(text)
    if _TAIL.fullmatch(key):
        found.append(M.mobile_tail_index == sealing.tail_index(key))
    if _MOBILE.fullmatch(canonical_mobile(text)):
        found.append(M.mobile_index == sealing.mobile_index(text))
    if _NUMBER.fullmatch(key):
        found.append(M.id_no_index.in_(sealing.person_indexes(key)))
    if _INITIALS.fullmatch(key):
        found.append(M.initials.like(f"{key.lower()}%"))
    return or_(*found)
