"""Parameter keys of the tests only, declared for the time of one test."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from typing import Any

from backend.kernel.parameters_keys import KEYS, Default, Example, Level, ParameterKey, ParameterKind, as_rate

D = date


def due(value: Any, inputs: Mapping[str, Any]) -> int:
    """What has to be paid at a rate."""
    return int(as_rate(value) * inputs["wages_fen"])


@contextmanager
def declared() -> Iterator[dict[str, ParameterKey]]:
    """Declare three keys and take them back afterwards."""
    known = dict(KEYS)
    ParameterKey(
        "test.days",
        "答复天数",
        ParameterKind.INTEGER,
        "天",
        "几天内答复",
        defaults=(Default(20, "省条例", D(2016, 1, 1)),),
    )
    ParameterKey(
        "test.rate",
        "拨缴比例",
        ParameterKind.RATE,
        "比例",
        "按工资总额",
        examples=(Example({"wages_fen": 100}, 2),),
        compute=due,
    )
    ParameterKey(
        "test.local", "本区标准", ParameterKind.MONEY, "分", "区里规定", levels=frozenset({Level.DISTRICT})
    )
    try:
        yield {key: KEYS[key] for key in KEYS if key.startswith("test.")}
    finally:
        KEYS.clear()
        KEYS.update(known)
