"""Pure rules of obligations: wages times rate, the share owed through the channel, the day it is due, the checks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from backend.funds.codes import FundCoverage, FundItem, WageBase, WagePart
from backend.funds.obligations.codes import MonthState
from backend.funds.payers.rules import ITEM_ARTICLE, base_check
from backend.funds.periods import first_day, shift
from backend.kernel.calendar import WorkCalendar, add_days
from backend.kernel.decisions import Check, ParameterUsed, Verdict, checks_out, verdict_of
from backend.kernel.money import format_yuan, share_of
from backend.kernel.parameters import Parameter, as_rate

STATUTORY_RATE = Decimal("0.02")
_LAW = "《中华人民共和国工会法》第四十三条"
_WAGES = "《关于工资总额组成的规定》"


@dataclass(frozen=True, slots=True)
class Terms:
    """The dated values an obligation is reckoned with; ``minimum_wage`` is None while none is loaded."""

    rate: Parameter
    upper_share: Parameter
    minimum_wage: Parameter | None


@dataclass(frozen=True, slots=True)
class Wages:
    """What a payer says about a month's wages; ``parts`` when it gave the make-up."""

    period: str
    wage_base: WageBase
    coverage: FundCoverage
    employees: int
    wages_fen: int
    statutory_wages_fen: int | None = None
    parts: Mapping[WagePart, int] | None = None
    #: whether it is this payer's own wages, when its union has several payers
    joint: Check | None = None


@dataclass(frozen=True, slots=True)
class Obligation:
    """What follows from a month's wages: the whole 2 %, what is owed through the channel, and the checks."""

    full_due_fen: int
    due_fen: int
    explanation: dict[str, object]
    checks: tuple[Check, ...]

    @property
    def wants_reason(self) -> tuple[Check, ...]:
        """The checks that may stand only with a reason (E-R2)."""
        return tuple(c for c in self.checks if c.code in WITH_REASON and c.verdict is Verdict.NOT_MET)


#: checks that a payer may leave unmet when it says why
WITH_REASON = frozenset({"E-R2", "zero_with_staff"})


def due_of(wages_fen: int, rate: Decimal, coverage: FundCoverage, upper_share: Decimal) -> int:
    """What is owed through the channel, in fen: wages x rate, of which only the upper share if so; rounded once."""
    return share_of(wages_fen, rate * upper_share if coverage is FundCoverage.UPPER_SHARE else rate)


def due_on(period: str, due_day: int, calendar: WorkCalendar) -> date:
    """The last day to pay for a month: that day of the following month, rolled over holidays."""
    start = first_day(shift(period, 1))
    return add_days(start, due_day - 1, calendar).day


def left_of(due_fen: int, relief_fen: int, paid_fen: int) -> int:
    """What is still to pay (negative: paid too much); the due already respects the coverage."""
    return due_fen - relief_fen - paid_fen


def reckon(wages: Wages, terms: Terms) -> Obligation:
    """The obligation of one month with its whole explanation."""
    rate, share = as_rate(terms.rate.value), as_rate(terms.upper_share.value)
    full = share_of(wages.wages_fen, rate)
    due = due_of(wages.wages_fen, rate, wages.coverage, share)
    checks = checks_of(wages, terms)
    is_part = wages.coverage is FundCoverage.UPPER_SHARE
    statutory = wages.statutory_wages_fen
    explanation: dict[str, object] = {
        "wages_fen": wages.wages_fen,
        "rate": str(terms.rate.value),
        "rate_version": terms.rate.version,
        "rate_valid_from": terms.rate.valid_from.isoformat(),
        "rate_source": terms.rate.legal_source,
        "full_due_fen": full,
        "upper_share": str(terms.upper_share.value) if is_part else None,
        "upper_share_source": terms.upper_share.legal_source if is_part else "",
        "due_fen": due,
        "statutory_due_fen": None if statutory is None else share_of(statutory, rate),
        "gap_fen": None if statutory is None else share_of(statutory, rate) - full,
        "parts": {part.value: fen for part, fen in (wages.parts or {}).items()},
        "words": words_of(wages, rate, share, due),
        "checks": [check.model_dump(mode="json") for check in checks_out(checks)],
    }
    return Obligation(full, due, explanation, tuple(checks))


def words_of(wages: Wages, rate: Decimal, upper_share: Decimal, due_fen: int) -> str:
    """The calculation as people write it: ``325,480.00 元 × 2% = 6,509.60 元``."""
    share = f" × {_percent(upper_share)}" if wages.coverage is FundCoverage.UPPER_SHARE else ""
    return f"{format_yuan(wages.wages_fen)} 元 × {_percent(rate)}{share} = {format_yuan(due_fen)} 元"


def checks_of(wages: Wages, terms: Terms) -> list[Check]:
    """Every rule about a month's wages, met, not met or unknown (E-R1, E-R2, E-R3, E-R11, A-R14)."""
    return [
        _rate_check(terms.rate),
        _minimum_check(wages, terms.minimum_wage),
        _zero_check(wages),
        base_check(wages.wage_base, wages.wages_fen, wages.statutory_wages_fen),
        _parts_check(wages),
        *((wages.joint,) if wages.joint else ()),
    ]


