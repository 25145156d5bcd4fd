"""Dated parameters of exports."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from backend.kernel.parameters_keys import Default, Example, ParameterKey, ParameterKind

_SINCE = date(2017, 1, 1)
_SOURCE = "系统默认（个人信息保护的内部控制要求，可按本地规定调整）"


def needs_second_person(limit: int, persons: int) -> bool:
    """Whether a file with so many persons is more than one may take alone."""
    return persons > limit


def _needs_second_person(value: Any, inputs: Mapping[str, Any]) -> bool:
    return needs_second_person(int(value), int(inputs["persons"]))


LARGE_ROWS = ParameterKey(
    key="export.large_rows",
    label="单人导出的人数上限",
    kind=ParameterKind.INTEGER,
    unit="人",
    description="一次导出的名单超过这个人数时，须由第二人批准，文件带水印并到期销毁。",
    defaults=(Default(500, _SOURCE, _SINCE),),
    check=lambda value: None if 1 <= value <= 10_000 else "应在 1 到 10000 人之间",
    examples=(
        Example({"persons": 500}, False, "正好 500 人，可自行导出"),
        Example({"persons": 501}, True, "501 人须第二人批准"),
    ),
    compute=_needs_second_person,
)
VALID_DAYS = ParameterKey(
    key="export.valid_days",
    label="大批量导出文件的保存天数",
    kind=ParameterKind.INTEGER,
    unit="日",
    description="经批准生成的导出文件自生成之日起保存的天数，到期销毁，不能再下载。",
    defaults=(Default(7, _SOURCE, _SINCE),),
    check=lambda value: None if 1 <= value <= 30 else "应在 1 到 30 日之间",
)
PARAMETERS = (LARGE_ROWS, VALID_DAYS)
