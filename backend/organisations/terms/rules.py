"""Rules of terms (pure): length, end, standing on a day, who may sit, how somebody leaves."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from backend.kernel.calendar import corresponding_day
from backend.kernel.decisions import Check, ParameterUsed, Verdict, verdict_of
from backend.kernel.parameters import Parameter
from backend.organisations.codes import OrgLevel, UnitCategory
from backend.organisations.terms.codes import (
    CommitteeRole,
    DeclaredRelation,
    SeatLeaveReason,
    TermStanding,
    is_protected,
)

LAW = "《中华人民共和国工会法》"
#: Where the owner's relatives may not sit on the committee.
FOR_PROFIT = frozenset({UnitCategory.ENTERPRISE, UnitCategory.SELF_EMPLOYED})


@dataclass(frozen=True, slots=True)
class TermFacts:
    """One term: its length in years, and its extension if it has one."""

    years: int
    start_on: date
    end_on: date
    extended_to: date | None = None
    #: from which day the extension counts
    extended_on: date | None = None

    def last_day(self, on: date) -> date:
        """The last day the committee may serve, as of a day."""
        is_extended = self.extended_to and self.extended_on and self.extended_on <= on
        return self.extended_to if is_extended and self.extended_to else self.end_on


def term_end(start_on: date, years: int) -> date:
    """The day a term ends: the corresponding day so many years later (2023-03-15 + 5 -> 2028-03-15)."""
    return corresponding_day(start_on, 12 * years)


def standing_of(term: TermFacts | None, on: date, warning_days: Sequence[int]) -> TermStanding:
    """Where a term stands; its last day still counts as served."""
    if term is None:
        return TermStanding.NONE
    last = term.last_day(on)
    if on > last:
        return TermStanding.OVERDUE
    if on > term.end_on:
        return TermStanding.EXTENDED
    return TermStanding.DUE if last - on <= timedelta(days=max(warning_days)) else TermStanding.IN_FORCE


def window_of(term: TermFacts | None, on: date, warning_days: Sequence[int]) -> int | None:
    """The narrowest warning a term has reached (180, 90 or 30 days); None before the first and after the end."""
    if term is None:
        return None
    left = (term.last_day(on) - on).days
    reached = [days for days in warning_days if 0 <= left <= days]
    return min(reached) if reached else None


def check_length(level: OrgLevel, term: TermFacts | None, years: Parameter) -> Check:
    """A-R3: three or five years at the base, five elsewhere, and the end is the corresponding day."""
    kind = "base" if level is OrgLevel.BASE else "local"
    allowed = years.value[kind]
    inputs: tuple[tuple[str, str], ...] = (("层级", level.label), ("可选年数", "、".join(map(str, allowed))))
    verdict = Verdict.UNKNOWN
    if term is not None:
        right_end = term_end(term.start_on, term.years)
        verdict = verdict_of(term.years in allowed and term.end_on == right_end)
        inputs += (
            ("本届年数", f"{term.years} 年"),
            ("任期", f"{term.start_on} 至 {term.end_on}"),
            ("按年数应届满", f"{right_end}"),
        )
    return Check(
        "A-R3",
        "任期年数和届满日期",
        verdict,
        f"{LAW}第十六条",
        inputs,
        ParameterUsed.of(years),
        "请登记本届的年数和起止日期" if term is None else "请按批复更正任期年数和起止日期",
    )


def check_relations(category: UnitCategory | None, relations: Iterable[DeclaredRelation]) -> Check:
    """A-R4: no near relative of the enterprise's principal, nor the principal, on the committee."""
    declared = list(relations)
    barred = [r for r in declared if r in (DeclaredRelation.RELATIVE, DeclaredRelation.PRINCIPAL)]
    applies = category is None or category in FOR_PROFIT
    is_met: bool | None = not barred
    if applies and not barred and (not declared or DeclaredRelation.UNDECLARED in declared):
        is_met = None
    return Check(
        "A-R4",
        "企业主要负责人及其近亲属不得作为委员人选",
        verdict_of(is_met if applies else True),
        f"{LAW}第十条",
        (
            ("单位性质", category.label if category else "未登记"),
            ("委员人数", f"{len(declared)} 人"),
            ("属于回避范围", f"{len(barred)} 人"),
            ("未申报关系", f"{declared.count(DeclaredRelation.UNDECLARED)} 人"),
        ),
        None,
        "请调整属于回避范围的委员人选" if barred else "请补报每位委员与企业主要负责人的关系",
    )


@dataclass(frozen=True, slots=True)
class DepartureFacts:
    """How somebody left: votes for a removal, consents to a transfer."""

    role: CommitteeRole
    reason: SeatLeaveReason
    left_on: date | None
    voters_total: int | None = None
    votes_for: int | None = None
    committee_consent_on: date | None = None
    higher_consent_no: str = ""


def check_removals(departures: Iterable[DepartureFacts]) -> Check:
    """A-R5: a chair or vice-chair is removed by more than half of all members or delegates."""
    cases = [d for d in departures if is_protected(d.role) and d.reason is SeatLeaveReason.REMOVAL]
    verdicts = [_removal(case) for case in cases]
    return Check(
        "A-R5",
        "罢免主席、副主席须经全体会员（代表）过半数同意",
        _worst(verdicts),
        f"{LAW}第十八条",
        tuple(
            (
                f"罢免{case.role.label}（{case.left_on or '日期未填'}）",
                f"全体 {_n(case.voters_total)}，同意 {_n(case.votes_for)}",
            )
            for case in cases
        )
        or (("本届罢免", "没有"),),
        None,
        "过半数以全体会员（代表）人数计算，不是到会人数；请核对票数，不足的罢免无效",
    )


def check_transfers(departures: Iterable[DepartureFacts], term_end_on: date | None) -> Check:
    """A-R6: a chair or vice-chair is not transferred mid-term without both consents."""
    cases = [
        d
        for d in departures
        if is_protected(d.role)
        and d.reason is SeatLeaveReason.TRANSFER
        and (term_end_on is None or d.left_on is None or d.left_on < term_end_on)
    ]
    agreed = [case.committee_consent_on is not None and bool(case.higher_consent_no) for case in cases]
    return Check(
        "A-R6",
        "任期内调动主席、副主席须征得本级委员会和上一级工会同意",
        verdict_of(all(agreed)),
        f"{LAW}第十八条",
        tuple(
            (
                f"调动{case.role.label}（{case.left_on or '日期未填'}）",
                f"本级委员会 {case.committee_consent_on or '未同意'}，上一级工会 {case.higher_consent_no or '未同意'}",
            )
            for case in cases
        )
        or (("本届调动", "没有"),),
        None,
        "请补办本级工会委员会和上一级工会的同意手续",
    )


def _removal(case: DepartureFacts) -> Verdict:
    if case.voters_total is None or case.votes_for is None:
        return Verdict.UNKNOWN
    return verdict_of(case.votes_for * 2 > case.voters_total)


def _worst(verdicts: Iterable[Verdict]) -> Verdict:
    found = set(verdicts)
    if Verdict.NOT_MET in found:
        return Verdict.NOT_MET
    return Verdict.UNKNOWN if Verdict.UNKNOWN in found else Verdict.MET


def _n(number: int | None) -> str:
    return "未填" if number is None else f"{number} 人"
