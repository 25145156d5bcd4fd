"""The embedded store: durable connections, and a queue of its writers."""

import threading
from collections import deque
from typing import Any

from sqlalchemy import Engine, event
from sqlalchemy.engine import Connection

from backend.kernel.errors import Busy

#: Where a connection keeps the turn to write.
_TURN = "writers_turn"


class Turn:
    """One at a time, in the order of asking: whoever gives the turn up and wants it again stands at the end."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._waiting: deque[threading.Event] = deque()
        self._is_taken = False

    def take(self, patience: float) -> bool:
        """Wait for the turn, at most ``patience`` seconds; whether it came."""
        with self._guard:
            if not self._is_taken:
                self._is_taken = True
                return True
            called = threading.Event()
            self._waiting.append(called)
        if called.wait(patience):
            return True
        with self._guard:
            if called.is_set():
                return True
            self._waiting.remove(called)
            return False

    def give(self) -> None:
        """Pass the turn to whoever waits longest."""
        with self._guard:
            if self._waiting:
                self._waiting.popleft().set()
            else:
                self._is_taken = False


def prepare(engine: Engine, patience: float) -> None:
    """Set up every connection of an engine; writers of this process take turns.

    SQLite takes one writer at a time and lets the others try again at random: here they queue up for as long as
    ``patience`` (seconds), then Busy is raised.
    """
    turn = Turn()

    def begin(connection: Connection) -> None:
        if not connection.get_execution_options().get("writes", True):
            connection.exec_driver_sql("BEGIN")
            return
        if not turn.take(patience):
            raise Busy(retry_after=1)
        connection.info[_TURN] = turn
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    def end(connection: Any, record: Any, _: Any = None) -> None:
        """A commit that SQLite refused leaves its transaction open; the next user of the connection must not get it."""
        try:
            if connection is not None and connection.in_transaction:
                connection.rollback()
        finally:
            if record.info.pop(_TURN, None) is not None:
                turn.give()

    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", begin)
    event.listen(engine, "checkin", end)
    event.listen(engine, "invalidate", end)


def _prepare_sqlite(connection: Any, _: Any) -> None:
    connection.isolation_level = None
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "temp_store=MEMORY"):
        connection.execute(f"PRAGMA {pragma}")
