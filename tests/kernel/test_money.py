"""Money: one rounding, splits that add up to the fen, amounts as people type them."""

from datetime import date
from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.kernel.money import (
    MAX_FEN,
    Ratio,
    fen_of,
    format_wan,
    format_yuan,
    parse_amount,
    round_half_up,
    share_of,
    split,
    yuan_of,
)

FEN = st.integers(-MAX_FEN, MAX_FEN)


@pytest.mark.parametrize(
    ("numerator", "denominator", "rounded"),
    [
        (5, 2, 3),
        (-5, 2, -3),
        (4, 2, 2),
        (49, 100, 0),
        (50, 100, 1),
        (-50, 100, -1),
        (-49, 100, 0),
        (5, -2, -3),
        (0, 7, 0),
    ],
)
def test_halves_go_away_from_zero(numerator: int, denominator: int, rounded: int) -> None:
    assert round_half_up(numerator, denominator) == rounded


def test_nothing_is_divided_by_zero() -> None:
    with pytest.raises(ZeroDivisionError):
        round_half_up(1, 0)


@given(FEN, st.integers(1, 10**9))
def test_rounding_agrees_with_exact_decimals(numerator: int, denominator: int) -> None:
    off_by = abs(round_half_up(numerator, denominator) * denominator - numerator)
    assert 2 * off_by <= denominator
    assert round_half_up(-numerator, denominator) == -round_half_up(numerator, denominator)


def test_a_share_is_rounded_once_and_never_taken_from_a_float() -> None:
    assert share_of(123_45, Decimal("0.02")) == 247
    assert share_of(25, Decimal("0.02")) == 1
    assert share_of(-25, Decimal("0.02")) == -1
    with pytest.raises(TypeError):
        share_of(100, 0.02)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("total", "weights", "parts"),
    [
        (100, [1, 1, 1], [34, 33, 33]),
        (101, [1, 1, 1], [34, 34, 33]),
        (-100, [1, 1, 1], [-34, -33, -33]),
        (10, [0, 1, 0], [0, 10, 0]),
        (1, [1, 1], [1, 0]),
        (100, [60, 35, 5], [60, 35, 5]),
        (7, [50, 30, 20], [4, 2, 1]),
        (0, [3, 4], [0, 0]),
        (99, [1], [99]),
    ],
)
def test_a_split_adds_up_and_ties_go_to_the_earlier_part(
    total: int, weights: list[int], parts: list[int]
) -> None:
    assert split(total, weights) == parts


@pytest.mark.parametrize("weights", [[], [0], [0, 0], [-1, 2], [3, -1]])
def test_a_split_needs_weights(weights: list[int]) -> None:
    with pytest.raises(ValueError):
        split(100, weights)


@given(FEN, st.lists(st.integers(0, 10**6), min_size=1, max_size=20).filter(any))
def test_every_part_is_within_one_fen_of_its_exact_share(total: int, weights: list[int]) -> None:
    parts = split(total, weights)
    whole = sum(weights)
    assert sum(parts) == total
    assert all(
        abs(part * whole - total * weight) < whole for part, weight in zip(parts, weights, strict=True)
    )
    assert split(-total, weights) == [-part for part in parts]


@pytest.mark.parametrize(
    ("fen", "text"),
    [
        (0, "0.00"),
        (5, "0.05"),
        (-5, "-0.05"),
        (123_450, "1,234.50"),
        (-123_456_789, "-1,234,567.89"),
        (99, "0.99"),
    ],
)
def test_yuan_are_written_with_separators(fen: int, text: str) -> None:
    assert format_yuan(fen) == text


@pytest.mark.parametrize(
    ("fen", "places", "text"),
    [
        (2_222_740_000, 2, "2,222.74"),
        (5_000, 2, "0.01"),
        (4_999, 2, "0.00"),
        (-5_000, 2, "-0.01"),
        (123_456_789, 0, "123"),
        (123_500_000, 0, "124"),
        (123_456_789, 4, "123.4568"),
    ],
)
def test_ten_thousands_are_rounded_half_up(fen: int, places: int, text: str) -> None:
    assert format_wan(fen, places) == text


