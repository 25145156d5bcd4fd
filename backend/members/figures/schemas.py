"""What crosses the wire about members laid out."""

from datetime import date
from uuid import UUID

from backend.kernel.http import WireOut


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

    as_of: date
    scope: str
    lines: list[BreakdownLineOut]
    total: BreakdownLineOut
