"""What crosses the wire about grants."""

from datetime import date
from typing import Annotated
from uuid import UUID

from pydantic import Field

from backend.identity.codes import GrantKind, GrantState
from backend.identity.schemas import PlaceOut
from backend.kernel.history import ActionOut, HistoryOut
from backend.kernel.paging import Page
from backend.kernel.roles import Office, Role
from backend.kernel.wire import WireDate, WireIn, WireOut

OfficeSet = Annotated[list[Office], Field(max_length=len(Office), description="区级科室，仅区总工会账号")]
NoteText = Annotated[str, Field(max_length=1000, description="理由")]


class GrantIn(WireIn):
    """The rights an account shall have from a day on, or from the approval; without a role its rights shall end."""

    role: Role | None = None
    organisation_id: UUID | None = None
    offices: OfficeSet = []
    valid_from: Annotated[WireDate | None, Field(description="不填为批准之日")] = None
    valid_to: WireDate | None = None
    note: NoteText = ""


class GrantRow(WireOut):
    """One line of the list of grants; ``valid_to`` is the first day without the rights."""

    id: UUID
    account_id: UUID
    login_name: str
    person_name: str
    kind: GrantKind
    role: Role
    organisation: PlaceOut
    offices: list[Office]
    proposed_on: date
    proposed_by: str
    valid_from: date | None
    valid_to: date | None
    status: GrantState
    version: int


class GrantPage(Page[GrantRow]):
    """A page of grants, newest first."""


class StandingOut(WireOut):
    """The rights an account has today."""

    role: Role
    organisation: PlaceOut
    offices: list[Office]
    valid_from: date
    valid_to: date | None


class GrantOut(GrantRow):
    """One grant with what the account may do until it is decided."""

    standing: StandingOut | None
    actions: list[ActionOut]
    history: list[HistoryOut]
