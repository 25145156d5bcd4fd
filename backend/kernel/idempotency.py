"""Idempotency keys: the same key gives the first answer again; stored in the transaction of the effect."""

import hashlib
from collections.abc import Callable, Coroutine
from datetime import datetime, timedelta
from typing import Annotated, Any
from uuid import UUID

from fastapi import Depends, Header, Request, Response
from fastapi.routing import APIRoute
from sqlalchemy import LargeBinary, delete, select, text
from sqlmodel import Session
from starlette.concurrency import run_in_threadpool

from backend.kernel import clock
from backend.kernel.authz import Signed
from backend.kernel.db import Db, Record, column, is_postgresql, ordered_text, utc_column
from backend.kernel.errors import Conflict, Invalid
from backend.kernel.privacy import Privacy

KEPT = timedelta(days=7)


class IdempotencyRecord(Record, table=True):
    """The first answer to one key of one account."""

    __tablename__ = "idempotency_record"

    district_id: str = column("区县", primary_key=True, max_length=6)
    account_id: UUID = column("账号", primary_key=True)
    key: str = column("幂等键", primary_key=True, sa_type=ordered_text(200))
    fingerprint: str = column("请求指纹", max_length=64)
    status: int = column("状态码")
    body: bytes = column("首次答复", sa_type=LargeBinary, privacy=Privacy.P2, retention="7 days")
    headers: str = column("首次答复头", max_length=400, default="")
    at: datetime = utc_column("时刻")


class Replay(Exception):
    """Carries the stored answer out of the route."""

    def __init__(self, record: IdempotencyRecord) -> None:
        super().__init__()
        self.record = record


async def _claim(
    request: Request,
    db: Db,
    actor: Signed,
    idempotency_key: Annotated[
        str,
        Header(min_length=8, max_length=200, pattern=r"^[\x21-\x7e]+$", description="同一次提交用同一个键"),
    ],
) -> None:
    body = await request.body()
    await run_in_threadpool(
        _claim_key, request, db, actor.district_id, actor.account_id, idempotency_key, body
    )


Idempotent = Depends(_claim)


def _claim_key(
    request: Request, session: Session, district_id: str, account_id: UUID, key: str, body: bytes
) -> None:
    if is_postgresql(session):
        taken = session.execute(
            text("select pg_try_advisory_xact_lock(hashtextextended(:k, 7))"), {"k": f"{account_id}|{key}"}
        ).scalar_one()
        if not taken:
            raise Conflict("同一次提交正在办理，请稍候")
    print_of = hashlib.sha256(
        b"|".join([request.method.encode(), _address(request), body_identity(request, body)])
    ).hexdigest()
    found = session.execute(
        select(IdempotencyRecord).where(
            IdempotencyRecord.district_id == district_id,  # type: ignore[arg-type]
            IdempotencyRecord.account_id == account_id,  # type: ignore[arg-type]
            IdempotencyRecord.key == key,  # type: ignore[arg-type]
        )
    ).scalar_one_or_none()
    if found is None:
        request.state.idempotency = (session, district_id, account_id, key, print_of)
        return
    if found.fingerprint != print_of:
        raise Invalid("同一个幂等键用于了不同的内容，请换一个键重新提交")
    raise Replay(found)


def _address(request: Request) -> bytes:
    return f"{request.url.path}?{request.url.query}".encode()


def body_identity(request: Request, body: bytes) -> bytes:
    """What makes two bodies the same; the random boundary of an upload does not count."""
    kind = request.headers.get("content-type", "")
    marker = "boundary="
    if marker not in kind:
        return body
    boundary = kind.split(marker, 1)[1].strip('"').encode()
    return body.replace(boundary, b"")


def _store(response: Response, held: tuple[Session, str, UUID, str, str]) -> None:
    session, district_id, account_id, key, fingerprint = held
    session.add(
        IdempotencyRecord(
            district_id=district_id,
            account_id=account_id,
            key=key,
            fingerprint=fingerprint,
            status=response.status_code,
            body=bytes(response.body),
            headers=response.headers.get("etag", ""),
            at=clock.real_now(),
        )
    )
    session.flush()


class IdempotentRoute(APIRoute):
    """A route that keeps the answer of a keyed request in the request's own transaction."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        original = super().get_route_handler()

        async def handle(request: Request) -> Response:
            if "idempotency-key" in request.headers:
                await request.body()  # kept by the request: reading a form would otherwise use it up
            try:
                response = await original(request)
            except Replay as replay:
                return _again(replay.record)
            held = getattr(request.state, "idempotency", None)
            if held is not None and response.status_code < 400:
                await run_in_threadpool(_store, response, held)
            return response

        return handle


def _again(record: IdempotencyRecord) -> Response:
    headers = {"Idempotent-Replayed": "true"}
    if record.headers:
        headers["ETag"] = record.headers
    return Response(record.body, record.status, headers, media_type="application/json")


def forget_old(session: Session) -> int:
    """Remove answers older than seven days; returns how many."""
    done = session.execute(
        delete(IdempotencyRecord).where(IdempotencyRecord.at < clock.real_now() - KEPT)  # type: ignore[arg-type]
    )
    return int(done.rowcount)  # type: ignore[attr-defined]
