"""Dated parameters of employers' sizes."""

from datetime import date

from backend.kernel.parameters import Default, ParameterKey, ParameterKind


def _positive(value: int) -> str | None:
    return None if value >= 1 else "应为正整数"


LARGE_FROM = ParameterKey(
    "employer.large_headcount",
    "百人以上单位的起点人数",
    ParameterKind.INTEGER,
    "人",
    "从业人数（没有统计名单的，取独立基层工会最近申报的职工数）达到这个数的，算百人以上单位",
    defaults=(Default(100, "区总工会统计口径（百人以上企业）", date(2015, 1, 1)),),
    check=_positive,
)
PARAMETERS = (LARGE_FROM,)
