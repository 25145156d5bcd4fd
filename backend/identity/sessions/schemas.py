"""Bodies of log-in, own sessions and own password."""

from datetime import date, datetime
from typing import ClassVar
from uuid import UUID

from pydantic import Field

from backend.identity.codes import SessionEnd
from backend.identity.schemas import DistrictOut, LoginText, PasswordText, PlaceOut, SecretIn
from backend.identity.second_factor.schemas import CodeText
from backend.kernel.paging import Page
from backend.kernel.roles import Office, Role
from backend.kernel.wire import WireIn, WireOut, example


class LoginIn(SecretIn):
    """Login name and password."""

    model_config = example(login_name="chair1", password="tokyo-rain-bicycle-7")  # noqa: S106 - an example
    passwords: ClassVar[frozenset[str]] = frozenset({"password"})

    login_name: LoginText
    password: PasswordText


class ChallengeOut(WireOut):
    """The password was right; the code of the second factor is still to come."""

    challenge: str
    expires_in: int = Field(examples=[300])


class LoginCodeIn(WireIn):
    """The second step of log-in."""

    challenge: str = Field(min_length=1, max_length=200)
    code: CodeText


class PasswordChangeIn(SecretIn):
    """The password in use and the one that replaces it."""

    passwords: ClassVar[frozenset[str]] = frozenset({"current_password", "new_password"})

    current_password: PasswordText
    new_password: PasswordText


class StepUpIn(SecretIn):
    """A fresh proof of who is calling."""

    passwords: ClassVar[frozenset[str]] = frozenset({"password"})

    password: PasswordText | None = Field(default=None, description="未启用二次验证的账号用登录密码")
    code: CodeText | None = None


class StepUpOut(WireOut):
    """Until when the proof holds in this session."""

    proved_until: datetime


class MeOut(WireOut):
    """Who is signed in, where, and with which rights."""

    id: UUID
    login_name: str
    person_name: str
    role: Role
    offices: list[Office]
    #: the name of whom the caller acts for, under a delegation
    acting_for: str | None
    organisation: PlaceOut
    district: DistrictOut
    permissions: list[str]
    must_change_password: bool
    has_second_factor: bool
    #: rights sleep until the caller has set up a second factor
    must_enrol: bool
    #: the business date, from which the page proposes periods
    today: date


class TokenOut(WireOut):
    """An access token for the Authorization header, with its life in seconds, and who it is for."""

    access_token: str
    expires_in: int = Field(examples=[600])
    me: MeOut


class OpenSessionRow(WireOut):
    """Somebody's session in use, as the security administrator sees it."""

    id: UUID
    account_id: UUID
    login_name: str
    person_name: str
    role: Role
    organisation: PlaceOut
    device: str
    started_at: datetime
    used_at: datetime
    #: the caller's own; it is ended on the page of the own account
    is_own: bool


class OpenSessionPage(Page[OpenSessionRow]):
    """A page of sessions in use."""


class SessionEndIn(WireIn):
    """Why somebody is signed out."""

    note: str = Field(min_length=1, max_length=500, description="理由，记入审计")


class SessionOut(WireOut):
    """One device the caller signed in on, newest first; ended ones stay listed for a while."""

    id: UUID
    device: str
    started_at: datetime
    used_at: datetime
    ended_at: datetime | None
    end_reason: SessionEnd | None
    is_current: bool
    is_active: bool
