"""Which values may stand side by side: no gap, no overlap, no end without a successor; pure."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date


@dataclass(frozen=True, slots=True)
class Span:
    """A value's place in time, from a day (inclusive) to a day (exclusive, None = open)."""

    ref: str
    valid_from: date
    valid_to: date | None = None

    def covers(self, on: date) -> bool:
        """Whether a day lies in the span."""
        return self.valid_from <= on and (self.valid_to is None or on < self.valid_to)


@dataclass(frozen=True, slots=True)
class Fit:
    """How new values fit: which standing ones end (ref -> day), and what speaks against it."""

    endings: dict[str, date]
    refusals: list[str]


def fit(standing: Sequence[Span], added: Sequence[Span], covered_above: Callable[[date], bool]) -> Fit:
    """Put new values of one key and jurisdiction beside those in force.

    A new value ends an open one that began before it. `standing` no longer holds values that are replaced.
    `covered_above(day)` says whether a higher jurisdiction has a value on that day.
    """
    endings: dict[str, date] = {}
    kept = list(standing)
    for new in added:
        for index, old in enumerate(kept):
            if old.valid_to is None and old.valid_from < new.valid_from:
                endings[old.ref] = new.valid_from
                kept[index] = replace(old, valid_to=new.valid_from)
    return Fit(endings, _refusals(sorted([*kept, *added], key=lambda span: span.valid_from), covered_above))


def _refusals(spans: Sequence[Span], covered_above: Callable[[date], bool]) -> list[str]:
    found = [
        f"{span.valid_from.isoformat()} 起的取值，失效日应晚于生效日"
        for span in spans
        if span.valid_to is not None and span.valid_to <= span.valid_from
    ]
    for before, after in zip(spans, spans[1:], strict=False):
        if before.valid_to is None or before.valid_to > after.valid_from:
            found.append(f"{after.valid_from.isoformat()} 起有两个取值重叠，请改生效日或声明替换哪一个")
        elif before.valid_to < after.valid_from:
            gap = f"{before.valid_to.isoformat()} 至 {after.valid_from.isoformat()}"
            found.append(f"{gap} 之间没有取值，请把日期接上")
    end = spans[-1].valid_to if spans else None
    if end is not None and not covered_above(end):
        found.append(f"{end.isoformat()} 起没有取值，上级也没有，请不填失效日或同时给出之后的取值")
    return found
