"""Whether a union's payers owe funds, as the domain that keeps the funds tells; unknown while no domain does."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Protocol
from uuid import UUID

from sqlmodel import Session

#: (session, district, union, day) -> whether a month is overdue and not paid; None when that is not known
OwesFunds = Callable[[Session, str, UUID, date], "bool | None"]
_KEEPERS: list[OwesFunds] = []


class HasFunds(Protocol):
    """A domain as this list sees it."""

    @property
    def owes_funds(self) -> OwesFunds | None: ...


def publish(modules: Iterable[HasFunds]) -> None:
    """Take over the keeper of the funds from the one list of modules (called when that list is read)."""
    _KEEPERS[:] = [module.owes_funds for module in modules if module.owes_funds is not None]


def owes_funds(session: Session, district_id: str, organisation_id: UUID, on: date) -> bool | None:
    """Whether a union's payers owe funds on a day; None when nobody knows."""
    told = [keeper(session, district_id, organisation_id, on) for keeper in _KEEPERS]
    known = [answer for answer in told if answer is not None]
    return any(known) if known else None
