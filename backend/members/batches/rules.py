"""Enrolment in batches (pure): the workflow, which unions take one, how a list is read."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from backend.kernel.errors import FieldError
from backend.kernel.identifiers import check_mobile
from backend.kernel.text import clean_name, tidy
from backend.kernel.workflow import Step, Workflow
from backend.members import rules as membership
from backend.members.batches.codes import BatchAction, BatchRowState, BatchState
from backend.members.codes import GroupEight, IdType
from backend.members.permissions import P
from backend.organisations.codes import OrgLevel, OrgType

_S, _A = BatchState, BatchAction
MOST = 500
ID_TAIL = 4
#: A number cell as large as this no longer holds its last digits.
_EXACT = 10**15
LOST_DIGITS = "按数字保存"
CODE_LENGTH = 10
CODE_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
#: 行业工会、街道（社区）工会、联合工会: those that take people without a union at their employer (A-R12).
_LEVELS = frozenset({OrgLevel.INDUSTRY, OrgLevel.STREET, OrgLevel.COMMUNITY, OrgLevel.COMMUNITY_FLEXIBLE})
_TYPES = frozenset({OrgType.JOINT_BASE, OrgType.INDUSTRY, OrgType.STREET, OrgType.PARK})
COLUMNS = {
    "姓名": "name",
    "证件号码": "id_no",
    "身份证号码": "id_no",
    "身份证号": "id_no",
    "移动电话": "mobile",
    "手机号码": "mobile",
    "手机号": "mobile",
    "八大群体": "group_eight",
    "工作单位": "employer_name",
}


@dataclass(frozen=True, slots=True)
class Tally:
    """What a batch comes to at the moment."""

    waiting: int
    confirmed: int
    files: int


def _has_rows(_: Any, tally: Any) -> str | None:
    return None if tally is None or tally.waiting else "名单中还没有可以确认的人"


def _is_confirmed(_: Any, tally: Any) -> str | None:
    return None if tally is None or tally.confirmed else "还没有人确认；没有本人确认的不能入会"


BATCH_WORKFLOW = Workflow(
    "enrolment_batch",
    "集中入会",
    (
        Step(_S.DRAFT, _A.START, _S.CONFIRMING, P.ENROL, guard=_has_rows),
        Step(_S.DRAFT, _A.DISCARD, _S.DISCARDED, P.ENROL, needs_note=True),
        Step(_S.CONFIRMING, _A.SUBMIT, _S.SUBMITTED, P.ENROL, guard=_is_confirmed),
        Step(_S.CONFIRMING, _A.DISCARD, _S.DISCARDED, P.ENROL, needs_note=True),
        Step(
            _S.SUBMITTED,
            _A.APPROVE,
            _S.APPROVED,
            P.APPROVE,
            guard=_is_confirmed,
            other_than=(_A.CREATE, _A.SUBMIT),
        ),
        Step(_S.SUBMITTED, _A.RETURN, _S.CONFIRMING, P.APPROVE, needs_note=True),
    ),
)


def takes_batches(level: OrgLevel, org_type: OrgType) -> bool:
    """Whether people of the eight groups may join this union together."""
    return level in _LEVELS or org_type in _TYPES


@dataclass(frozen=True, slots=True)
class Listed:
    """One person of a list as it was written."""

    name: str
    id_no: str
    mobile: str = ""
    group_eight: str = ""
    employer_name: str = ""


@dataclass(frozen=True, slots=True)
class Judged:
    """One person as they may be kept; ``problem`` says why they cannot be asked to confirm."""

    name: str
    id_no: str
    person: membership.Person | None
    mobile: str | None
    group_eight: GroupEight
    employer_name: str
    status: BatchRowState
    problem: str = ""
    fix: str = ""


def judge_list(rows: Sequence[Listed], group: GroupEight, today: date) -> list[Judged]:
    """Every row by itself, and the second of two rows about one person."""
    seen: set[str] = set()
    judged = []
    for row in rows:
        found = _judge(row, group, today)
        number = found.person.id_no if found.person else ""
        if number and number in seen:
            found = _faulty(
                row, group, FieldError("id_no", "repeated", "名单中有同一证件号码", "请删去多余的一行")
            )
        seen.add(number)
        judged.append(found)
    return judged


def _judge(row: Listed, group: GroupEight, today: date) -> Judged:
    if row.id_no == LOST_DIGITS:
        fix = "请把证件号码列设为文本格式，对照证件重新填写"
        return _faulty(
            row, group, FieldError("id_no", "lost_digits", "证件号码按数字保存，后几位已经丢失", fix)
        )
    name = clean_name(row.name)
    person, errors = membership.identify(IdType.RESIDENT, row.id_no, None, None, today=today, of_age_on=today)
    mobile = check_mobile(row.mobile) if row.mobile.strip() else None
    found = [FieldError("name", f.code, f.message, f.fix) for f in name.errors] + errors
    found += [FieldError("mobile", f.code, f.message, f.fix) for f in (mobile.errors if mobile else ())]
    own = _group_of(row.group_eight, group)
    if own is None:
        found.append(
            FieldError("group_eight", "unknown_group", "不是八大群体的名称", f"请写：{_group_names()}")
        )
    if found or own is None or name.value is None:
        return _faulty(row, group, found[0])
    return Judged(
        name.value,
        person.id_no if person else "",
        person,
        mobile.value if mobile else None,
        own,
        tidy(row.employer_name)[:100],
        BatchRowState.WAITING,
    )


def _faulty(row: Listed, group: GroupEight, error: FieldError) -> Judged:
    name, number = tidy(row.name)[:60], tidy(row.id_no)[:40]
    return Judged(
        name,
        number,
        None,
        None,
        group,
        tidy(row.employer_name)[:100],
        BatchRowState.FAULTY,
        error.message,
        error.fix,
    )


def _group_of(text: str, default: GroupEight) -> GroupEight | None:
    wanted = tidy(text)
    if not wanted:
        return default
    return next((group for group in GroupEight if wanted in (group.label, group.value)), None)


def _group_names() -> str:
    return "、".join(group.label for group in GroupEight)


def read_rows(cells: Sequence[Sequence[Any]]) -> list[Listed] | None:
    """The persons below the row of headings; None without one (姓名 and 证件号码 must be there)."""
    for number, line in enumerate(cells[:10]):
        heads = [COLUMNS.get(tidy(str(cell or "")).replace(" ", "")) for cell in line]
        if "name" in heads and "id_no" in heads:
            return [
                _listed(heads, row) for row in cells[number + 1 :] if any(cell is not None for cell in row)
            ]
    return None


def _listed(heads: Sequence[str | None], row: Sequence[Any]) -> Listed:
    values = {head: _text(cell) for head, cell in zip(heads, row, strict=False) if head}
    return Listed(**{"name": "", "id_no": "", **values})


def _text(cell: Any) -> str:
    if isinstance(cell, int | float) and abs(cell) >= _EXACT:
        return LOST_DIGITS
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return "" if cell is None else str(cell)
