"""Dated parameters of 会员评家: whether 基本满意 counts, and the satisfaction asked for."""

from datetime import date

from backend.kernel.parameters import Default, ParameterKey, ParameterKind

_HOUSE = "系统默认（会员评家测评办法，可按本级规定调整）"
_START = date(2015, 1, 1)


BASICALLY_COUNTS = ParameterKey(
    "evaluations.basically_counts",
    "“基本满意”计入满意率",
    ParameterKind.FLAG,
    "",
    "会员评家满意率的分子是否把“基本满意”票计入；按测评当天的取值计算并随记录保存",
    defaults=(Default(True, _HOUSE, _START),),
)
PASS_PERCENT = ParameterKey(
    "evaluations.pass_percent",
    "会员评家满意率要求",
    ParameterKind.INTEGER,
    "%（以上，含本数）",
    "满意率达到这一数目的，会员评家达到要求",
    defaults=(Default(80, _HOUSE, _START),),
    check=lambda value: None if 0 <= value <= 100 else "应在 0 到 100 之间",
)
PARAMETERS = (BASICALLY_COUNTS, PASS_PERCENT)
