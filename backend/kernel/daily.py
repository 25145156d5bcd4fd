"""Work done once every business day in every district, claimed in the transaction of its effect."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Engine, Table, select, text, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session

from backend.kernel import audit, clock, logs
from backend.kernel.authz import Actor
from backend.kernel.codes import Code
from backend.kernel.db import (
    Record,
    code_column,
    column,
    is_postgresql,
    ordered_text,
    set_reach,
    unit_of_work,
)
from backend.kernel.db import utc_column as moment
from backend.kernel.roles import Office, Role

RETRY_AFTER = timedelta(hours=1)
#: The account and the person of whatever the system does by itself.
SYSTEM_ID = UUID("00000000-0000-7000-8000-000000000000")
SYSTEM_NAME = "系统"


class DailyState(Code):
    """How a day's work ended."""

    DONE = "done", "已完成"
    FAILED = "failed", "未办成"


class DailyRun(Record, table=True):
    """One day's work of one task in one district; there is at most one."""

    __tablename__ = "daily_run"

    district_id: str = column("区县", primary_key=True, sa_type=ordered_text(6))
    task: str = column("任务", primary_key=True, sa_type=ordered_text(80))
    day: date = column("业务日期", primary_key=True)
    status: DailyState = code_column(DailyState, "状态")
    done: int = column("办理件数", default=0)
    attempts: int = column("尝试次数", default=1)
    retry_at: datetime | None = moment("再试时刻", default=None, nullable=True)
    at: datetime = moment("时刻")


R: Any = DailyRun
_TABLE: Table = DailyRun.__table__  # type: ignore[attr-defined]
Task = Callable[[Session, Actor], int]


@dataclass(frozen=True, slots=True)
class DailyWork:
    """What is to be done every day, and in which districts (one system actor each)."""

    tasks: Mapping[str, Task]
    seats: Callable[[Session], Sequence[Actor]]


@dataclass(frozen=True, slots=True)
class DailyResult:
    """One task done now in one district; ``done`` is None when it failed."""

    district_id: str
    task: str
    done: int | None


def system_actor(district_id: str, org_id: UUID, org_path: str, permissions: frozenset[str]) -> Actor:
    """The system itself at the top of a district."""
    return Actor(
        account_id=SYSTEM_ID,
        person_id=SYSTEM_ID,
        person_name=SYSTEM_NAME,
        role=Role.DISTRICT,
        district_id=district_id,
        org_id=org_id,
        org_path=org_path,
        permissions=permissions,
        offices=frozenset(Office),
    )


def run_due(engine: Engine, work: DailyWork) -> list[DailyResult]:
    """Do what is still to be done today; a task that fails keeps no other from being done."""
    day = clock.today()
    with unit_of_work(engine, writes=False) as session:
        seats = list(work.seats(session))
        settled = _settled(session, day)
    return [
        result
        for seat in seats
        for name, task in work.tasks.items()
        if (seat.district_id, name) not in settled
        and (result := _run(engine, seat, name, task, day)) is not None
    ]


def _settled(session: Session, day: date) -> set[tuple[str, str]]:
    """What is done for the day, or failed too short a while ago."""
    rows = session.execute(select(R.district_id, R.task, R.status, R.retry_at).where(R.day == day))
    now = clock.real_now()
    return {(row[0], row[1]) for row in rows if row[2] is DailyState.DONE or row[3] > now}


def _run(engine: Engine, seat: Actor, name: str, task: Task, day: date) -> DailyResult | None:
    """One task in one transaction with its claim; None when another worker has it."""
    is_ours = False
    try:
        with unit_of_work(engine) as session:
            is_ours = _claim(session, seat.district_id, name, day)
            if not is_ours:
                return None
            session.info["trace_id"] = f"daily {name} {day.isoformat()}"
            set_reach(session, seat.district_id, seat.org_path)
            done = task(session, seat)
            session.execute(update(DailyRun).where(*_key(seat.district_id, name, day)).values(done=done))
    except Exception as problem:
        if not is_ours:
            raise
        _note_failure(engine, seat, name, day, problem)
        return DailyResult(seat.district_id, name, None)
    return DailyResult(seat.district_id, name, done)


def _claim(session: Session, district_id: str, name: str, day: date) -> bool:
    """Take the day's one place; it is free again if the transaction does not commit."""
    if not _is_alone(session, f"daily {district_id} {name}"):
        return False
    if _insert(session, district_id, name, day, DailyState.DONE, None):
        return True
    again = session.execute(
        update(DailyRun)
        .where(*_key(district_id, name, day), R.status == DailyState.FAILED, R.retry_at <= clock.real_now())
        .values(status=DailyState.DONE, attempts=R.attempts + 1, retry_at=None, at=clock.real_now())
    )
    return again.rowcount == 1  # type: ignore[attr-defined, no-any-return]


def _is_alone(session: Session, key: str) -> bool:
    """Whether nobody else is at the same work; an embedded store has one writer at a time anyway."""
    if not is_postgresql(session):
        return True
    lock = text("select pg_try_advisory_xact_lock(hashtextextended(:key, 0))")
    return bool(session.execute(lock, {"key": key}).scalar())


def _insert(
    session: Session, district_id: str, name: str, day: date, status: DailyState, retry_at: datetime | None
) -> bool:
    dialect = postgresql if is_postgresql(session) else sqlite
    row = {"district_id": district_id, "task": name, "day": day, "status": status, "done": 0, "attempts": 1}
    moments = {"retry_at": retry_at, "at": clock.real_now()}
    wanted = dialect.insert(_TABLE).values({**row, **moments}).on_conflict_do_nothing()
    return session.execute(wanted.returning(_TABLE.c.day)).first() is not None


def _key(district_id: str, name: str, day: date) -> tuple[Any, ...]:
    return (R.district_id == district_id, R.task == name, R.day == day)


def _note_failure(engine: Engine, seat: Actor, name: str, day: date, problem: Exception) -> None:
    """Nothing of the attempt has stayed: tell the log and the audit trail, and try again in an hour."""
    logs.logger.error("daily_failed", task=name, district_id=seat.district_id, exc_info=problem)
    retry_at = clock.real_now() + RETRY_AFTER
    with unit_of_work(engine) as session:
        if not _insert(session, seat.district_id, name, day, DailyState.FAILED, retry_at):
            session.execute(
                update(DailyRun)
                .where(*_key(seat.district_id, name, day), R.status == DailyState.FAILED)
                .values(attempts=R.attempts + 1, retry_at=retry_at, at=clock.real_now())
            )
        details = {"task": name, "day": day.isoformat(), "kind": type(problem).__name__}
        audit.record(session, seat, "daily.failed", "daily_run", details=details)
