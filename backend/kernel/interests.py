"""Who may not decide about whom: the caller's own case and those of near relatives (回避)."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from sqlmodel import Session

from backend.kernel.authz import Actor
from backend.kernel.errors import Conflict


@dataclass(frozen=True, slots=True)
class Subject:
    """Somebody a decision is about, by whatever is known of them; never a plain personal value.

    ``person_id``: a person with an account; ``mobile_index`` and ``id_no_index``: blind indexes; ``name`` only where
    nothing else is known (a namesake is then refused as well).
    """

    person_id: UUID | None = None
    mobile_index: str | None = None
    id_no_index: str | None = None
    name: str | None = None


#: (session, caller, subjects) -> why the caller may not decide, or None
InterestCheck = Callable[[Session, Actor, "list[Subject]"], "str | None"]
_CHECKS: list[InterestCheck] = []


class HasInterests(Protocol):
    """A domain as this list sees it."""

    @property
    def interest(self) -> InterestCheck | None: ...


def publish(modules: Iterable[HasInterests]) -> None:
    """Take over the checks of the one list of modules (called when that list is read)."""
    found = [module.interest for module in modules if module.interest is not None]
    _CHECKS[:] = found


def refuse_interest(session: Session, actor: Actor, subjects: Iterable[Subject]) -> None:
    """A decision about oneself, whom one acts for, or a declared near relative is somebody else's.

    Raises Conflict.
    """
    about = list(subjects)
    for check in _CHECKS:
        reason = check(session, actor, about)
        if reason is not None:
            raise Conflict(reason)