@pytest.mark.parametrize(
    ("typed", "fen"),
    [
        ("1,234.50", 123_450),
        ("１２３", 12_300),
        ("１，２３４．５０", 123_450),
        ("12.3万", 12_300_000),
        ("12.3 万元", 12_300_000),
        ("1.2亿元", 12_000_000_000),
        ("￥1,234.5元", 123_450),
        ("¥0.01", 1),
        ("5分", 5),
        ("-5", -500),
        ("−5", -500),
        ("0", 0),
        ("0.00", 0),
        ("007", 700),
        ("1.10", 110),
        ("1.100", 110),
        ("0.0001万", 100),
        ("1234567.89", 123_456_789),
        (12, 1_200),
        (12.34, 1_234),
        (0.1 + 0.2, 30),
        (1234567.89, 123_456_789),
        (Decimal("12.34"), 1_234),
        ("100000000000000", MAX_FEN),
    ],
)
def test_amounts_are_understood_as_people_type_them(typed: str | int | float | Decimal, fen: int) -> None:
    assert parse_amount(typed).value == fen
    assert parse_amount(typed).findings == ()


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        (None, "missing"),
        ("", "missing"),
        ("  ", "missing"),
        ("1,23", "amount_comma"),
        ("12,34.5", "amount_comma"),
        (",123", "amount_comma"),
        ("1,2345", "amount_comma"),
        ("0.005", "amount_too_fine"),
        (0.005, "amount_too_fine"),
        ("0.0000001万", "amount_too_fine"),
        ("0.5分", "amount_too_fine"),
        ("100000000000000.01", "amount_too_large"),
        (1e300, "amount_too_large"),
        (10**30, "amount_too_large"),
        ("1e5", "amount_format"),
        ("abc", "amount_format"),
        ("5 美元", "amount_format"),
        ("5.", "amount_format"),
        (".5", "amount_format"),
        ("--5", "amount_format"),
        ("=1+1", "amount_format"),
        ("1.2.3", "amount_format"),
        ("9" * 100_000, "amount_format"),
        ("٣", "amount_format"),
        (True, "amount_format"),
        (float("nan"), "amount_format"),
        (float("inf"), "amount_format"),
        (Decimal("NaN"), "amount_format"),
    ],
)
def test_what_is_no_amount_says_why(typed: str | int | float | Decimal | None, code: str) -> None:
    checked = parse_amount(typed)
    assert checked.value is None
    assert [found.code for found in checked.errors] == [code]
    assert checked.errors[0].fix


@given(FEN)
def test_what_is_written_is_read_back(fen: int) -> None:
    assert parse_amount(format_yuan(fen)).value == fen
    assert parse_amount(str(yuan_of(fen))).value == fen
    assert fen_of(yuan_of(fen)) == fen


@given(st.text(max_size=50))
def test_no_text_breaks_the_reader(typed: str) -> None:
    checked = parse_amount(typed)
    assert (checked.value is None) == bool(checked.errors)


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**9), max_value=10**9, places=5))
def test_decimals_become_fen_half_up(yuan: Decimal) -> None:
    assert fen_of(yuan) == int(yuan.quantize(Decimal("0.01"), ROUND_HALF_UP).scaleb(2))


@pytest.mark.parametrize(
    ("numerator", "denominator", "shown"),
    [
        (222_274, 265_000, "83.88%"),
        (154, 173, "89.02%"),
        (1, 3, "33.33%"),
        (2, 3, "66.67%"),
        (1, 1, "100.00%"),
        (0, 5, "0.00%"),
        (3, 2, "150.00%"),
        (-1, 3, "-33.33%"),
        (1, 20_000, "0.01%"),
        (1, 20_001, "0.00%"),
        (0, 0, "—"),
        (5, 0, "—"),
    ],
)
def test_a_ratio_keeps_its_parts_and_shows_two_places(numerator: int, denominator: int, shown: str) -> None:
    ratio = Ratio(numerator, denominator, date(2020, 11, 30))
    assert ratio.display == shown
    assert (ratio.numerator, ratio.denominator, ratio.as_of) == (numerator, denominator, date(2020, 11, 30))
    assert (ratio.basis_points is None) == (denominator == 0)
