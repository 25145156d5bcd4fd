"""The registry and the rule that parts add up to their total (pure)."""

from types import SimpleNamespace
from typing import Any

import pytest

from backend.kernel.indicators import Indicator, IndicatorKind
from backend.reports import registry
from backend.reports.rules import contradiction


def _figure(code: str, *parts: str) -> Indicator:
    def rows(_actor: Any, _as_of: Any) -> Any:
        raise AssertionError("not counted here")

    return Indicator(code, code, code, "家", IndicatorKind.STOCK, rows, parts=parts)


def _module(*figures: Indicator) -> Any:
    return SimpleNamespace(indicators=figures)


def test_parts_that_contradict_the_total_are_refused_with_the_difference():
    """T17: 126 + 11 + 837 against 734."""
    total = _figure("unions", "public", "state", "other")
    found = contradiction(total, {"unions": 734, "public": 126, "state": 11, "other": 837})
    assert found is not None and (found.total, found.parts, found.difference) == (734, 974, 240)
    assert contradiction(total, {"unions": 734, "public": 126, "state": 11, "other": 597}) is None


def test_a_figure_without_parts_contradicts_nothing():
    assert contradiction(_figure("members"), {"members": 5}) is None


def test_two_figures_of_one_name_are_refused():
    with pytest.raises(ValueError, match="unions"):
        registry.collect([_module(_figure("unions")), _module(_figure("unions"))])


def test_a_figure_with_unknown_parts_is_refused():
    with pytest.raises(ValueError, match="public"):
        registry.collect([_module(_figure("unions", "public"))])


def test_figures_keep_the_order_of_the_modules():
    found = registry.collect([_module(_figure("b"), _figure("a")), _module(_figure("c"))])
    assert list(found) == ["b", "a", "c"]
