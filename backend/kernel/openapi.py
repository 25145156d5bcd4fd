"""The OpenAPI document as it really is: refusals in one media type, who must sign in, what each operation can refuse."""

from collections.abc import Iterator
from typing import Any

from fastapi import FastAPI
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute, iter_route_contexts

from backend.kernel.authz import current_actor
from backend.kernel.problems import MEDIA_TYPE

BEARER = {"type": "http", "scheme": "bearer", "bearerFormat": "JWT", "description": "登录得到的 access_token"}
#: Refusals that only requests with a body, or with If-Match, can get.
_OF_BODIES = ("413",)
_OF_VERSIONS = ("412", "428")


class DocumentedApp(FastAPI):
    """FastAPI whose document says what the shared layers around the routes do."""

    def openapi(self) -> dict[str, Any]:
        """The document, made once."""
        if self.openapi_schema is None:
            self.openapi_schema = _completed(self, super().openapi())
        return self.openapi_schema


def _completed(app: FastAPI, document: dict[str, Any]) -> dict[str, Any]:
    document["components"]["securitySchemes"] = {"bearer": BEARER}
    signed = {_id(route) for route in _routes(app) if current_actor in _calls(route.dependant)}
    for path in document["paths"].values():
        for operation in path.values():
            if operation["operationId"] in signed:
                operation["security"] = [{"bearer": []}]
            operation["responses"] = dict(_refusals(operation))
    return document


def _refusals(operation: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    headers = {item["name"].lower() for item in operation.get("parameters", ()) if item["in"] == "header"}
    for status, answer in operation["responses"].items():
        content = answer.get("content", {})
        if MEDIA_TYPE in content:
            answer["content"] = {MEDIA_TYPE: content[MEDIA_TYPE]}
            if status in _OF_BODIES and "requestBody" not in operation:
                continue
            if status in _OF_VERSIONS and "if-match" not in headers:
                continue
        yield status, answer


def _routes(app: FastAPI) -> Iterator[APIRoute]:
    for context in iter_route_contexts(app.routes):
        if isinstance(context.route, APIRoute):
            yield context.route


def _id(route: APIRoute) -> str:
    return route.operation_id or route.name


def _calls(dependant: Dependant) -> Iterator[Any]:
    yield dependant.call
    for inner in dependant.dependencies:
        yield from _calls(inner)
