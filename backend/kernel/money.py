"""Money as integer fen: one rounding, splits that add up, typed amounts in, words out."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from backend.kernel.findings import Checked, refused
from backend.kernel.text import compact_code

#: Largest amount of one value (100 trillion yuan); the sum of nine hundred of them still fits into BIGINT.
MAX_FEN = 10**16
FEN_PER_YUAN = 100
FEN_PER_WAN = 1_000_000
MAX_TYPED = 40

_UNITS = {"": FEN_PER_YUAN, "元": FEN_PER_YUAN, "万": FEN_PER_WAN, "万元": FEN_PER_WAN}
_UNITS |= {"亿": FEN_PER_WAN * 10_000, "亿元": FEN_PER_WAN * 10_000, "分": 1}
_AMOUNT = re.compile(
    r"(?P<sign>[-−]?)[¥￥]?(?P<whole>\d{1,3}(?:,\d{3})+|\d+)(?:\.(?P<part>\d+))?(?P<unit>[^\d.,]*)", re.ASCII
)


def round_half_up(numerator: int, denominator: int) -> int:
    """The fraction rounded once to a whole number, halves away from zero (四舍五入), exactly.

    A reversed amount rounds to the reversed result. Raises ZeroDivisionError for a zero denominator.
    """
    if denominator < 0:
        numerator, denominator = -numerator, -denominator
    magnitude = (2 * abs(numerator) + denominator) // (2 * denominator)
    return magnitude if numerator >= 0 else -magnitude


def share_of(amount_fen: int, rate: Decimal) -> int:
    """`amount_fen` times a decimal rate such as Decimal("0.02"), in fen, rounded once at the end.

    Raises TypeError for a float rate: it would already be inexact.
    """
    if not isinstance(rate, Decimal):
        raise TypeError("a rate is a Decimal")
    numerator, denominator = rate.as_integer_ratio()
    return round_half_up(amount_fen * numerator, denominator)


def split(total_fen: int, weights: Sequence[int]) -> list[int]:
    """Parts in proportion to whole-number weights that add up to the total exactly (largest remainder).

    Of equal remainders the earlier part gets the fen, so the result never depends on anything but the input.
    Raises ValueError without a positive weight or with a negative one.
    """
    whole = sum(weights)
    if whole <= 0 or min(weights) < 0:
        raise ValueError("weights are not negative and at least one is positive")
    sign, total = (-1, -total_fen) if total_fen < 0 else (1, total_fen)
    parts = [total * weight // whole for weight in weights]
    by_remainder = sorted(range(len(weights)), key=lambda index: (-(total * weights[index] % whole), index))
    for index in by_remainder[: total - sum(parts)]:
        parts[index] += 1
    return [sign * part for part in parts]


def fen_of(yuan: Decimal) -> int:
    """Fen of an exact decimal amount in yuan, rounded half up."""
    numerator, denominator = yuan.as_integer_ratio()
    return round_half_up(numerator * FEN_PER_YUAN, denominator)


def yuan_of(fen: int) -> Decimal:
    """The amount in yuan as an exact decimal with two places, for workbooks."""
    return Decimal(fen).scaleb(-2)


def format_yuan(fen: int) -> str:
    """`1,234.50`: yuan with thousands separators and two places, no unit."""
    whole, part = divmod(abs(fen), FEN_PER_YUAN)
    return f"{'-' if fen < 0 else ''}{whole:,}.{part:02d}"


def format_wan(fen: int, places: int = 2) -> str:
    """`2,222.74`: ten thousand yuan with the given places, rounded half up, no unit."""
    scale = 10**places
    rounded = round_half_up(fen * scale, FEN_PER_WAN)
    return f"{Decimal(rounded) / scale:,.{places}f}"


def parse_amount(value: str | int | float | Decimal | None) -> Checked[int]:
    """Fen of an amount as typed or as read from a cell.

    Text: `1,234.50`, full-width digits, ￥ or 元, 万/万元, 亿/亿元, 分, a leading minus. Numbers are yuan; the noise in
    the 16th digit of a binary number is taken away as spreadsheets do.
    Errors: missing, amount_format, amount_comma, amount_too_fine (below one fen), amount_too_large.
    """
    if isinstance(value, bool):
        return _not_an_amount()
    if isinstance(value, int | float | Decimal):
        return _amount_of_number(value)
    text = compact_code(value or "")
    if not text:
        return refused("missing", "没有填写金额", "请填写金额，没有发生额填0")
    found = _AMOUNT.fullmatch(text) if len(text) <= MAX_TYPED else None
    if found is None or found["unit"] not in _UNITS:
        if "," in text and re.fullmatch(r"[-−]?[¥￥]?[\d,]+(\.\d+)?[^\d.,]*", text, re.ASCII):
            return refused("amount_comma", "金额里逗号的位置不对", "每三位一个逗号，或不写逗号")
        return _not_an_amount()
    number = Decimal(f"{found['whole'].replace(',', '')}.{found['part'] or '0'}")
    return _exact_fen(-number if found["sign"] else number, _UNITS[found["unit"]])


def _amount_of_number(value: int | float | Decimal) -> Checked[int]:
    number = Decimal(f"{value:.15g}") if isinstance(value, float) else Decimal(value)
    return _exact_fen(number, FEN_PER_YUAN) if number.is_finite() else _not_an_amount()


def _exact_fen(number: Decimal, unit_fen: int) -> Checked[int]:
    if abs(number) * unit_fen > MAX_FEN:
        return refused("amount_too_large", "金额过大", "请核对是否多写了零或单位选错")
    numerator, denominator = number.as_integer_ratio()
    fen, rest = divmod(numerator * unit_fen, denominator)
    if rest:
        return refused("amount_too_fine", "金额精确到分，小数位太多", "请四舍五入到分（元后两位小数）")
    return Checked(fen)


def _not_an_amount() -> Checked[int]:
    return refused("amount_format", "看不懂这个金额", "请填写数字，例如 1234.50")


@dataclass(frozen=True, slots=True)
class Ratio:
    """A ratio kept as what it was made of (domain rule X7)."""

    numerator: int
    denominator: int
    as_of: date

    @property
    def basis_points(self) -> int | None:
        """Hundredths of a per cent, half up; None when there is nothing to divide by."""
        return round_half_up(self.numerator * 10_000, self.denominator) if self.denominator else None

    @property
    def display(self) -> str:
        """`83.88%`, or `—` when there is nothing to divide by."""
        points = self.basis_points
        return "—" if points is None else f"{Decimal(points).scaleb(-2):.2f}%"
