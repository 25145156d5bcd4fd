"""What proves an item: every demand of the scheme as an explained check (pure)."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from backend.kernel.calendar import corresponding_day
from backend.kernel.decisions import Check, ParameterUsed, verdict_of
from backend.organisations.six_have.codes import SixHaveNeed


@dataclass(frozen=True, slots=True)
class Demand:
    """One thing a scheme asks of an item; ``minimum`` counts where something is counted."""

    kind: SixHaveNeed
    minimum: int
    parameter: ParameterUsed | None


@dataclass(frozen=True, slots=True)
class Proof:
    """What is there for one item."""

    code: str
    label: str
    files: int
    record_days: tuple[date | None, ...]


@dataclass(frozen=True, slots=True)
class Register:
    """What the register knows about the union; None where it knows nothing."""

    has_seal: bool
    address: str
    #: last day of the newest approved term (with an approved extension), None when no term is registered
    term_end: date | None
    #: the newest member evaluation within the period, None when there is none
    is_satisfied: bool | None
    evaluation: str
    article: str


@dataclass(frozen=True, slots=True)
class Moment:
    """The day of the question, and from which day on an activity counts."""

    today: date
    months: int

    @property
    def since(self) -> date:
        """Activities before this day are too old."""
        return corresponding_day(self.today, -self.months)


def checks_of(proof: Proof, demands: tuple[Demand, ...], register: Register, at: Moment) -> Iterator[Check]:
    """Every demand of one item, met, not met or unknown."""
    for demand in demands:
        yield _RULES[demand.kind](proof, demand, register, at)


def _evidence(proof: Proof, demand: Demand, register: Register, _: Moment) -> Check:
    count = proof.files + len(proof.record_days)
    return Check(
        f"{proof.code}.evidence",
        f"{proof.label}：佐证不少于 {demand.minimum} 份",
        verdict_of(count >= demand.minimum),
        register.article,
        (("附件", f"{proof.files} 份"), ("佐证记录", f"{len(proof.record_days)} 条")),
        demand.parameter,
        f"还缺 {max(demand.minimum - count, 0)} 份，请上传附件，或添加佐证记录（文号、存档编号）",
    )


def _recent(proof: Proof, demand: Demand, register: Register, at: Moment) -> Check:
    count = sum(1 for day in proof.record_days if day is not None and at.since <= day <= at.today)
    return Check(
        f"{proof.code}.recent",
        f"{proof.label}：近 {at.months} 个月内不少于 {demand.minimum} 次",
        verdict_of(count >= demand.minimum),
        register.article,
        (("计算期", f"{at.since.isoformat()} 至 {at.today.isoformat()}"), ("有日期的记录", f"{count} 次")),
        demand.parameter,
        f"还缺 {max(demand.minimum - count, 0)} 次，请逐次添加记录，写明日期和活动名称",
    )


def _seal(proof: Proof, _: Demand, register: Register, __: Moment) -> Check:
    return Check(
        f"{proof.code}.seal",
        f"{proof.label}：工会资料中已登记刻章",
        verdict_of(register.has_seal),
        register.article,
        (("已刻公章", "是" if register.has_seal else "否"),),
        None,
        "公章已刻的，请街道在工会资料中勾选“已刻公章”",
    )


def _address(proof: Proof, _: Demand, register: Register, __: Moment) -> Check:
    return Check(
        f"{proof.code}.address",
        f"{proof.label}：工会资料中有办公地址",
        verdict_of(bool(register.address)),
        register.article,
        (("办公地址", register.address or "未填写"),),
        None,
        "请在工会资料中补上办公地址",
    )


def _term(proof: Proof, _: Demand, register: Register, at: Moment) -> Check:
    known = None if register.term_end is None else register.term_end >= at.today
    shown = register.term_end.isoformat() if register.term_end else "没有登记届次"
    return Check(
        f"{proof.code}.term",
        f"{proof.label}：届次在任期内",
        verdict_of(known),
        "《中华人民共和国工会法》第十六条",
        (("任期至", shown),),
        None,
        "任期已满的请先换届；没有登记届次的请补登",
    )


def _evaluation(proof: Proof, _: Demand, register: Register, __: Moment) -> Check:
    return Check(
        f"{proof.code}.evaluation",
        f"{proof.label}：近一年会员评家满意率达到要求",
        verdict_of(register.is_satisfied),
        register.article,
        (("会员评家", register.evaluation or "近一年没有登记"),),
        None,
        "请先开展会员评家并登记票数",
    )


_RULES: Mapping[SixHaveNeed, Callable[[Proof, Demand, Register, Moment], Check]] = {
    SixHaveNeed.EVIDENCE: _evidence,
    SixHaveNeed.RECENT: _recent,
    SixHaveNeed.SEAL: _seal,
    SixHaveNeed.ADDRESS: _address,
    SixHaveNeed.TERM: _term,
    SixHaveNeed.EVALUATION: _evaluation,
}
