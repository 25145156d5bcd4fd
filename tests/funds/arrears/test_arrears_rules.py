"""Arrears without a store: age, late fee (E-E3), limitation, the way of a case, the words of the papers."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backend.funds.arrears import workflow as w
from backend.funds.arrears.codes import AgeBucket as B
from backend.funds.arrears.codes import ArrearsCaseAction as A
from backend.funds.arrears.codes import ArrearsCaseState as S
from backend.funds.arrears.codes import DunningKind as K
from backend.funds.arrears.codes import LimitationFlag
from backend.funds.arrears.letters import LetterFacts, letter_of
from backend.funds.arrears.parameters import LATE_CAP, LATE_RATE, LIMITATION, PARAMETERS
from backend.funds.arrears.rules import (
    Owed,
    bucket_of,
    capped_late_fee,
    duty_article,
    limitation_article,
    limitation_of,
    order_article,
)
from backend.funds.permissions import P
from backend.kernel.calendar import PeriodUnit, WorkCalendar
from backend.kernel.decisions import Verdict

TODAY = date(2020, 12, 16)
FIVE, HALF, ONCE = Decimal("0.005"), Decimal("0.0005"), Decimal(1)
PLAIN = WorkCalendar()


@pytest.mark.parametrize(
    ("days", "bucket"),
    [
        (-3, None), (0, None), (1, B.UP_TO_30), (30, B.UP_TO_30), (31, B.UP_TO_90), (90, B.UP_TO_90),
        (91, B.UP_TO_180), (180, B.UP_TO_180), (181, B.UP_TO_365), (365, B.UP_TO_365), (366, B.OVER_365),
    ],
)  # fmt: skip
def test_every_day_has_its_bucket(days: int, bucket: B | None) -> None:
    assert bucket_of(days) is bucket


def test_the_last_day_to_pay_is_not_overdue_and_too_much_paid_is_no_arrears() -> None:
    month = Owed("2020-10", date(2020, 11, 16), 650_960, 10_000, 40_960)
    assert month.arrears_fen == 600_000
    assert [month.overdue_days(month.due_on + timedelta(days=n)) for n in (-1, 0, 1, 40)] == [0, 0, 1, 40]
    assert replace(month, paid_fen=700_000).arrears_fen == 0


def test_the_worked_example_of_late_fees() -> None:
    assert capped_late_fee(650_960, 40, FIVE, ONCE).fen == 130_192
    assert capped_late_fee(650_960, 40, HALF, ONCE).fen == 13_019
    assert capped_late_fee(650_960, 200, FIVE, ONCE).fen == 650_960
    over = capped_late_fee(650_960, 300, FIVE, ONCE)
    assert (over.fen, over.uncapped_fen, over.is_capped) == (650_960, 976_440, True)
    assert capped_late_fee(650_960, 300, FIVE, None).fen == 976_440
    assert capped_late_fee(650_960, 2_000, HALF, ONCE) == capped_late_fee(650_960, 2_000, HALF, None)


@settings(max_examples=200, deadline=None)
@given(st.integers(0, 10**12), st.integers(0, 4_000), st.sampled_from([FIVE, HALF, Decimal("0.01")]))
def test_a_late_fee_grows_with_time_and_never_passes_the_principal(
    fen: int, days: int, rate: Decimal
) -> None:
    today, tomorrow = (capped_late_fee(fen, day, rate, ONCE).fen for day in (days, days + 1))
    assert 0 <= today <= tomorrow <= fen


def test_a_late_fee_has_no_default_and_its_parameters_refuse_nonsense() -> None:
    assert LATE_RATE.defaults == () and LATE_CAP.defaults == ()
    assert LATE_RATE.failed_examples("0.005", LATE_RATE.examples) == []
    assert LATE_RATE.failed_examples("0.0005", LATE_RATE.examples) == [0, 1]
    assert LATE_CAP.failed_examples("1", LATE_CAP.examples) == []
    for key, values in ((LATE_RATE, ("0", "-0.1", "0.5")), (LATE_CAP, ("0", "11"))):
        assert [value for value in values if key.refusal(value) is None] == []
    assert all(item.description and item.label for item in PARAMETERS)
    assert LIMITATION.defaults[0].value == {"count": 3, "unit": "year"}


def _limit(*served: date) -> Any:
    return limitation_of(date(2017, 11, 15), served, 3, PeriodUnit.YEAR, PLAIN)


def test_the_limitation_runs_three_years_and_begins_again_with_a_served_paper() -> None:
    plain = _limit()
    assert (plain.since, plain.ends_on, plain.resets) == (
        date(2017, 11, 15),
        date(2020, 11, 16),
        0,
    )  # 15 is a Sunday
    assert _limit(date(2019, 3, 1)).ends_on == date(2022, 3, 1)
    assert _limit(date(2019, 3, 1)).resets == 1
    assert _limit(date(2020, 6, 1), date(2019, 3, 1)).ends_on == date(2023, 6, 1)
    assert _limit(date(2020, 11, 16)).ends_on == date(2023, 11, 16)
    assert _limit(date(2020, 11, 17)) == plain, "too late: it had ended"
    assert _limit(date(2017, 11, 1)) == plain, "before it was owed"


@pytest.mark.parametrize(
    ("on", "flag"),
    [
        (date(2020, 5, 19), LimitationFlag.RUNNING),
        (date(2020, 5, 20), LimitationFlag.SOON),
        (date(2020, 11, 16), LimitationFlag.SOON),
        (date(2020, 11, 17), LimitationFlag.EXPIRED),
    ],
)
def test_the_last_day_of_the_limitation_still_counts(on: date, flag: LimitationFlag) -> None:
    assert _limit().flag(on, 180) is flag


@settings(max_examples=150, deadline=None)
@given(st.lists(st.dates(date(2017, 1, 1), date(2030, 1, 1)), max_size=6), st.randoms())
def test_the_order_in_which_papers_are_told_does_not_matter(days: list[date], rng: Any) -> None:
    shuffled = [*days]
    rng.shuffle(shuffled)
    found = _limit(*days)
    assert found == _limit(*shuffled)
    assert found.since == date(2017, 11, 15) or found.since in days


FORWARD = {
    (S.OPENED, A.REMIND): S.REMINDED,
    (S.REMINDED, A.NOTIFY): S.NOTICED,
    (S.NOTICED, A.PRESS): S.PRESSED,
    (S.PRESSED, A.LAWYER): S.PRESSED,
    (S.PRESSED, A.PROPOSE_ORDER): S.ORDER_PROPOSED,
    (S.ORDER_PROPOSED, A.APPROVE_ORDER): S.ORDER_APPROVED,
    (S.ORDER_PROPOSED, A.RETURN_ORDER): S.PRESSED,
    (S.ORDER_APPROVED, A.ISSUED): S.ORDER_ISSUED,
    (S.ORDER_APPROVED, A.DISMISSED): S.PRESSED,
    (S.ORDER_ISSUED, A.OBJECTED): S.OBJECTED,
    (S.ORDER_ISSUED, A.ENFORCE): S.ENFORCING,
    (S.OBJECTED, A.SUE): S.IN_COURT,
    (S.IN_COURT, A.ENFORCE): S.ENFORCING,
}


def test_the_way_of_a_case_has_exactly_these_steps_and_the_leader_decides_what_others_ask() -> None:
    live = [state for state in S if state not in w.ENDED]
    ends = {(state, A.SETTLE): S.SETTLED for state in live} | {(state, A.CLOSE): S.CLOSED for state in live}
    assert {(step.source, step.action): step.target for step in w.WORKFLOW.steps} == FORWARD | ends
    for step in w.WORKFLOW.steps:
        decides = step.action in (A.APPROVE_ORDER, A.RETURN_ORDER, A.CLOSE)
        assert step.permission == (P.APPROVE if decides else P.CHASE)
        assert bool(step.other_than) == decides
    assert set(w.PAPERS) - w.BY_FORM == {A.APPROVE_ORDER}


def _facts(**changes: Any) -> w.CaseFacts:
    past = w.PaperFacts(date(2020, 10, 9), date(2020, 10, 26), date(2020, 10, 12))
    values: dict[str, Any] = {
        "today": TODAY,
        "arrears_fen": 650_960,
        "papers": {K.REMINDER: past, K.NOTICE: past, K.SECOND: past},
        "order_article": order_article(TODAY),
        "court": "武陵区人民法院",
    }
    return w.CaseFacts(**{**values, **changes})


def _why(source: S, action: A, facts: w.CaseFacts) -> str | None:
    step = w.WORKFLOW.find(source, action.value)
    assert step is not None and step.guard is not None
    return step.guard(None, facts)


def test_a_step_waits_for_the_time_of_the_paper_before_and_for_its_service() -> None:
    ways = (S.REMINDED, A.NOTIFY), (S.NOTICED, A.PRESS), (S.PRESSED, A.PROPOSE_ORDER)
    for way in ways:
        assert _why(*way, _facts()) is None
        assert "没有欠缴" in (_why(*way, _facts(arrears_fen=0)) or "")
        assert "还没有发出" in (_why(*way, _facts(papers={})) or "")
    running = w.PaperFacts(date(2020, 12, 1), TODAY, date(2020, 12, 2))
    for way, kind in zip(ways, (K.REMINDER, K.NOTICE, K.SECOND), strict=True):
        assert "期满的次日" in (_why(*way, _facts(papers={kind: running})) or "")
        unserved = {kind: replace(running, pay_by=date(2020, 12, 10), served_on=None)}
        assert bool(_why(*way, _facts(papers=unserved))) == (kind is not K.REMINDER)


def test_court_steps_keep_their_days() -> None:
    filed = {K.ORDER: w.PaperFacts(date(2020, 11, 1), None, date(2020, 11, 3))}
    assert _why(S.ORDER_APPROVED, A.ISSUED, _facts(papers=filed)) is None
    assert "递交人民法院" in (_why(S.ORDER_APPROVED, A.ISSUED, _facts()) or "")
    last = _facts(objection_by=TODAY)
    assert _why(S.ORDER_ISSUED, A.OBJECTED, last) is None
    assert _why(S.ORDER_ISSUED, A.ENFORCE, last) is not None
    over = _facts(objection_by=TODAY - timedelta(days=1))
    assert _why(S.ORDER_ISSUED, A.OBJECTED, over) is not None
    assert _why(S.ORDER_ISSUED, A.ENFORCE, over) is None
    assert _why(S.ORDER_PROPOSED, A.APPROVE_ORDER, _facts(disputed_fen=650_960)) is not None
    assert _why(S.NOTICED, A.SETTLE, _facts()) is not None
    assert _why(S.NOTICED, A.SETTLE, _facts(arrears_fen=0)) is None


def test_an_application_for_a_payment_order_is_explained_check_by_check() -> None:
    met = {check.code: check.verdict for check in w.order_checks(_facts())}
    assert set(met.values()) == {Verdict.MET} and len(met) == 6
    bad = {
        check.code: check.verdict
        for check in w.order_checks(_facts(papers={}, court="", disputed_fen=650_960, expired_months=2))
    }
    assert bad == {
        "owing": Verdict.MET,
        "served_notice": Verdict.NOT_MET,
        "served_second": Verdict.NOT_MET,
        "undisputed": Verdict.NOT_MET,
        "in_time": Verdict.NOT_MET,
        "court": Verdict.UNKNOWN,
    }
    assert all(check.article and check.inputs and check.fix for check in w.order_checks(_facts()))


def test_articles_are_cited_by_the_version_of_the_law() -> None:
    assert [duty_article(day)[-5:] for day in (date(2021, 12, 31), date(2022, 1, 1))] == [
        "第四十二条",
        "第四十三条",
    ]
    assert [order_article(day)[-5:] for day in (date(2021, 12, 31), date(2022, 1, 1))] == [
        "第四十三条",
        "第四十四条",
    ]
    assert [limitation_article(day)[:5] for day in (date(2020, 12, 31), date(2021, 1, 1))] == [
        "《民法总则",
        "《民法典》",
    ]


LETTER = LetterFacts(
    kind=K.NOTICE, issued_on=TODAY, pay_by=date(2020, 12, 31), payer_name="启明一厂", payer_uscc="91430702MA4L00011F",
    payer_address="青年路1号", sender="武陵区总工会", item="工会经费", channel="税务代收", first_period="2020-08",
    last_period="2020-10", months=3, arrears_fen=650_960, disputed_fen=0, late_fee_fen=None, late_fee_basis="",
    words="陆仟伍佰零玖元陆角整", court="", note="",
)  # fmt: skip


def test_a_demand_names_months_amount_law_and_time() -> None:
    text = "".join((*letter_of(LETTER).paragraphs, letter_of(LETTER).closing))
    for part in (
        "2020年8月至2020年10月",
        "6,509.60 元",
        "第四十二条",
        "第四十三条",
        "2020年12月31日（含当日）",
        "陆仟伍佰零玖元陆角整",
    ):
        assert part in text
    assert "滞纳金" not in text
    reminder = letter_of(replace(LETTER, kind=K.REMINDER, item="工会筹备金", is_reserve=True))
    assert reminder.title == "工会筹备金缴费提示函" and "支付令" not in "".join(reminder.paragraphs)
    fee = letter_of(replace(LETTER, late_fee_fen=130_192, late_fee_basis="某省办法", note="请联系财务部"))
    assert "合计 7,811.52 元" in "".join(fee.paragraphs) and fee.paragraphs[-1] == "请联系财务部"


def test_an_application_asks_the_court_for_the_undisputed_part() -> None:
    order = letter_of(replace(LETTER, kind=K.ORDER, pay_by=None, disputed_fen=50_960, court="武陵区人民法院"))
    text = "".join(order.paragraphs)
    assert (order.title, order.addressee) == ("支付令申请书", "武陵区人民法院")
    assert "给付工会经费 6,000.00 元" in text and "509.60 元双方有争议" in text
