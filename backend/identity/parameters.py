"""Dated parameters of identity."""

from datetime import date

from backend.kernel.parameters import Default, ParameterKey, ParameterKind

DELEGATION_DAYS = ParameterKey(
    key="identity.delegation_days",
    label="委托代办最长天数",
    kind=ParameterKind.INTEGER,
    unit="日",
    description="一次委托代办从开始日到最后一日最多这么多天，到期自动终止，需要时另行委托。",
    defaults=(Default(90, "系统默认（可按本地规定调整）", date(2017, 1, 1)),),
    check=lambda value: None if 1 <= value <= 366 else "应在 1 到 366 日之间",
)
RELATIVE_DAYS = ParameterKey(
    key="identity.relative_days",
    label="撤回亲属申报后仍须回避的天数",
    kind=ParameterKind.INTEGER,
    unit="日",
    description="撤回近亲属申报后，在这么多天内办理其事项仍须回避，防止为办事临时撤回申报。",
    defaults=(Default(365, "系统默认（参照公务回避规定，可按本地规定调整）", date(2017, 1, 1)),),
    check=lambda value: None if 0 <= value <= 3660 else "应在 0 到 3660 日之间",
)
PARAMETERS = (DELEGATION_DAYS, RELATIVE_DAYS)
