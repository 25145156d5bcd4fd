"""A small router for tests of the HTTP edge: every kind of input, effects that can be counted, failures on demand."""

import threading
from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any
from uuid import UUID

from fastapi import FastAPI, File, Query, Response, UploadFile
from pydantic import Field, JsonValue, StrictInt
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col

from backend.kernel import outbox
from backend.kernel.authz import Signed, within
from backend.kernel.db import Db, new_id, unit_of_work
from backend.kernel.errors import Busy, Conflict, FieldError, Invalid, NotFound
from backend.kernel.http import Idempotent, IfMatch, WireDate, WireIn, WireOut, api_router, set_etag
from backend.kernel.outbox import OutboxEvent
from backend.kernel.paging import Page, PageQuery, paginate
from tests.support.database import Database

router = api_router("/probe", "probe")


class Gate:
    """Lets a test hold a request inside its transaction."""

    entered = threading.Event()
    go_on = threading.Event()

    @classmethod
    def close(cls) -> None:
        """Hold the next request that asks for it."""
        cls.entered.clear()
        cls.go_on.clear()


class ProbeIn(WireIn):
    """All kinds of values."""

    text: str = Field(default="", max_length=50)
    count: StrictInt | None = None
    amount: Decimal | None = None
    on: WireDate | None = None
    at: datetime | None = None
    ref: UUID | None = None
    tags: list[str] = Field(default_factory=list, max_length=5)
    free: JsonValue = None
    fails: str = ""


class ProbeOut(WireOut):
    """What was understood."""

    id: UUID
    text: str
    free: JsonValue


class EventRow(WireOut):
    """One effect."""

    id: UUID
    topic: str


class EventPage(Page[EventRow]):
    """One page of effects."""


class _Place:
    district_id = "430702"
    org_path = "430702.003."

    def __init__(self, object_id: UUID) -> None:
        self.id = object_id


def effect(session: Session, topic: str = "probe") -> UUID:
    """Leave one countable row."""
    made = new_id()
    outbox.emit(session, topic, _Place(made))
    return made


def effects(database: Database, topic: str = "probe") -> int:
    """How many effects are there."""
    with unit_of_work(database.engine, writes=False) as session:
        statement = select(func.count()).select_from(OutboxEvent).where(col(OutboxEvent.topic) == topic)
        return session.execute(statement).scalar_one()


FAILURES: dict[str, Exception] = {
    "conflict": Conflict("不行"),
    "invalid": Invalid("填写有误", errors=[FieldError("text", "odd", "不对", "改一改")]),
    "not_found": NotFound(),
    "busy": Busy(retry_after=7),
    "integrity": IntegrityError(
        "INSERT secret-statement", {"name": "secret-value"}, Exception("secret-detail")
    ),
    "crash": RuntimeError("secret-crash"),
    "key": KeyError("secret-key"),
}


@router.post("", status_code=201, summary="回声", dependencies=[Idempotent])
def probe(db: Db, actor: Signed, form: ProbeIn, response: Response) -> ProbeOut:
    """Leaves one effect and answers; fails after the effect if asked to."""
    made = effect(db)
    db.flush()
    if form.fails == "hold":
        Gate.entered.set()
        Gate.go_on.wait(20)
    elif form.fails:
        raise FAILURES[form.fails]
    response.headers["ETag"] = '"v1"'
    return ProbeOut(id=made, text=form.text, free=form.free)


@router.post("/upload", status_code=201, summary="上传", dependencies=[Idempotent])
def probe_upload(db: Db, actor: Signed, file: Annotated[UploadFile, File()]) -> ProbeOut:
    """Leaves one effect."""
    return ProbeOut(id=effect(db), text=f"{file.filename} {len(file.file.read())}", free=None)


@router.post("/plain", summary="无键")
def probe_plain(db: Db, actor: Signed, form: ProbeIn) -> ProbeOut:
    """Leaves one effect, needs no key."""
    if form.fails:
        effect(db)
        db.flush()
        raise FAILURES[form.fails]
    return ProbeOut(id=effect(db), text=form.text, free=form.free)


@router.put("/versioned", summary="版本")
def probe_versioned(actor: Signed, expected: IfMatch, response: Response) -> dict[str, Any]:
    """Answers the expected version."""

    class Row:
        version = expected + 1

    set_etag(response, Row)
    return {"expected": expected}


@router.get("", summary="列表")
def probe_list(
    db: Db,
    actor: Signed,
    page: PageQuery,
    by: Annotated[str, Query(pattern="^(id|topic|at)$")] = "id",
    descending: bool = False,
    on: date | None = None,
) -> EventPage:
    """Effects in reach, ordered as asked."""
    order = {
        "id": [OutboxEvent.id],
        "topic": [OutboxEvent.topic, OutboxEvent.id],
        "at": [OutboxEvent.at, OutboxEvent.id],
    }[by]
    found = paginate(
        db,
        select(OutboxEvent).where(within(OutboxEvent, actor)),
        order=order,
        page=page,
        descending=descending,
    )
    return EventPage(
        items=[EventRow.model_validate(row) for row in found.rows],
        next_cursor=found.next_cursor,
        total=found.total,
        total_is_estimate=found.total_is_estimate,
    )


def with_probe(app: FastAPI) -> FastAPI:
    """The application with the probe's routes."""
    app.include_router(router, prefix="/api/v1")
    return app
