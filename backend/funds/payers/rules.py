"""Pure rules of payers: what a payer owes for, and what its register entry says against the law."""

from datetime import date
from typing import Protocol
from uuid import UUID

from backend.funds.codes import FundItem, PayerStatus, WageBase
from backend.funds.payers.codes import PayerAction
from backend.funds.periods import first_day, last_day
from backend.funds.permissions import P
from backend.kernel.decisions import Check, Verdict, verdict_of
from backend.kernel.workflow import Step, Workflow

ITEM_ARTICLE = "湘政办发〔2018〕43号；E-R4"
BASE_ARTICLE = "《中华人民共和国工会法》第四十三条、《关于工资总额组成的规定》；E-R3"

WORKFLOW = Workflow(
    "fund_payer",
    "缴费户",
    (
        Step(PayerStatus.ACTIVE, PayerAction.CLOSE, PayerStatus.CLOSED, P.COLLECT, needs_note=True),
        Step(PayerStatus.CLOSED, PayerAction.REOPEN, PayerStatus.ACTIVE, P.COLLECT, needs_note=True),
    ),
)


class HasUnion(Protocol):
    """What tells whether a payer's staff have a union."""

    union_id: UUID | None
    union_founded_on: date | None


class HasTerm(Protocol):
    """From when to when a payer owes anything."""

    registered_on: date
    closed_on: date | None
    status: PayerStatus


def item_due(payer: HasUnion, on: date) -> FundItem:
    """What a payer owes on a day: union funds once its union stands, the preparation fund before."""
    has_union = payer.union_id is not None and payer.union_founded_on is not None
    if has_union and payer.union_founded_on is not None and payer.union_founded_on <= on:
        return FundItem.FUNDS
    return FundItem.RESERVE


def item_of_period(payer: HasUnion, period: str) -> FundItem:
    """What a payer owes for a month: it is judged on the month's last day."""
    return item_due(payer, last_day(period))


def owes_in(payer: HasTerm, period: str) -> bool:
    """Whether a payer owes anything for a month: registered by its end, not closed before its beginning."""
    is_open = payer.closed_on is None or payer.closed_on >= first_day(period)
    return payer.registered_on <= last_day(period) and is_open


def base_check(wage_base: WageBase, wages_fen: int, statutory_wages_fen: int | None) -> Check:
    """E-R3: only total wages are the statutory base; with the real total the gap is known."""
    is_statutory = wage_base is WageBase.TOTAL_WAGES
    gap = "" if statutory_wages_fen is None else _yuan(statutory_wages_fen - wages_fen)
    return Check(
        "E-R3",
        "计费基数为工资总额",
        verdict_of(is_statutory),
        BASE_ARTICLE,
        (
            ("计费基数", wage_base.label),
            ("与工资总额的差额", gap or ("无" if is_statutory else "没有申报工资总额")),
        ),
        None,
        "请申报全部职工工资总额，按工资总额的 2% 足额拨缴",
    )


def item_check(payer: HasUnion, item: FundItem, on: date) -> Check:
    """E-R4: a payer with a union pays union funds, one without the preparation fund."""
    owed = item_due(payer, on)
    founded = payer.union_founded_on.isoformat() if payer.union_id and payer.union_founded_on else "没有建会"
    return Check(
        "E-R4",
        f"费种与建会情况相符（应为{owed.label}）",
        Verdict.MET if item in (owed, FundItem.LATE_FEE) else Verdict.NOT_MET,
        ITEM_ARTICLE,
        (("费种", item.label), ("建会日期", founded)),
        None,
        "已建会的应缴工会经费，没有建会的应缴筹备金，请与税务核对费种",
    )


def _yuan(fen: int) -> str:
    sign, whole = ("-", -fen) if fen < 0 else ("", fen)
    return f"{sign}{whole // 100:,}.{whole % 100:02d} 元"
