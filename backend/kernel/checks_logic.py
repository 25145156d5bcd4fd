"""JsonLogic with one meaning on both sides: what json-logic-js answers in the browser, this answers on the server.

Allowed: var, missing, ===, !==, <, <=, >, >=, +, -, *, /, %, min, max, and, or, !, !!, if, in, some, all, none over
numbers, text, flags and null. Everything else is refused when a declaration is loaded, above all ``==`` and ``!=``
(their coercions surprise) and anything that reaches outside the data. As in JavaScript, ``+`` and ``*`` turn an empty
value into NaN, ``-`` and comparisons turn it into 0; NaN is false and compares as false.
"""

import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from json_logic.apply import apply as json_logic  # type: ignore[import-untyped]

NAN = math.nan
MAX_DEPTH = 32
_EXACT = 2**53
_PATH = re.compile(r"[a-z0-9_]+(\.[a-z0-9_]+)*")
_NUMBER = re.compile(r"[+-]?(Infinity|(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?)", re.ASCII)
_WHOLE_NUMBER = re.compile(r"0[xX][0-9a-fA-F]+|0[oO][0-7]+|0[bB][01]+", re.ASCII)
_BLANK = " \t\n\r\v\f\xa0\ufeff\u2028\u2029"

#: operator -> (least, most) operands; None = any number
OPERATORS: Mapping[str, tuple[int, int | None]] = {
    "var": (1, 2),
    "missing": (1, None),
    "===": (2, 2),
    "!==": (2, 2),
    "<": (2, 3),
    "<=": (2, 3),
    ">": (2, 2),
    ">=": (2, 2),
    "+": (1, None),
    "-": (1, 2),
    "*": (2, None),
    "/": (2, 2),
    "%": (2, 2),
    "min": (1, None),
    "max": (1, None),
    "and": (1, None),
    "or": (1, None),
    "!": (1, 1),
    "!!": (1, 1),
    "if": (1, None),
    "in": (2, 2),
    "some": (2, 2),
    "all": (2, 2),
    "none": (2, 2),
}


class LogicError(ValueError):
    """A declaration that does not mean the same in Python and JavaScript, with the place in it."""


@dataclass(frozen=True)
class Rule:
    """A checked declaration; ``uses`` are the paths of the data it reads."""

    logic: Any
    uses: frozenset[str]


def load(logic: Any) -> Rule:
    """Check a declaration once, when the program starts.

    Raises LogicError for an operator, an operand or a path outside the common subset.
    """
    return Rule(logic, frozenset(_walk(logic, "rule", 0)))


def evaluate(rule: Rule, data: Any) -> Any:
    """What the rule answers for some data: a number, text, flag, null or a list of missing paths."""
    return json_logic(rule.logic, data, _OPERATIONS)


def holds(rule: Rule, data: Any) -> bool:
    """Whether the answer is true in the sense of JsonLogic (0, empty text, null, NaN and [] are not)."""
    return truthy(evaluate(rule, data))


def truthy(value: Any) -> bool:
    """Truth as JsonLogic defines it for both languages."""
    return not (value is None or value in (0, "", []) or value != value)


def _walk(logic: Any, at: str, depth: int) -> Iterator[str]:
    if depth > MAX_DEPTH:
        raise LogicError(f"{at}: nested too deeply")
    if isinstance(logic, list):
        for index, item in enumerate(logic):
            yield from _walk(item, f"{at}.{index}", depth + 1)
    elif isinstance(logic, dict):
        yield from _operation(logic, at, depth)
    elif isinstance(logic, int | float) and not abs(logic) <= _EXACT:
        raise LogicError(f"{at}: a number that JavaScript does not hold exactly")
    elif not isinstance(logic, str | int | float | None):
        raise LogicError(f"{at}: {type(logic).__name__} is not JSON")


def _operation(logic: dict[str, Any], at: str, depth: int) -> Iterator[str]:
    if len(logic) != 1:
        raise LogicError(f"{at}: an operation has exactly one operator")
    operator, given = next(iter(logic.items()))
    if operator not in OPERATORS:
        raise LogicError(f"{at}: operator {operator!r} is not in the common subset")
    operands = given if isinstance(given, list) else [given]
    least, most = OPERATORS[operator]
    if len(operands) < least or (most is not None and len(operands) > most):
        raise LogicError(f"{at}: {operator!r} takes {least} to {most or 'any number of'} operands")
    if operator in ("var", "missing"):
        yield from _paths(operator, operands, at)
        return
    for index, item in enumerate(operands):
        yield from _walk(item, f"{at}.{operator}.{index}", depth + 1)


def _paths(operator: str, operands: list[Any], at: str) -> Iterator[str]:
    paths = operands[:1] if operator == "var" else operands
    for path in paths:
        named = isinstance(path, str) and (path == "" or _PATH.fullmatch(path))
        if not named or any(part.startswith("__") or part == "constructor" for part in path.split(".")):
            raise LogicError(f"{at}: {operator!r} names its data by a fixed path of small letters")
        yield path
    if operator == "var" and len(operands) == 2 and isinstance(operands[1], dict | list):
        raise LogicError(f"{at}: the default of 'var' is a plain value")


