"""What must be in order before a month of the books is closed, as explained checks (pure)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from backend.funds.codes import CollectionChannel
from backend.funds.periods import last_day
from backend.kernel.decisions import Check, verdict_of
from backend.kernel.money import format_yuan

ARTICLE = "《工会会计制度》（月末结账）"


@dataclass(frozen=True, slots=True)
class MonthFacts:
    """What is known about a month when somebody wants to close it."""

    period: str
    today: date
    #: earlier months that are begun and not closed
    earlier_open: tuple[str, ...]
    unassigned: int
    received_fen: Mapping[CollectionChannel, int]
    banked_fen: Mapping[CollectionChannel, int]


def closing_checks(facts: MonthFacts) -> list[Check]:
    """Everything that stands against closing a month, met or not met."""
    return [
        _over(facts),
        _earlier(facts),
        _assigned(facts),
        *(_agrees(facts, channel) for channel in CollectionChannel),
    ]


def _over(facts: MonthFacts) -> Check:
    last = last_day(facts.period)
    return Check(
        "over",
        "月份已经结束",
        verdict_of(facts.today > last),
        ARTICLE,
        (("月末", last.isoformat()), ("今天", facts.today.isoformat())),
        None,
        "月末之后才能结账",
    )


def _earlier(facts: MonthFacts) -> Check:
    return Check(
        "earlier",
        "以前月份都已结账",
        verdict_of(not facts.earlier_open),
        ARTICLE,
        (("未结账的以前月份", "、".join(facts.earlier_open) or "无"),),
        None,
        "请按月份先后结账",
    )


def _assigned(facts: MonthFacts) -> Check:
    return Check(
        "assigned",
        "对账差异都有经办人",
        verdict_of(facts.unassigned == 0),
        "工会经费对账规则（每笔未了差异须有指定经办人才能结账）",
        (("没有经办人的差异", f"{facts.unassigned} 笔"),),
        None,
        "请在对账差异里为每一笔指定经办人",
    )


def _agrees(facts: MonthFacts, channel: CollectionChannel) -> Check:
    received, banked = facts.received_fen.get(channel, 0), facts.banked_fen.get(channel, 0)
    return Check(
        f"agrees_{channel.value}",
        f"{channel.label}：缴费记录与账上收款一致",
        verdict_of(received == banked),
        "工会经费对账规则（缴费记录＝账）",
        (
            ("缴费记录", f"{format_yuan(received)} 元"),
            ("账上收款", f"{format_yuan(banked)} 元"),
            ("相差", f"{format_yuan(received - banked)} 元"),
        ),
        None,
        "请在每日对账里查看相差的是哪几笔，更正后再结账",
    )
