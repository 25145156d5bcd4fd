"""What crosses the wire about figures and the board."""

from datetime import date, datetime

from backend.kernel.indicators import IndicatorKind, TreeOf
from backend.kernel.paging import Page
from backend.kernel.wire import WireOut


class IndicatorRow(WireOut):
    """One figure's definition."""

    code: str
    name: str
    definition: str
    unit: str
    kind: IndicatorKind
    parts: list[str]


class IndicatorList(WireOut):
    """Every figure that is published."""

    items: list[IndicatorRow]


class PartOut(WireOut):
    """One part of a total."""

    code: str
    name: str
    value: int


class ContradictionOut(WireOut):
    """Why a figure is not published: its parts do not add up to it."""

    total: int
    parts: int
    difference: int


class FigureOut(WireOut):
    """One figure as of a date.

    ``value`` is null when the parts contradict the total; for ratios it is in 1/100 % with numerator and denominator.
    ``rows`` is the API path of the rows behind it.
    """

    code: str
    name: str
    definition: str
    unit: str
    #: the amounts (of a ratio: numerator and denominator) are fen
    is_money: bool
    kind: IndicatorKind
    as_of: date
    start: date
    known_at: datetime | None
    scope: str
    value: int | None
    numerator: int | None
    denominator: int | None
    parts: list[PartOut]
    contradiction: ContradictionOut | None
    rows: str


class FigureRow(WireOut):
    """One row behind a figure; ``amount`` is what it adds to a figure that sums something, in fen for money."""

    id: str
    name: str
    amount: int | None
    link: str


class FigureRowPage(Page[FigureRow]):
    """The rows behind a figure; their total is the figure."""


class BoardMonthOut(WireOut):
    """Completeness of the last month that is over, with links to those who reported and who did not."""

    period: str
    expected: int
    reported: int
    rate: int
    late: int
    missing_rows: str
    reported_rows: str


class DistrictBoardOut(WireOut):
    """The figures of the caller's part of the tree, and how complete the last month is."""

    as_of: date
    scope: str
    tree: TreeOf
    figures: list[FigureOut]
    month: BoardMonthOut
