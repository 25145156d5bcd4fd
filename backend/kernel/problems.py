"""RFC 9457 problem documents: one shape for every refusal, in Chinese, never echoing the input."""

from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import Field
from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError
from starlette.exceptions import HTTPException as StarletteHTTPException

from backend.kernel import logs
from backend.kernel.errors import DomainError, FieldError
from backend.kernel.wire import WireOut

MEDIA_TYPE = "application/problem+json"

_MESSAGES: dict[str, tuple[str, str]] = {
    "missing": ("必须填写", "请补填此项"),
    "extra_forbidden": ("不认识的字段，或此项不可修改", "请去掉此项"),
    "string_too_long": ("内容太长", "请缩短后再提交"),
    "too_long": ("内容太长", "请缩短后再提交"),
    "too_short": ("内容太短", "请补充完整"),
    "string_too_short": ("内容太短", "请补充完整"),
    "string_pattern_mismatch": ("格式不对", "请按示例填写"),
    "string_type": ("应为文字", "请按文字填写"),
    "int_type": ("应为整数", "请只填整数"),
    "int_parsing": ("应为整数", "请只填整数"),
    "int_from_float": ("应为整数", "请去掉小数"),
    "greater_than_equal": ("小于允许的最小值", "请核对数值"),
    "less_than_equal": ("超过允许的最大值", "请核对数值"),
    "enum": ("不在可选项内", "请从下拉项中选择"),
    "literal_error": ("不在可选项内", "请从下拉项中选择"),
    "uuid_parsing": ("编号格式不对", "请从列表中选择，不要手工填写编号"),
    "date_from_datetime_parsing": ("日期格式不对", "请按 2020-05-01 的格式填写"),
    "date_parsing": ("日期格式不对", "请按 2020-05-01 的格式填写"),
    "bool_parsing": ("应为是或否", "请选择是或否"),
    "json_invalid": ("内容不是有效的 JSON", "请检查报文格式"),
    "text_control": ("含有看不见的控制字符", "请删除后重新输入"),
    "text_encoding": ("含有无法识别的字符", "请改用 UTF-8 编码"),
    "text_surrogate": ("含有不完整的字符", "请重新输入该字"),
    "date_text": ("日期格式不对", "请按 2020-05-01 的格式填写"),
}
_DEFAULT = ("填写不符合要求", "请核对后重新填写")


class ProblemError(WireOut):
    """One field's error."""

    field: str
    code: str
    message: str
    fix: str


class Problem(WireOut):
    """A refusal (RFC 9457)."""

    type: str = Field(examples=["/problems/not-found"])
    title: str
    status: int
    detail: str
    trace_id: str
    errors: list[ProblemError]


def problem_response(
    request: Request,
    status: int,
    slug: str,
    title: str,
    detail: str = "",
    errors: list[FieldError] | None = None,
    headers: dict[str, str] | None = None,
) -> JSONResponse:
    """The answer for one refusal."""
    trace = getattr(request.state, "trace_id", "")
    body = {
        "type": f"/problems/{slug}",
        "title": title,
        "status": status,
        "detail": detail or title,
        "trace_id": trace,
        "errors": [
            {"field": e.field, "code": e.code, "message": e.message, "fix": e.fix} for e in errors or []
        ],
    }
    return JSONResponse(body, status_code=status, media_type=MEDIA_TYPE, headers=headers)


def install(app: FastAPI) -> None:
    """Register the handlers of every kind of error; the edge answers what none of them takes."""
    app.add_exception_handler(DomainError, _domain)
    app.add_exception_handler(RequestValidationError, _validation)
    app.add_exception_handler(StarletteHTTPException, _http)
    app.add_exception_handler(IntegrityError, _integrity)
    app.add_exception_handler(OperationalError, _operational)
    app.add_exception_handler(DBAPIError, _operational)


def _domain(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, DomainError)
    headers = {"Retry-After": str(error.retry_after)} if error.retry_after else None
    if error.status == 401:
        headers = {**(headers or {}), "WWW-Authenticate": "Bearer"}
    return problem_response(
        request, error.status, error.slug, error.title, error.detail, error.errors, headers
    )


def field_errors(problems: list[dict[str, Any]]) -> list[FieldError]:
    """Pydantic's findings in a clerk's words."""
    found = []
    for item in problems:
        kind = str(item.get("type", ""))
        if kind == "value_error":
            kind = str(item.get("ctx", {}).get("error", kind))
        message, fix = _MESSAGES.get(kind, _DEFAULT)
        where = [str(part) for part in item.get("loc", ())]
        if where and where[0] in ("body", "query", "path", "header", "cookie"):
            where = where[1:]
        known = kind if kind in _MESSAGES or kind.isidentifier() else "invalid"
        name = ".".join(where) if kind != "extra_forbidden" else ".".join(where[:-1]) or "body"
        found.append(FieldError(name or "body", known, message, fix))
    return found


def _validation(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RequestValidationError)
    errors = field_errors(list(error.errors()))
    missing_key = next((e for e in errors if e.field.lower() == "idempotency-key"), None)
    if missing_key is not None:
        return problem_response(request, 400, "idempotency-key-missing", "缺少幂等键", errors=[missing_key])
    return problem_response(request, 422, "invalid", "填写有误", "请按下列提示修改", errors)


def _http(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, StarletteHTTPException)
    titles = {404: ("not-found", "没有找到"), 405: ("method-not-allowed", "不支持的请求方式")}
    slug, title = titles.get(error.status_code, ("bad-request", "请求有误"))
    headers = dict(error.headers) if error.headers else None
    return problem_response(request, error.status_code, slug, title, headers=headers)


def _integrity(request: Request, error: Exception) -> JSONResponse:
    logs.logger.warning("integrity_error", kind=type(error).__name__)
    return problem_response(request, 409, "conflict", "与已有记录冲突", "同样的记录已经存在，请刷新后核对")


def _operational(request: Request, error: Exception) -> JSONResponse:
    text = str(getattr(error, "orig", error)).lower()
    if any(word in text for word in ("locked", "timeout", "deadlock", "connection")):
        return problem_response(request, 503, "busy", "系统繁忙，请稍后再试", headers={"Retry-After": "2"})
    return unexpected(request, error)


def unexpected(request: Request, error: Exception) -> JSONResponse:
    """The answer to an error of the program itself; the log has the details under the trace id."""
    logs.logger.error("unexpected_error", kind=type(error).__name__, exc_info=error)
    return problem_response(request, 500, "internal", "系统出错", "请把追踪号告诉管理员")
