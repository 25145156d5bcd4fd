"""Dated parameters of membership."""

from datetime import date

from backend.kernel.parameters import Default, ParameterKey, ParameterKind

TRANSFER_TIMEOUT = ParameterKey(
    key="members.transfer_timeout",
    label="会籍转接接收期限",
    kind=ParameterKind.INTEGER,
    unit="日",
    description="接收方超过这个天数仍未确认的会籍转接，转由区总工会处理。",
    defaults=(Default(30, "系统默认（会籍转接办理期限，可按本地规定调整）", date(2017, 1, 1)),),
)
PARAMETERS = (TRANSFER_TIMEOUT,)
