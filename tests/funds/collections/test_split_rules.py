"""How an amount is split, without a database."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backend.funds.codes import CollectionChannel, FundCoverage, FundItem, SplitLevel
from backend.funds.collections.parameters import PARAMETERS
from backend.funds.collections.rules import (
    SplitShare,
    parts_of,
    payment_key,
    shares_of,
    sides_of_payment,
    table_key,
    table_refusal,
)
from backend.funds.ledger import chart
from backend.funds.ledger.rules import check_sides
from backend.kernel.money import MAX_FEN, split

TABLES = {key.key: key.defaults[0].value for key in PARAMETERS}
FULL = shares_of(TABLES["fund.split_funds_full"])
UPPER = shares_of(TABLES["fund.split_funds_upper"])


def amounts(total: int, shares: list[SplitShare]) -> list[int]:
    return [part.amount_fen for part in parts_of(total, shares)]


def test_example_e1_base_and_upward_share() -> None:
    assert amounts(650_960, FULL) == [390_576, 130_192, 65_096, 32_548, 32_548]
    assert sum(amounts(650_960, FULL)[1:]) == 260_384
    assert amounts(260_384, UPPER) == [130_192, 65_096, 32_548, 32_548]


def test_example_e2_not_a_fen_too_many() -> None:
    assert sum(amounts(3_333, FULL)) == 3_333
    assert amounts(3_333, FULL)[:3] == [2_000, 666, 333]


def test_every_item_and_coverage_has_a_table_whose_examples_hold() -> None:
    keys = {table_key(item, coverage) for item in FundItem for coverage in FundCoverage}
    assert keys == TABLES.keys()
    for key in PARAMETERS:
        assert key.refusal(key.defaults[0].value) is None
        assert key.failed_examples(key.defaults[0].value, key.examples) == []
        assert key.examples


@pytest.mark.parametrize(
    ("table", "words"),
    [
        ([], "1 到 11 行"),
        ({"base": 6000}, "1 到 11 行"),
        ([{"level": "base", "ratio": 9_999}], "现为 99.99%"),
        ([{"level": "base", "ratio": "10000"}], "整数比例"),
        ([{"level": "base", "ratio": True}], "整数比例"),
        ([{"level": "village", "ratio": 10_000}], "不认识的级次"),
        ([{"ratio": 10_000}], "不认识的级次"),
        ([{"level": "base", "ratio": 5_000}, {"level": "base", "ratio": 5_000}], "出现了两次"),
        ([{"level": "base", "ratio": 11_000}, {"level": "city", "ratio": -1_000}], "不能为负"),
    ],
)
def test_what_is_no_split_table_is_said_in_words(table: object, words: str) -> None:
    assert words in str(table_refusal(table))


def test_a_level_without_an_account_of_its_own_goes_to_the_standard_one() -> None:
    [share] = shares_of([{"level": "city", "ratio": 10_000}])
    assert share == SplitShare(SplitLevel.CITY, 10_000, chart.DUE_CITY, "")
    assert set(chart.OF_LEVEL) == set(SplitLevel)
    assert set(chart.OF_LEVEL.values()) | set(chart.BANK.values()) <= chart.STANDARD.keys()


def test_a_hundred_thousand_splits_sum_to_the_whole() -> None:
    rng = random.Random(2020)
    for _ in range(100_000):
        weights = [rng.randrange(10_000) for _ in range(rng.randrange(1, 12))]
        weights[0] += 1
        total = rng.randrange(-(10**12), 10**12)
        assert sum(split(total, weights)) == total


RATIOS = st.lists(st.integers(1, 10_000), min_size=1, max_size=11)


@settings(max_examples=300)
@given(st.integers(1, MAX_FEN), RATIOS)
def test_parts_are_the_whole_and_each_is_less_than_a_fen_off(total: int, ratios: list[int]) -> None:
    shares = [SplitShare(level, ratio, "1") for level, ratio in zip(SplitLevel, ratios, strict=False)]
    whole = sum(share.ratio for share in shares)
    parts = parts_of(total, shares)
    assert sum(part.amount_fen for part in parts) == total
    assert all(abs(part.amount_fen * whole - total * part.share.ratio) < whole for part in parts)
    assert [-part.amount_fen for part in parts_of(-total, shares)] == [part.amount_fen for part in parts]
    sides = sides_of_payment(CollectionChannel.TAX, parts, None)
    assert len(sides) < 2 or check_sides(sides) == []


def test_the_same_paper_is_the_same_payment() -> None:
    tax, direct = CollectionChannel.TAX, CollectionChannel.DIRECT
    assert payment_key(tax, "343", ("a",), 0) == payment_key(tax, "343", ("b",), 0)
    assert payment_key(tax, "343", ("a",), 0) != payment_key(direct, "343", ("a",), 0)
    assert payment_key(tax, "", ("a", 1), 0) != payment_key(tax, "", ("a", 2), 0)
    assert payment_key(tax, "343", (), 1) != payment_key(tax, "343", (), 0)
    assert len(payment_key(tax, "3" * 200, (), 12)) <= 120
