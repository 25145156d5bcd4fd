"""The steps with an employer of the register, and the reading of a pasted line (pure)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from backend.kernel.codes import Code
from backend.kernel.dates import parse_date
from backend.kernel.uscc import check_uscc
from backend.kernel.workflow import Step, Workflow
from backend.organisations.codes import EconomicType, Industry
from backend.organisations.drive.codes import DriveAction, DriveStage, DriveState
from backend.organisations.permissions import P

_S, _A = DriveState, DriveAction
Word = TypeVar("Word", bound=Code)
#: Stages that the founding itself shows; the street does not set them.
DERIVED = frozenset({DriveStage.PREPARING, DriveStage.FOUNDED})
#: Stages in which a passed target date is not held against the owner.
NOT_DUE = frozenset({DriveStage.FOUNDED, DriveStage.PAUSED, DriveStage.LEFT})
HEADINGS: Mapping[str, tuple[str, ...]] = {
    "name": ("单位名称", "企业名称", "名称", "单位"),
    "employer_uscc": ("统一社会信用代码", "信用代码", "单位信用代码", "社会信用代码"),
    "employees": ("职工人数", "职工数", "从业人数", "人数"),
    "target_on": ("计划建会日期", "计划建会时间", "完成时限", "计划日期"),
    "owner_name": ("责任人", "联系人", "包联人"),
    "economic_type": ("经济类型", "登记注册类型"),
    "industry": ("所属行业", "行业"),
}
REQUIRED = ("name", "employer_uscc")


def _not_derived(_: Any, stage: Any) -> str | None:
    if stage in DERIVED:
        return f"该单位{stage.label}，进展随建会事项自动更新"
    return None


def _step(source: DriveState, action: DriveAction, target: DriveState, *, needs_note: bool = False) -> Step:
    return Step(source, action, target, P.DRIVE, guard=_not_derived, needs_note=needs_note)


DRIVE_WORKFLOW = Workflow(
    "drive_entry",
    "建会攻坚",
    (
        _step(_S.UNTOUCHED, _A.CONTACT, _S.CONTACTED),
        _step(_S.UNTOUCHED, _A.COMMIT, _S.COMMITTED),
        _step(_S.CONTACTED, _A.COMMIT, _S.COMMITTED),
        *(_step(s, _A.PAUSE, _S.PAUSED, needs_note=True) for s in (_S.UNTOUCHED, _S.CONTACTED, _S.COMMITTED)),
        _step(_S.PAUSED, _A.RESUME, _S.CONTACTED),
        *(Step(s, _A.LEAVE, _S.LEFT, P.DRIVE) for s in (_S.UNTOUCHED, _S.CONTACTED, _S.COMMITTED, _S.PAUSED)),
    ),
)


@dataclass(frozen=True, slots=True)
class DriveLine:
    """One employer as read from a line."""

    name: str
    employer_uscc: str
    employees: int | None
    target_on: date
    owner_name: str
    economic_type: EconomicType | None
    industry: Industry | None


def read_line(
    line: Mapping[str, str], default_target: date, default_owner: str
) -> tuple[DriveLine | None, list[str]]:
    """A line as values, or None with every reason why it cannot be read."""
    problems: list[str] = []
    name = line["name"].strip()
    if not 2 <= len(name) <= 120:
        problems.append("没有单位名称")
    code = check_uscc(line["employer_uscc"])
    problems += [error.message for error in code.errors]
    if code.value is not None and code.value.is_union:
        problems.append("这是工会的代码，不是单位的代码")
    employees = read_count(line["employees"])
    if line["employees"] and employees is None:
        problems.append("职工人数应为整数")
    target = parse_date(line["target_on"]).value if line["target_on"] else default_target
    if target is None:
        problems.append("计划建会日期写得不对，应如 2020-12-31")
    economy = _labelled(EconomicType, line["economic_type"], "经济类型", problems)
    industry = _labelled(Industry, line["industry"], "所属行业", problems)
    if problems or code.value is None or target is None:
        return None, problems
    owner = line["owner_name"].strip()[:60] or default_owner
    return DriveLine(name, code.value.code, employees, target, owner, economy, industry), []


def read_count(text: str) -> int | None:
    """A number of people as typed (``1,203``, ``36人``), None when it is none."""
    plain = text.replace(",", "").replace("，", "").removesuffix("人").strip()
    return int(plain) if plain.isascii() and plain.isdigit() and len(plain) <= 7 else None


def _labelled(kind: type[Word], text: str, label: str, problems: list[str]) -> Word | None:
    if not text:
        return None
    found = next((code for code in kind if text in (code.value, code.label)), None)
    if found is None:
        problems.append(f"没有“{text[:20]}”这个{label}")
    return found
