"""What crosses the wire about the standing checks of a union."""

from datetime import date
from uuid import UUID

from backend.kernel.decisions import RuleCheckOut, Verdict
from backend.kernel.wire import WireOut


class UnionChecksOut(WireOut):
    """The nine rules of one union, judged today."""

    organisation_id: UUID
    on: date
    outcome: Verdict
    checks: list[RuleCheckOut]
