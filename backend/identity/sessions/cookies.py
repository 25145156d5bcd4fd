"""The refresh cookie, and the check that only our own page may use it."""

from fastapi import Request, Response

from backend.identity.desk import Desk
from backend.kernel.errors import Forbidden, Unauthenticated


def give_cookie(desk: Desk, response: Response, token: str) -> None:
    """Hand the refresh token over where scripts cannot read it."""
    response.set_cookie(
        desk.cookie_name,
        token,
        max_age=desk.settings.refresh_idle_minutes * 60,
        path="/",
        secure=desk.settings.secure_cookies,
        httponly=True,
        samesite="strict",
    )


def take_cookie(desk: Desk, response: Response) -> None:
    """Make the browser forget the refresh token."""
    response.delete_cookie(
        desk.cookie_name, path="/", secure=desk.settings.secure_cookies, httponly=True, samesite="strict"
    )


def cookie_of(desk: Desk, request: Request) -> str:
    """The refresh token of a request from our own page.

    Raises Unauthenticated without a token, Forbidden when another site sent the request.
    """
    token = request.cookies.get(desk.cookie_name)
    if not token:
        raise Unauthenticated()
    if request.headers.get("origin") != own_origin(desk, request):
        raise Forbidden("请从本系统页面操作")
    return token


def refuse_foreign_page(desk: Desk, request: Request) -> None:
    """A page of another site may not sign its visitor in here.

    Raises Forbidden. Programs that are no browser send no Origin and pass.
    """
    given = request.headers.get("origin")
    if given is not None and given != own_origin(desk, request):
        raise Forbidden("请从本系统页面登录")


def own_origin(desk: Desk, request: Request) -> str:
    """Where our page lives: as configured, else as the browser addressed this request."""
    return desk.settings.public_origin or f"{request.url.scheme}://{request.url.netloc}"
