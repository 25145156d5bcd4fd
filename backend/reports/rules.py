"""Consistency of figures (pure): parts add up to their total, or the total is not published."""

from collections.abc import Mapping
from dataclasses import dataclass

from backend.kernel.indicators import Indicator


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A total and its parts that do not add up; ``difference`` is parts minus total."""

    code: str
    total: int
    parts: int

    @property
    def difference(self) -> int:
        """How far the parts are from the total."""
        return self.parts - self.total


def contradiction(indicator: Indicator, values: Mapping[str, int]) -> Contradiction | None:
    """What speaks against publishing a figure, or None; ``values`` holds the figure and all its parts."""
    if not indicator.parts:
        return None
    parts = sum(values[part] for part in indicator.parts)
    total = values[indicator.code]
    return None if parts == total else Contradiction(indicator.code, total, parts)
