"""The only place that reads the time: business dates, business moments and real moments."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Asia/Shanghai")


class _Frozen:
    """The business date this process pretends to live on, if any."""

    day: date | None = None


def freeze(day: date | None) -> None:
    """Set the business date (demo and tests); ``None`` returns to the real one."""
    _Frozen.day = day


@contextmanager
def living_on(day: date) -> Iterator[None]:
    """Live on a business date for a while (loading the demo)."""
    before = _Frozen.day
    _Frozen.day = day
    try:
        yield
    finally:
        _Frozen.day = before


def real_now() -> datetime:
    """The real moment, UTC: tokens, leases and lock-outs use it."""
    return datetime.now(UTC)


def today() -> date:
    """The business date in Asia/Shanghai."""
    return _Frozen.day or real_now().astimezone(ZONE).date()


def now() -> datetime:
    """The business moment, UTC: the real time of day on the business date."""
    real = real_now()
    if _Frozen.day is None:
        return real
    return real + (_Frozen.day - real.astimezone(ZONE).date())


def start_of(day: date) -> datetime:
    """The first moment of a business date, UTC."""
    return datetime(day.year, day.month, day.day, tzinfo=ZONE).astimezone(UTC)


def end_of(day: date) -> datetime:
    """The first moment after a business date, UTC."""
    return start_of(day + timedelta(days=1))
