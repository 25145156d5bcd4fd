"""What crosses the wire about delegations."""

from datetime import date
from typing import Annotated
from uuid import UUID

from pydantic import Field

from backend.identity.codes import DelegationState
from backend.identity.schemas import LoginText, PlaceOut
from backend.kernel.history import ActionOut, HistoryOut
from backend.kernel.wire import WireDate, WireIn, WireOut

RightCodes = Annotated[list[Annotated[str, Field(max_length=60)]], Field(min_length=1, max_length=200)]


class DelegationIn(WireIn):
    """A delegation to a colleague's account, over the own place or a part below it."""

    delegate_login_name: LoginText
    organisation_id: UUID | None = None
    rights: RightCodes
    starts_on: WireDate
    last_on: WireDate
    note: Annotated[str, Field(max_length=1000)] = ""


class RightOut(WireOut):
    """One right in words, under the subject it belongs to."""

    code: str
    subject: str
    label: str


class DelegationOut(WireOut):
    """One delegation as either side sees it."""

    id: UUID
    principal_name: str
    delegate_name: str
    delegate_login_name: str
    #: whether the caller gave it; otherwise the caller may act under it
    is_given: bool
    #: whether it may be used today
    is_running: bool
    organisation: PlaceOut
    rights: list[RightOut]
    starts_on: date
    last_on: date
    ended_on: date | None
    status: DelegationState
    version: int
    actions: list[ActionOut]
    history: list[HistoryOut]
