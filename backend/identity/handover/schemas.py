"""What crosses the wire about handovers."""

from datetime import date
from typing import Annotated
from uuid import UUID

from pydantic import Field

from backend.identity.codes import HandoverReason
from backend.identity.schemas import LoginText
from backend.kernel.roles import Role
from backend.kernel.wire import WireIn, WireOut


class HandoverIn(WireIn):
    """Who takes over, and why."""

    successor_login_name: LoginText
    reason: HandoverReason
    note: Annotated[str, Field(min_length=1, max_length=1000)]


class WorkOut(WireOut):
    """One kind of open work; what is not reassigned stays at the place, or ends."""

    code: str
    label: str
    count: int
    is_reassigned: bool


class HandoverPreviewOut(WireOut):
    """What is open at an account now."""

    person_name: str
    login_name: str
    role: Role
    work: list[WorkOut]


class HandoverOut(WireOut):
    """A handover that was done."""

    id: UUID
    from_name: str
    to_name: str
    reason: HandoverReason
    done_on: date
    work: list[WorkOut]
