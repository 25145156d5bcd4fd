"""The outermost layer of every request: trace id, size and depth limits, security headers, access log."""

import time
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

import structlog
from starlette.requests import Request
from uuid_utils.compat import uuid7

from backend.kernel import logs
from backend.kernel.addresses import address_errors
from backend.kernel.problems import problem_response, unexpected

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]

MAX_JSON_BYTES = 1024 * 1024
MAX_UPLOAD_BYTES = 30 * 1024 * 1024
MAX_JSON_DEPTH = 32

SECURITY_HEADERS = (
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), microphone=(), geolocation=()"),
    (
        b"content-security-policy",
        b"default-src 'self'; img-src 'self' data: blob:; style-src 'self' 'unsafe-inline'; "
        b"script-src 'self'; connect-src 'self'; object-src 'none'; base-uri 'none'; "
        b"form-action 'self'; frame-ancestors 'none'",
    ),
)


class Edge:
    """ASGI middleware around the whole application."""

    def __init__(self, app: Any, api_prefix: str = "/api/") -> None:
        self.app = app
        self.api_prefix = api_prefix

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        trace = uuid7().hex
        scope.setdefault("state", {})["trace_id"] = trace
        structlog.contextvars.bind_contextvars(trace_id=trace)
        started = time.perf_counter()
        status = 0

        async def finish(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                message["headers"] = [*message.get("headers", []), *self._headers(scope, trace)]
            await send(message)

        try:
            await self._limited(scope, receive, finish)
        except Exception as error:
            if status:
                raise
            await unexpected(Request(scope), error)(scope, receive, finish)
        finally:
            self._log(scope, status, started)
            structlog.contextvars.unbind_contextvars("trace_id")

    def _headers(self, scope: Scope, trace: str) -> list[tuple[bytes, bytes]]:
        headers = [*SECURITY_HEADERS, (b"x-trace-id", trace.encode())]
        if scope["path"].startswith(self.api_prefix):
            headers.append((b"cache-control", b"no-store"))
        return headers

    async def _limited(self, scope: Scope, receive: Receive, send: Send) -> None:
        if errors := address_errors(scope):
            answer = problem_response(
                Request(scope), 422, "invalid", "填写有误", "地址里有无效的字符", errors
            )
            await answer(scope, receive, send)
            return
        if scope["method"] in ("GET", "HEAD", "OPTIONS"):
            await self.app(scope, receive, send)
            return
        headers = dict(scope["headers"])
        upload = headers.get(b"content-type", b"").startswith(b"multipart/form-data")
        body = await _read(receive, MAX_UPLOAD_BYTES if upload else MAX_JSON_BYTES)
        request = Request(scope)
        if body is None:
            limit = "30 MB" if upload else "1 MB"
            answer = problem_response(request, 413, "payload-too-large", "内容过大", f"一次最多提交 {limit}")
            await answer(scope, receive, send)
            return
        if not upload and json_depth(body) > MAX_JSON_DEPTH:
            answer = problem_response(request, 422, "invalid", "填写有误", "报文嵌套过深")
            await answer(scope, receive, send)
            return
        await self.app(scope, _replay(body, receive), send)

    def _log(self, scope: Scope, status: int, started: float) -> None:
        route = scope.get("route")
        logs.logger.info(
            "request",
            method=scope["method"],
            route=getattr(route, "path", "-"),
            status=status,
            ms=round((time.perf_counter() - started) * 1000, 1),
        )


async def _read(receive: Receive, limit: int) -> bytes | None:
    chunks: list[bytes] = []
    size = 0
    while True:
        message = await receive()
        if message["type"] != "http.request":
            return b"".join(chunks)
        chunk = message.get("body", b"")
        size += len(chunk)
        if size > limit:
            return None
        chunks.append(chunk)
        if not message.get("more_body", False):
            return b"".join(chunks)


def _replay(body: bytes, receive: Receive) -> Receive:
    sent = False

    async def once() -> Message:
        nonlocal sent
        if sent:
            return await receive()
        sent = True
        return {"type": "http.request", "body": body, "more_body": False}

    return once


def json_depth(body: bytes) -> int:
    """How deep brackets nest in a JSON text, text in quotes aside."""
    depth = deepest = 0
    in_text = escaped = False
    for byte in body:
        if in_text:
            if escaped:
                escaped = False
            elif byte == 0x5C:
                escaped = True
            elif byte == 0x22:
                in_text = False
        elif byte == 0x22:
            in_text = True
        elif byte in (0x7B, 0x5B):
            depth += 1
            deepest = max(deepest, depth)
            if deepest > MAX_JSON_DEPTH:
                return deepest
        elif byte in (0x7D, 0x5D):
            depth -= 1
    return deepest
