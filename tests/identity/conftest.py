"""What the tests of identity share: a movable real clock and reads of the store."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from fastapi import FastAPI
from sqlmodel import Session, select

from backend.kernel import clock
from backend.kernel.audit import AuditEntry
from backend.kernel.db import unit_of_work


class Hands:
    """The hands of a stopped clock; ``ahead`` is how far they were moved."""

    def __init__(self) -> None:
        self.ahead = timedelta()

    def move(self, **by: float) -> None:
        """Move the hands, e.g. ``move(minutes=31)``."""
        self.ahead += timedelta(**by)


@pytest.fixture
def hands(monkeypatch: pytest.MonkeyPatch) -> Hands:
    """Stops the clock that delays and sessions go by, so that a slow machine changes nothing, and moves it."""
    moved, start = Hands(), clock.real_now()

    def now() -> datetime:
        return start + moved.ahead

    monkeypatch.setattr(clock, "real_now", now)
    return moved


Look = Callable[[Callable[[Session], Any]], Any]


@pytest.fixture
def look(app: FastAPI) -> Look:
    """Runs a function over the store with the reach of the system, in a transaction that is kept."""

    def run(read: Callable[[Session], Any]) -> Any:
        with unit_of_work(app.state.engine) as session:
            return read(session)

    return run


@pytest.fixture
def verbs(look: Look) -> Callable[[], list[str]]:
    """The verbs of the audit trail, oldest first."""

    def read() -> list[str]:
        return list(look(lambda s: [row.verb for row in s.exec(select(AuditEntry).order_by(AuditEntry.id))]))

    return read
