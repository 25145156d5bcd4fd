"""Open work of one account that somebody takes over: every domain names its own (a plug-in of the module list)."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from sqlalchemy import func, select, update
from sqlmodel import Session

from backend.kernel.authz import Actor
from backend.kernel.codes import Code


@dataclass(frozen=True, slots=True)
class HandoverWork:
    """One kind of work.

    :param count: how much of it the leaving account has open.
    :param reassign: (session, leaving, successor) -> how much was moved; None for work that belongs to the place and
        is the successor's without anybody's act.
    """

    code: str
    label: str
    count: Callable[[Session, Actor], int]
    reassign: Callable[[Session, Actor, Actor], int] | None = None


class HasHandover(Protocol):
    """A domain as this list sees it."""

    @property
    def handover(self) -> Sequence[HandoverWork]: ...


_WORK: list[HandoverWork] = []


def publish(modules: Iterable[HasHandover]) -> None:
    """Take over the kinds of work of the one list of modules (called when that list is read)."""
    found = [work for module in modules for work in module.handover]
    _WORK[:] = found


def works() -> list[HandoverWork]:
    """Every kind of work, in the order of the modules."""
    return list(_WORK)


def owned(code: str, label: str, model: Any, statuses: Collection[Code]) -> HandoverWork:
    """Rows with an ``account_id`` that are still open in some states; the successor becomes their owner."""

    def theirs(leaving: Actor) -> tuple[Any, ...]:
        return (
            model.district_id == leaving.district_id,
            model.account_id == leaving.account_id,
            model.status.in_(statuses),
        )

    def count(session: Session, leaving: Actor) -> int:
        statement = select(func.count()).select_from(model).where(*theirs(leaving))
        return int(session.execute(statement).scalar_one())

    def reassign(session: Session, leaving: Actor, successor: Actor) -> int:
        moved = session.execute(
            update(model)
            .where(*theirs(leaving))
            .values(account_id=successor.account_id, person_name=successor.person_name)
            .execution_options(synchronize_session=False)
        )
        return int(moved.rowcount)  # type: ignore[attr-defined]

    return HandoverWork(code, label, count, reassign)
