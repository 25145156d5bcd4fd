"""What crosses the wire about members laid out."""

from datetime import date, datetime
from uuid import UUID

from backend.kernel.http import WireOut
from backend.kernel.indicators import TreeOf
from backend.kernel.paging import Page
from backend.members.figures.breakdown import BreakdownBy


class BreakdownLineOut(WireOut):
    """One line: members, retained memberships, joins since the beginning of the year."""

    key: str
    label: str
    organisation_id: UUID | None
    members: int
    retained: int
    joined: int


class BreakdownOut(WireOut):
    """Members of a place laid out; the lines add up to ``total``."""

    by: BreakdownBy
    as_of: date
    known_at: datetime | None
    tree: TreeOf
    scope: str
    lines: list[BreakdownLineOut]
    total: BreakdownLineOut


class BreakdownRow(WireOut):
    """One person behind a number; ``on`` is the day of joining."""

    id: UUID
    name: str
    organisation_name: str
    on: date


class BreakdownRowPage(Page[BreakdownRow]):
    """The persons behind a number; their total is the number."""
