"""405 as HTTP means it: a fixed path is never taken for an object's id, and Allow names every method of a path."""

import re
from collections.abc import MutableMapping
from functools import cached_property
from typing import Any

from fastapi import FastAPI
from fastapi.routing import iter_route_contexts
from starlette.requests import Request

from backend.kernel.edge import Message, Receive, Scope, Send
from backend.kernel.problems import problem_response


class MethodTable:
    """Which methods each path of an application has."""

    def __init__(self, app: FastAPI) -> None:
        self._app = app

    @cached_property
    def _fixed(self) -> dict[str, set[str]]:
        found: dict[str, set[str]] = {}
        for context in iter_route_contexts(self._app.routes):
            if context.path and context.methods and "{" not in context.path:
                found.setdefault(context.path, set()).update(context.methods)
        return found

    @cached_property
    def _templates(self) -> list[tuple[re.Pattern[str], set[str]]]:
        contexts = [
            c for c in iter_route_contexts(self._app.routes) if c.path and c.methods and "{" in c.path
        ]
        return [(context.path_regex, set(context.methods or ())) for context in contexts]

    def refuses(self, method: str, path: str) -> bool:
        """Whether a fixed path is asked with a method that only an object of that name would have."""
        return path in self._fixed and method not in self._fixed[path]

    def of(self, path: str) -> str:
        """The methods of a path, as an Allow header."""
        found = self._fixed.get(path) or set[str]().union(
            *(m for regex, m in self._templates if regex.match(path))
        )
        return ", ".join(sorted(found))


class Methods:
    """ASGI middleware around the routes."""

    def __init__(self, app: Any, table: MethodTable) -> None:
        self.app = app
        self.table = table

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def complete(message: Message) -> None:
            if message["type"] == "http.response.start" and message["status"] == 405:
                message["headers"] = self._headers(message, scope["path"])
            await send(message)

        if self.table.refuses(scope["method"], scope["path"]):
            answer = problem_response(Request(scope), 405, "method-not-allowed", "不支持的请求方式")
            await answer(scope, receive, complete)
            return
        await self.app(scope, receive, complete)

    def _headers(self, message: MutableMapping[str, Any], path: str) -> list[tuple[bytes, bytes]]:
        kept = [(name, value) for name, value in message["headers"] if name != b"allow"]
        return [*kept, (b"allow", self.table.of(path).encode())]
