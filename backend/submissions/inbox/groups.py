"""What a group of the inbox is: a right, a label, the list behind it and the page it opens."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select
from sqlmodel import Session

from backend.kernel.authz import Actor

Rows = Callable[[Session, Actor, str], Select[Any]]


@dataclass(frozen=True)
class Group:
    """One kind of work; shown to callers who hold ``needs``, or one of ``instead``, and none of ``lacks``."""

    code: str
    label: str
    needs: str
    lacks: frozenset[str]
    #: path of the list below /api/v1; {period} is the month being reported
    source: str
    #: path of the page
    link: str
    rows: Rows
    instead: frozenset[str] = frozenset()

    def concerns(self, actor: Actor) -> bool:
        """Whether this is the caller's work."""
        is_concerned = any(actor.may(right) for right in (self.needs, *self.instead))
        return is_concerned and not any(actor.may(right) for right in self.lacks)
