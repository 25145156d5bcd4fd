"""HTTP of log-in, refresh, log-out, the caller's card, devices and password."""

from typing import Any
from uuid import UUID

from fastapi import Request, Response
from fastapi.responses import JSONResponse

from backend.identity.desk import Desk, DeskOf
from backend.identity.rules import device_of
from backend.identity.sessions import queries, service, step_up
from backend.identity.sessions.cookies import cookie_of, give_cookie, refuse_foreign_page, take_cookie
from backend.identity.sessions.schemas import (
    ChallengeOut,
    LoginCodeIn,
    LoginIn,
    MeOut,
    PasswordChangeIn,
    SessionOut,
    StepUpIn,
    StepUpOut,
    TokenOut,
)
from backend.kernel.authz import Signed
from backend.kernel.db import Db
from backend.kernel.http import api_router

auth_router = api_router("/auth", "identity")
me_router = api_router("/me", "identity")
#: The answer of log-in while the second factor is still to come.
HALF_SIGNED: dict[int | str, dict[str, Any]] = {
    202: {"model": ChallengeOut, "description": "密码正确，还须输入二次验证的验证码"}
}


@auth_router.post("/login", summary="登录", response_model=TokenOut, responses=HALF_SIGNED)
def login(db: Db, desk: DeskOf, request: Request, response: Response, form: LoginIn) -> TokenOut | Response:
    """Sign in; the refresh token comes in a cookie that scripts cannot read.

    登录名不存在、密码不对、账号停用，答复相同。连续失败后须等待，时间逐次加长。
    """
    refuse_foreign_page(desk, request)
    signed = service.log_in(db, desk, form.login_name, form.password.get_secret_value(), _knock(request))
    if isinstance(signed, service.HalfSigned):
        told = ChallengeOut(challenge=signed.challenge, expires_in=signed.expires_in)
        return JSONResponse(told.model_dump(), status_code=202)
    return _answer(db, desk, response, signed)


@auth_router.post("/login/code", summary="登录的第二步")
def login_with_code(
    db: Db, desk: DeskOf, request: Request, response: Response, form: LoginCodeIn
) -> TokenOut:
    """The code of the second factor, after the right password; each code is good for one use.

    验证码连续输错也要等待，与密码分开计数。五分钟内未输入须重新输入密码。
    """
    refuse_foreign_page(desk, request)
    signed = service.log_in_with_code(db, desk, form.challenge, form.code, _knock(request))
    return _answer(db, desk, response, signed)


@auth_router.post("/refresh", summary="续期")
def refresh(db: Db, desk: DeskOf, request: Request, response: Response) -> TokenOut:
    """Exchange the refresh cookie for a new one and a new access token.

    每个续期凭据只用一次；十秒内重发得到同一个后继，更晚的重用使这次登录全部失效。
    """
    signed = service.refresh(db, desk, cookie_of(desk, request))
    return _answer(db, desk, response, signed)


@auth_router.post("/logout", status_code=204, summary="退出")
def logout(db: Db, desk: DeskOf, request: Request, response: Response) -> None:
    """End this device's session."""
    service.log_out(db, desk, cookie_of(desk, request))
    take_cookie(desk, response)


@auth_router.post("/step-up", summary="再次验证身份")
def prove_again(db: Db, actor: Signed, desk: DeskOf, request: Request, form: StepUpIn) -> StepUpOut:
    """Prove again who one is; dangerous acts of this session are open for ten minutes.

    查看完整信息、大批量导出、付款、授权等操作前须再次验证。启用了二次验证的账号用验证码，其他账号用密码。
    连续失败的等待与登录相同。
    """
    password = form.password.get_secret_value() if form.password else None
    until = step_up.prove_again(db, desk, actor, password, form.code, _source(request))
    return StepUpOut(proved_until=until)


@me_router.get("", summary="本人")
def get_me(db: Db, actor: Signed, desk: DeskOf) -> MeOut:
    """Who is signed in, where, and with which rights."""
    return queries.card_of(db, desk, actor)


@me_router.get("/sessions", summary="本人的登录设备")
def list_my_sessions(db: Db, actor: Signed, desk: DeskOf) -> list[SessionOut]:
    """The caller's devices of the last 30 days, newest first."""
    return queries.own_sessions(db, actor, desk.lifetime)


@me_router.delete("/sessions/{session_id}", status_code=204, summary="让一台设备下线")
def end_session(db: Db, actor: Signed, session_id: UUID) -> None:
    """Sign one of the caller's devices out at once; repeating it changes nothing, so no If-Match is asked for."""
    service.end_own_session(db, actor, session_id)


@me_router.post("/password", status_code=204, summary="修改本人密码")
def change_password(db: Db, actor: Signed, desk: DeskOf, request: Request, form: PasswordChangeIn) -> None:
    """Replace the caller's password; every other device is signed out."""
    current, replacement = form.current_password.get_secret_value(), form.new_password.get_secret_value()
    service.change_password(db, desk, actor, current, replacement, _source(request))


def _answer(db: Db, desk: Desk, response: Response, signed: service.SignedIn) -> TokenOut:
    give_cookie(desk, response, signed.refresh_token)
    return TokenOut(
        access_token=signed.access_token,
        expires_in=signed.expires_in,
        me=queries.card_of(db, desk, signed.actor),
    )


def _knock(request: Request) -> service.Knock:
    return service.Knock(_source(request), device_of(request.headers.get("user-agent", "")))


def _source(request: Request) -> str:
    return request.client.host if request.client else "unknown"