def _var(data: Any, path: str = "", default: Any = None) -> Any:
    """Only an absent value takes the default; a present null stays null."""
    if path == "":
        return data
    for part in path.split("."):
        if isinstance(data, dict) and part in data:
            data = data[part]
        elif isinstance(data, list) and part.isdigit() and str(int(part)) == part and int(part) < len(data):
            data = data[int(part)]
        elif isinstance(data, list) and part == "length":
            data = len(data)
        else:
            return default
    return data


def _missing(data: Any, *paths: str) -> list[str]:
    return [path for path in paths if _var(data, path) in (None, "") and not _is_flag(_var(data, path))]


def _is_flag(value: Any) -> bool:
    return isinstance(value, bool)


def _number(value: Any) -> float:
    """JavaScript's Number()."""
    if value is None:
        return 0
    if isinstance(value, int | float):
        return int(value) if isinstance(value, bool) else value
    if not isinstance(value, str):
        return NAN
    text = value.strip(_BLANK)
    if text == "":
        return 0
    if _WHOLE_NUMBER.fullmatch(text):
        return int(text, 0)
    return _decimal(text) if _NUMBER.fullmatch(text) else NAN


def _leading_number(value: Any) -> float:
    """JavaScript's parseFloat()."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return value
    found = _NUMBER.match(value.lstrip(_BLANK)) if isinstance(value, str) else None
    return _decimal(found[0]) if found else NAN


def _decimal(text: str) -> float:
    return float(text.replace("Infinity", "inf"))


def _double(value: float) -> float:
    """A whole number beyond 2^53 as JavaScript holds it."""
    return float(value) if isinstance(value, int) and abs(value) > _EXACT else value


def _add(_data: Any, *values: Any) -> float:
    total: float = 0
    for value in values:
        total = _double(total + _leading_number(value))
    return total


def _multiply(_data: Any, *values: Any) -> float:
    product: float = 1
    for value in values:
        product = _double(product * _leading_number(value))
    return product


def _subtract(_data: Any, *values: Any) -> float:
    if len(values) == 1:
        return -_number(values[0])
    return _double(_number(values[0]) - _number(values[1]))


def _divide(_data: Any, left: Any, right: Any) -> float:
    above, below = _number(left), _number(right)
    if below != 0:
        return above / below
    negative = math.copysign(1, above) != math.copysign(1, below)
    return NAN if above == 0 or math.isnan(above) else -math.inf if negative else math.inf


def _remainder(_data: Any, left: Any, right: Any) -> float:
    above, below = _number(left), _number(right)
    if below == 0 or math.isinf(above) or math.isnan(above) or math.isnan(below):
        return NAN
    if isinstance(above, int) and isinstance(below, int):
        rest = abs(above) % abs(below)
        return rest if above >= 0 else -rest
    return math.fmod(above, below)


def _extreme(values: tuple[Any, ...], *, largest: bool) -> float:
    numbers = [_number(value) for value in values]
    if any(math.isnan(number) for number in numbers):
        return NAN
    return max(numbers) if largest else min(numbers)


def _same(left: Any, right: Any) -> bool:
    if isinstance(left, list | dict) or isinstance(right, list | dict):
        return left is right
    return isinstance(left, bool) == isinstance(right, bool) and bool(left == right)


def _order(left: Any, right: Any) -> int | None:
    """-1, 0 or 1; None when the two cannot be compared (NaN)."""
    if isinstance(left, str) and isinstance(right, str):
        first, second = left.encode("utf-16-be", "surrogatepass"), right.encode("utf-16-be", "surrogatepass")
        return (first > second) - (first < second)
    above, below = _number(left), _number(right)
    return None if math.isnan(above) or math.isnan(below) else (above > below) - (above < below)


def _less(_data: Any, *values: Any) -> bool:
    return all(_order(left, right) == -1 for left, right in zip(values, values[1:], strict=False))


def _at_most(_data: Any, *values: Any) -> bool:
    return all(_order(left, right) in (-1, 0) for left, right in zip(values, values[1:], strict=False))


def _contains(_data: Any, needle: Any, hay: Any) -> bool:
    if isinstance(hay, str):
        return isinstance(needle, str) and hay != "" and needle in hay
    return isinstance(hay, list) and any(_same(needle, item) for item in hay)


_OPERATIONS: dict[str, Any] = {
    "var": _var,
    "missing": _missing,
    "===": lambda _data, left, right: _same(left, right),
    "!==": lambda _data, left, right: not _same(left, right),
    "<": _less,
    "<=": _at_most,
    ">": lambda _data, left, right: _order(left, right) == 1,
    ">=": lambda _data, left, right: _order(left, right) in (0, 1),
    "+": _add,
    "-": _subtract,
    "*": _multiply,
    "/": _divide,
    "%": _remainder,
    "min": lambda _data, *values: _extreme(values, largest=False),
    "max": lambda _data, *values: _extreme(values, largest=True),
    "!": lambda _data, value: not truthy(value),
    "!!": lambda _data, value: truthy(value),
    "in": _contains,
}
