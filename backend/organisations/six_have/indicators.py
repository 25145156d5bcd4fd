"""六有达标率: one figure per scheme, and every one of them says which."""

from typing import Any

from sqlalchemy import Select

from backend.kernel.authz import Actor
from backend.kernel.indicators import AsOf, Indicator, IndicatorKind, RowQuery
from backend.organisations.indicators import LINK, standing
from backend.organisations.six_have.codes import SixHaveScheme
from backend.organisations.six_have.queries import passing_unions


def _passing(scheme: SixHaveScheme) -> RowQuery:
    def rows(actor: Actor, as_of: AsOf) -> Select[Any]:
        return passing_unions(actor, as_of, scheme)

    return rows


def rate_of(scheme: SixHaveScheme) -> Indicator:
    """The share of standing unions that pass a scheme."""
    return Indicator(
        f"organisations.six_have.{scheme.value}",
        f"六有达标率（{scheme.label}）",
        f"按{scheme.label}核定达标、在统计时点没有失效（未到年度复查期、任期未满）的基层工会数 ÷ "
        "统计时点存续的基层工会数（含待换届，不含筹备和已撤销）。不同方案的达标率不能相比。",
        "家",
        IndicatorKind.RATIO,
        _passing(scheme),
        whole=standing,
        link=LINK,
    )


RATES = {scheme: rate_of(scheme) for scheme in SixHaveScheme}
INDICATORS = tuple(RATES.values())
