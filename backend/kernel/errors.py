"""Errors a domain may raise; pure values, turned into RFC 9457 problem documents by the HTTP edge."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FieldError:
    """What is wrong with one field: where, a stable code, why, and how to mend it."""

    field: str
    code: str
    message: str
    fix: str = ""


class DomainError(Exception):
    """Base of every error that a caller caused or can act on."""

    status = 400
    slug = "bad-request"
    title = "请求有误"

    def __init__(
        self, detail: str = "", *, errors: list[FieldError] | None = None, retry_after: int | None = None
    ) -> None:
        super().__init__(detail or self.title)
        self.detail = detail
        self.errors = errors or []
        self.retry_after = retry_after


class BadRequest(DomainError):
    """The request is not understood."""


class Unauthenticated(DomainError):
    """Nobody is signed in, or the token is not accepted."""

    status, slug, title = 401, "unauthenticated", "请先登录"


class Forbidden(DomainError):
    """The object is in reach, the right is not."""

    status, slug, title = 403, "forbidden", "没有办理此事的权限"


class StepUpRequired(DomainError):
    """The caller must prove again who they are before this."""

    status, slug, title = 403, "step-up-required", "请再次验证身份后继续"


class NotFound(DomainError):
    """There is no such object in the caller's reach."""

    status, slug, title = 404, "not-found", "没有找到"


class Conflict(DomainError):
    """The object is in a state that does not allow this."""

    status, slug, title = 409, "conflict", "与当前状态冲突"


class StaleVersion(DomainError):
    """Somebody changed the object after the caller read it."""

    status, slug, title = 412, "stale-version", "内容已被他人修改，请刷新后再办"


class PayloadTooLarge(DomainError):
    """The body or file is larger than allowed."""

    status, slug, title = 413, "payload-too-large", "内容过大"


class Invalid(DomainError):
    """A value breaks a rule; ``errors`` names each field."""

    status, slug, title = 422, "invalid", "填写有误"


class PreconditionRequired(DomainError):
    """A write needs If-Match or an idempotency key."""

    status, slug, title = 428, "precondition-required", "缺少版本号"


class TooManyRequests(DomainError):
    """The caller must wait."""

    status, slug, title = 429, "too-many-requests", "操作过于频繁，请稍后再试"


class Busy(DomainError):
    """The server cannot take this now."""

    status, slug, title = 503, "busy", "系统繁忙，请稍后再试"


def invalid(field: str, code: str, message: str, fix: str = "") -> Invalid:
    """An :class:`Invalid` about one field."""
    return Invalid(message, errors=[FieldError(field, code, message, fix)])
