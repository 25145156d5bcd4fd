"""Dated parameters of duplicates: when two records are suspected, and how long a merge may be taken back."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlmodel import Session

from backend.kernel.parameters import Default, Example, ParameterKey, ParameterKind, lookup_or_none

_START = date(2017, 1, 1)
_SOURCE = "系统默认（《工会会员会籍管理办法》第三条一人一籍；可按本地规定调整）"


def _is_suspected(value: Any, inputs: Mapping[str, Any]) -> bool:
    return bool(inputs["score"] >= int(value))


THRESHOLD = ParameterKey(
    "members.duplicate_threshold",
    "疑似重复的相似分",
    ParameterKind.INTEGER,
    "分",
    "两条会员记录的相似分达到这个数，就列为疑似重复，等人判定",
    defaults=(Default(50, _SOURCE, _START),),
    examples=(
        Example({"score": 55}, True, "姓名相同30＋出生年份相同10＋电话后四位相同15＝55，列为疑似"),
        Example({"score": 40}, False, "姓名同音15＋出生日期相同25＝40，不列"),
    ),
    compute=_is_suspected,
    check=lambda value: None if 30 <= value <= 100 else "应在30到100之间",
)
UNDO_DAYS = ParameterKey(
    "members.merge_undo_days",
    "合并可以撤销的期限",
    ParameterKind.INTEGER,
    "日",
    "合并之日起这么多天以内可以撤销，两条会籍原样恢复",
    defaults=(Default(30, _SOURCE, _START),),
    check=lambda value: None if 1 <= value <= 365 else "应在1到365天之间",
)
PARAMETERS = (THRESHOLD, UNDO_DAYS)


def value_on(session: Session, key: ParameterKey, district_id: str, on: date) -> int:
    """The whole number in force; the system's own while none is loaded, so that nobody's registration waits for it."""
    found = lookup_or_none(session, key.key, district_id, on)
    return int(found.value if found else key.defaults[-1].value)
