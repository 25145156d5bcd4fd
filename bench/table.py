"""One line of the table of measurements, and the printing of it."""

import sys
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

import structlog

from backend.kernel import logs


@dataclass(frozen=True)
class Line:
    """A workload with its figure; ``limit`` is what the figure may be at most (or at least)."""

    workload: str
    figure: float
    unit: str = ""
    limit: float | None = None
    at_least: bool = False
    remark: str = ""

    @property
    def is_kept(self) -> bool:
        """Whether the aim, if there is one, is reached."""
        if self.limit is None:
            return True
        return self.figure >= self.limit if self.at_least else self.figure <= self.limit

    @property
    def aim(self) -> str:
        """The aim as text."""
        return "" if self.limit is None else f"{'>=' if self.at_least else '<='} {self.limit:g}"


def write_logs_nowhere() -> None:
    """An application in this process logs as usual, but not into the table."""
    logs.configure()
    structlog.configure(logger_factory=structlog.ReturnLoggerFactory())


def show(lines: Sequence[Line]) -> None:
    """Print the lines as they are known."""
    for line in lines:
        figure = f"{line.figure:.3g}" if line.figure < 100 else f"{line.figure:.0f}"
        verdict = "" if line.limit is None else "kept" if line.is_kept else "MISSED"
        pad = " " * max(1, 52 - _width(line.workload))
        sys.stdout.write(
            f"{line.workload}{pad}{figure:>8} {line.unit:<6}{line.aim:<9}{verdict:<7}{line.remark}\n"
        )
    sys.stdout.flush()


def status(lines: Sequence[Line]) -> int:
    """The exit status: 1 when an aim is missed."""
    return 0 if all(line.is_kept for line in lines) else 1


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(mark) in "WF" else 1 for mark in text)
