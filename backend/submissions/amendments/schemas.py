"""What crosses the wire when a return is extended, corrected or locked with its month."""

from pydantic import Field, StrictInt, StrictStr

from backend.kernel.wire import WireDate, WireIn, WireOut


class CorrectionIn(WireIn):
    """A correction after the lock."""

    item: str = Field(max_length=60)
    value: StrictInt | StrictStr | None
    reason: str = Field(min_length=2, max_length=500)


class ExtensionIn(WireIn):
    """A later deadline for one return."""

    due_on: WireDate
    reason: str = Field(min_length=2, max_length=500)


class LockPeriodIn(WireIn):
    """Lock everything accepted of one month."""

    period: str = Field(pattern=r"^20\d{2}-(0[1-9]|1[0-2])$")


class LockPeriodOut(WireOut):
    """How many were locked now, and how many accepted ones are left (call again, or another person must)."""

    locked: int
    remaining: int