def counted_fen(parts: Mapping[WagePart, int]) -> int:
    """The sum of the parts that belong to total wages."""
    return sum(fen for part, fen in parts.items() if part.is_counted)


def _rate_check(rate: Parameter) -> Check:
    is_lawful = as_rate(rate.value) == STATUTORY_RATE or bool(rate.legal_source)
    return Check(
        "E-R1", "费率为 2%，或另有依据", verdict_of(is_lawful), _LAW,
        (("费率", _percent(as_rate(rate.value))), ("依据", rate.legal_source)), ParameterUsed.of(rate),
        "请先在参数页登记费率的依据",
    )  # fmt: skip


def _minimum_check(wages: Wages, minimum: Parameter | None) -> Check:
    least = None if minimum is None else int(minimum.value) * wages.employees
    return Check(
        "E-R2", "工资总额不低于最低工资标准乘以职工人数",
        verdict_of(None if least is None else wages.wages_fen >= least), "《最低工资规定》",
        (
            ("工资总额", f"{format_yuan(wages.wages_fen)} 元"),
            ("职工人数", f"{wages.employees} 人"),
            ("最低工资合计", "没有登记最低工资标准" if least is None else f"{format_yuan(least)} 元"),
        ),
        None if minimum is None else ParameterUsed.of(minimum), "请核对工资总额和职工人数，属实的请写明原因",
    )  # fmt: skip


def _zero_check(wages: Wages) -> Check:
    return Check(
        "zero_with_staff", "有职工的不是零申报", verdict_of(wages.employees == 0 or wages.wages_fen > 0), _LAW,
        (("职工人数", f"{wages.employees} 人"), ("工资总额", f"{format_yuan(wages.wages_fen)} 元")), None,
        "有职工而没有工资的，请写明原因（停产、歇业等）",
    )  # fmt: skip


def _parts_check(wages: Wages) -> Check:
    counted = None if wages.parts is None else counted_fen(wages.parts) == wages.wages_fen
    excluded = [part for part in wages.parts or {} if not part.is_counted and (wages.parts or {})[part]]
    return Check(
        "E-R11", "工资总额只含六项组成，不含十四项免计项目", verdict_of(counted), _WAGES,
        (
            ("构成", "没有填写构成" if wages.parts is None else f"{format_yuan(counted_fen(wages.parts))} 元"),
            ("免计项目", "、".join(part.label for part in excluded) or "无"),
        ),
        None, "请按六项填写构成；独生子女补贴、劳动保护、出差伙食补助等免计项目从工资总额中去掉",
    )  # fmt: skip


def _percent(rate: Decimal) -> str:
    text = f"{rate * 100:f}"
    return f"{text.rstrip('0').rstrip('.') if '.' in text else text}%"


#: what a month's obligation may be paid with; late fees are beside it
PAYS_DUE = frozenset({FundItem.FUNDS, FundItem.RESERVE})


@dataclass(frozen=True, slots=True)
class Month:
    """How a payer stands with one month; due, relief and what is left are None while nothing is declared."""

    period: str
    item: FundItem
    due_on: date
    state: MonthState
    paid_fen: int
    #: paid for this month as the other item than the one owed (E-R4)
    wrong_item_fen: int
    due_fen: int | None = None
    relief_fen: int | None = None
    left_fen: int | None = None


def month_of(
    period: str,
    item: FundItem,
    declared: tuple[int, int] | None,
    paid: Mapping[FundItem, int],
    last_day: date,
    today: date,
) -> Month:
    """One month beside what was paid for it; ``declared`` is (due, relief)."""
    paid_fen = sum(fen for kind, fen in paid.items() if kind in PAYS_DUE)
    wrong = sum(fen for kind, fen in paid.items() if kind in PAYS_DUE and kind is not item)
    if declared is None:
        return Month(period, item, last_day, MonthState.UNDECLARED, paid_fen, wrong)
    due, relief = declared
    left = left_of(due, relief, paid_fen)
    state = state_of(due - relief, paid_fen, last_day, today)
    return Month(period, item, last_day, state, paid_fen, wrong, due, relief, left)


def state_of(owed_fen: int, paid_fen: int, last_day: date, today: date) -> MonthState:
    """The state of a declared month; the last day itself is in time."""
    left = owed_fen - paid_fen
    if left < 0:
        return MonthState.OVERPAID
    if left == 0:
        return MonthState.PAID if paid_fen else MonthState.NOTHING_DUE
    if today <= last_day:
        return MonthState.NOT_YET_DUE
    return MonthState.PARTLY_PAID if paid_fen else MonthState.OVERDUE


def items_check(months: Sequence[Month]) -> Check:
    """E-R4 over months: nothing was booked as the other item than the one owed (已建会仍缴筹备金)."""
    wrong = [month for month in months if month.wrong_item_fen]
    said = "；".join(f"{m.period} {format_yuan(m.wrong_item_fen)} 元" for m in wrong)
    return Check(
        "E-R4", "费种与建会情况相符", verdict_of(not wrong), ITEM_ARTICLE, (("费种不符", said or "无"),), None,
        "已建会的应缴工会经费，没有建会的应缴筹备金，请与税务核对费种",
    )  # fmt: skip
