"""The figures of the funds: plan, receipts and their rate by channel; each opens to its targets or payments."""

from backend.funds.codes import CollectionChannel
from backend.funds.plans.figures import planned, received
from backend.kernel.indicators import Indicator, IndicatorKind

_TAX = CollectionChannel.TAX
_LINK = "/funds/collections/{id}"
_PLANS = "/funds/plans"
_UNIT = "元"
_COUNTED = "工会经费和筹备金，按入库日期，冲正以负数计，不含滞纳金"


def _plan(code: str, name: str, definition: str, *channels: CollectionChannel) -> Indicator:
    return Indicator(
        code, name, definition, _UNIT, IndicatorKind.STOCK, planned(*channels), link=_PLANS, measure="amount_fen",
        is_money=True, parts=() if channels else _each("funds.plan"),
    )  # fmt: skip


def _receipts(code: str, name: str, definition: str, *channels: CollectionChannel) -> Indicator:
    return Indicator(
        code, name, definition, _UNIT, IndicatorKind.FLOW, received(*channels), link=_LINK, measure="paid_fen",
        is_money=True, parts=() if channels else _each("funds.collected"),
    )  # fmt: skip


def _rate(code: str, name: str, definition: str, *channels: CollectionChannel) -> Indicator:
    return Indicator(
        code, name, definition, "%", IndicatorKind.RATIO, received(*channels), planned(*channels), link=_LINK,
        measure="paid_fen", whole_measure="amount_fen", is_money=True,
    )  # fmt: skip


def _each(prefix: str) -> tuple[str, ...]:
    """The three channels: tax is the figure that is reported upwards and has the plain code."""
    return tuple(prefix if channel is _TAX else f"{prefix}.{channel.value}" for channel in (_TAX, *_OTHERS))


_OTHERS = tuple(channel for channel in CollectionChannel if channel is not _TAX)

#: What came in through each channel: the part figures of the total, which the reconciliation looks at.
COLLECTED: dict[CollectionChannel, Indicator] = {
    one: _receipts(
        "funds.collected" if one is _TAX else f"funds.collected.{one.value}",
        f"{one.label}已入库",
        f"年初至统计时点{one.label}入库数：{_COUNTED}。",
        one,
    )
    for one in (_TAX, *_OTHERS)
}
PLANNED: dict[CollectionChannel, Indicator] = {
    one: _plan(
        "funds.plan" if one is _TAX else f"funds.plan.{one.value}",
        f"{one.label}年计划",
        f"统计时点执行中的当年计划里{one.label}的计划数。",
        one,
    )
    for one in (_TAX, *_OTHERS)
}
INDICATORS: tuple[Indicator, ...] = (
    _rate("funds.plan_rate", "税务代收完成率", "税务代收已入库÷税务代收年计划。", _TAX),
    _plan("funds.plan.total", "全年收缴计划", "统计时点执行中的当年计划合计，按渠道分，各部分之和等于合计。"),
    *PLANNED.values(),
    _receipts("funds.collected.total", "经费已入库", f"年初至统计时点各渠道入库合计：{_COUNTED}。"),
    *COLLECTED.values(),
    _rate("funds.plan_rate.total", "全年计划完成率", "经费已入库÷全年收缴计划。"),
)
