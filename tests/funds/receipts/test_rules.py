"""Receipts without a store: capitals, numbers without gap, workflows, and the PDF."""

from datetime import date
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backend.funds.codes import FundItem
from backend.funds.receipts import rules
from backend.funds.receipts.capitals import capitals
from backend.funds.receipts.codes import ReceiptBookAction, ReceiptKind, ReceiptState
from backend.funds.receipts.models import FundReceipt
from backend.funds.receipts.pdf import receipt_pdf
from backend.kernel import clock


@pytest.mark.parametrize(
    ("fen", "words"),
    [
        (650_960, "陆仟伍佰零玖元陆角整"),
        (10_000, "壹佰元整"),
        (100_005, "壹仟元零伍分"),
        (123_456, "壹仟贰佰叁拾肆元伍角陆分"),
        (50, "伍角整"),
        (5, "伍分"),
        (1_000_500, "壹万零伍元整"),
        (1_000_000_000_001, "壹佰亿元零壹分"),
        (-260_384, "负贰仟陆佰零叁元捌角肆分"),
        (0, "零元整"),
    ],
)
def test_amounts_in_capitals(fen: int, words: str) -> None:
    assert capitals(fen) == words


@settings(max_examples=60, deadline=None)
@given(st.integers(min_value=1, max_value=10**13))
def test_capitals_end_as_the_convention_asks(fen: int) -> None:
    words = capitals(fen)
    assert words.endswith("分") == (fen % 10 != 0)
    assert words.endswith("整") == (fen % 10 == 0)
    assert "整整" not in words


@settings(max_examples=60, deadline=None)
@given(first=st.integers(1, 10**9), count=st.integers(1, 60), data=st.data())
def test_a_lost_or_doubled_number_is_seen(first: int, count: int, data: st.DataObject) -> None:
    used = list(range(first, first + count))
    assert rules.number_check(used, first, first + count).is_met
    place = data.draw(st.integers(0, count - 1))
    assert not rules.number_check([*used, used[place]], first, first + count).is_met
    assert not rules.number_check(used[:place] + used[place + 1 :], first, first + count).is_met
    assert not rules.number_check([*used, first + count], first, first + count).is_met


def test_runs_of_numbers_do_not_share_one() -> None:
    taken = [(1, 50), (101, 150)]
    assert rules.overlaps(51, 100, taken) is None
    assert rules.overlaps(50, 60, taken) == (1, 50)
    assert rules.overlaps(90, 160, taken) == (101, 150)
    assert rules.number_text(42, 8) == "00000042"
    assert rules.usage(1, 50, 1) == 0 and rules.usage(1, 50, 51) == 10_000 and rules.usage(1, 3, 2) == 3_333


def test_the_workflows_keep_holder_and_settler_apart_and_want_reasons() -> None:
    steps = {step.action: step for step in rules.BOOK_WORKFLOW.steps}
    assert ReceiptBookAction.TAKE in steps[ReceiptBookAction.CLOSE].other_than
    assert all(step.needs_note for step in rules.RECEIPT_WORKFLOW.steps)
    guard = steps[ReceiptBookAction.CLOSE].guard
    assert guard is not None
    assert guard(SimpleNamespace(last_no=50, next_no=51), None) is None
    assert "还有 3 份" in str(guard(SimpleNamespace(last_no=50, next_no=48), None))


def test_a_receipt_is_printed_as_pdf_the_same_each_time() -> None:
    receipt = FundReceipt(
        district_id="430702",
        org_path="430702.001.001.",
        series="湘财通字〔2020〕",
        number=1_200_101,
        number_text="01200101",
        kind=ReceiptKind.NORMAL,
        status=ReceiptState.ISSUED,
        payer_name="常德恒泰商贸有限公司" * 5,
        payer_uscc="91430702MA4L00011F",
        item=FundItem.FUNDS,
        period="2020-10",
        amount_fen=650_960,
        payee_name="常德市武陵区总工会",
        issued_on=date(2020, 12, 16),
        cashier="钱会计",
        recorded_at=clock.real_now(),
    )
    good = receipt_pdf(receipt)
    assert good.startswith(b"%PDF-") and good.rstrip().endswith(b"%%EOF")
    assert b"STSong-Light" in good and receipt_pdf(receipt) == good
    receipt.status = ReceiptState.VOID
    assert receipt_pdf(receipt) != good
