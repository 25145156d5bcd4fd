"""Every figure that any domain publishes, by code."""

from collections.abc import Iterable, Sequence
from typing import Protocol

from backend.kernel.errors import NotFound
from backend.kernel.indicators import Indicator

_INDICATORS: dict[str, Indicator] = {}


class HasIndicators(Protocol):
    """A domain as the registry sees it."""

    @property
    def indicators(self) -> Sequence[Indicator]: ...


def collect(modules: Iterable[HasIndicators]) -> dict[str, Indicator]:
    """The figures of the domains by code.

    Raises ValueError when two figures share a code or a figure names parts that nobody publishes.
    """
    found: dict[str, Indicator] = {}
    for module in modules:
        for indicator in module.indicators:
            if indicator.code in found:
                raise ValueError(f"two indicators are called {indicator.code}")
            found[indicator.code] = indicator
    for indicator in found.values():
        unknown = [part for part in indicator.parts if part not in found]
        if unknown:
            raise ValueError(f"{indicator.code} names unknown parts {unknown}")
    return found


def publish(modules: Iterable[HasIndicators]) -> None:
    """Take over the figures of the one list of modules (called when that list is read)."""
    found = collect(modules)
    _INDICATORS.clear()
    _INDICATORS.update(found)


def every() -> list[Indicator]:
    """All figures, in the order of the modules."""
    return list(_INDICATORS.values())


def get(code: str) -> Indicator:
    """One figure.

    Raises NotFound.
    """
    found = _INDICATORS.get(code)
    if found is None:
        raise NotFound()
    return found
