"""What every route file needs from HTTP: routers, ETag and If-Match, idempotency, wire bases."""

import re
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Header, Response

from backend.kernel.errors import Invalid, PreconditionRequired, StaleVersion
from backend.kernel.idempotency import Idempotent, IdempotentRoute
from backend.kernel.problems import Problem
from backend.kernel.wire import WireDate, WireIn, WireOut

__all__ = [
    "Idempotent",
    "IfMatch",
    "WireDate",
    "WireIn",
    "WireOut",
    "api_router",
    "check_version",
    "problems",
    "set_etag",
]

_ETAG = re.compile(r'^"v(\d{1,18})"$')
_MEANINGS = {
    400: "请求不完整或格式不对",
    401: "未登录或登录已过期",
    403: "没有此项权限",
    404: "没有找到（或不在您的范围内）",
    409: "与当前状态冲突",
    410: "已到期销毁",
    412: "内容已被他人修改",
    413: "内容过大",
    422: "填写有误，errors 指明每一项",
    428: "缺少 If-Match",
    429: "操作过于频繁",
    503: "系统繁忙",
}


def problems(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """The ``responses=`` of a route: each refusal it can answer, with its shape."""
    return {
        status: {
            "model": Problem,
            "description": _MEANINGS[status],
            "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}},
        }
        for status in statuses
    }


def api_router(prefix: str, tag: str) -> APIRouter:
    """The router of one domain; every route names its errors and keeps idempotent answers."""
    return APIRouter(
        prefix=prefix,
        tags=[tag],
        route_class=IdempotentRoute,
        responses=problems(400, 401, 403, 404, 409, 412, 413, 422, 428, 429, 503),
    )


def set_etag(response: Response, row: Any) -> None:
    """Give the version of one object as its ETag."""
    response.headers["ETag"] = f'"v{row.version}"'


ETagText = Annotated[
    str | None,
    Header(
        description='读取时得到的 ETag，如 "v3"；缺少时答 428，旧的答 412',
        json_schema_extra={"pattern": _ETAG.pattern, "examples": ['"v1"']},
    ),
]


def _if_match(if_match: ETagText = None) -> int:
    if if_match is None:
        raise PreconditionRequired("请先读取最新内容，再带上 If-Match 提交")
    found = _ETAG.match(if_match.strip())
    if found is None:
        raise Invalid("If-Match 应为读取时得到的 ETag")
    return int(found.group(1))


IfMatch = Annotated[int, Depends(_if_match)]


def check_version(row: Any, expected: int) -> None:
    """Raise StaleVersion unless the caller saw the newest version of the row."""
    if row.version != expected:
        raise StaleVersion()
