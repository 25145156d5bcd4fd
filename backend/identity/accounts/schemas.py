"""Bodies of the accounts counter."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field

from backend.identity.codes import AccountStatus
from backend.identity.grants.schemas import GrantOut, NoteText, OfficeSet, StandingOut
from backend.identity.schemas import PlaceOut
from backend.kernel.history import ActionOut, HistoryOut
from backend.kernel.paging import Page
from backend.kernel.roles import Office, Role
from backend.kernel.wire import WireDate, WireIn, WireOut

LoginNameText = Annotated[
    str, Field(min_length=3, max_length=32, description="小写字母、数字、点、横线", examples=["430702003"])
]
NameText = Annotated[str, Field(min_length=1, max_length=60)]
MobileText = Annotated[str, Field(min_length=11, max_length=20)]


class AccountIn(WireIn):
    """A new account of a natural person."""

    login_name: LoginNameText
    person_name: NameText
    mobile: MobileText
    role: Role
    organisation_id: UUID
    offices: OfficeSet = []
    valid_to: WireDate | None = None
    note: NoteText = ""


class AccountChangeIn(WireIn):
    """What changes about the person; what is left out stays. Other rights are proposed (grants)."""

    person_name: NameText | None = None
    mobile: MobileText | None = None


class AccountRow(WireOut):
    """One line of the list of accounts."""

    id: UUID
    login_name: str
    person_name: str
    role: Role
    organisation: PlaceOut
    #: the offices held today, and whether the account has any rights today
    offices: list[Office]
    has_rights: bool
    status: AccountStatus
    must_change_password: bool
    last_login_at: datetime | None
    version: int


class AccountPage(Page[AccountRow]):
    """A page of accounts."""


class AccountOut(AccountRow):
    """One account with its person (phone masked), what may be done with it, and what was done."""

    mobile: str
    standing: StandingOut | None
    #: approved rights whose first day is still to come
    coming: StandingOut | None
    #: the undecided proposal, if there is one
    proposal: GrantOut | None
    created_at: datetime
    actions: list[ActionOut]
    history: list[HistoryOut]


class AccountResult(WireOut):
    """An account after opening or a move; a generated password is shown this once only."""

    account: AccountOut
    temporary_password: str | None


class PlacePage(Page[PlaceOut]):
    """A page of unions to choose an account's place from."""
