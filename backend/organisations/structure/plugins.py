"""What other domains bring to a structure change: what is still open, what follows, and who carries things over."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Protocol
from uuid import UUID

from sqlmodel import Session

from backend.kernel.authz import Actor
from backend.organisations.structure.codes import StructureKind, StructureLineKind, StructurePart


@dataclass(frozen=True, slots=True)
class Occasion:
    """Why an open matter is asked for; ``is_undo`` when a change is to be taken back."""

    kind: StructureKind
    part: StructurePart
    effective_on: date
    is_undo: bool = False


@dataclass(frozen=True, slots=True)
class OpenMatter:
    """Something that must be settled first (A-R17): what, how many, and where the page shows them."""

    code: str
    label: str
    count: int
    link: str


@dataclass(frozen=True, slots=True)
class Moving:
    """What goes along with a change, and how many."""

    code: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Handover:
    """What one union gives to another; ``chosen`` are ids of members, None for all."""

    district_id: str
    from_id: UUID
    to_id: UUID
    to_path: str
    effective_on: date
    document_no: str
    note: str
    at: datetime
    chosen: frozenset[UUID] | None = None


@dataclass(frozen=True, slots=True)
class Done:
    """One thing that was carried over, as the lines of the change keep it."""

    kind: StructureLineKind
    object_id: UUID
    result_id: UUID | None = None
    from_id: UUID | None = None
    to_id: UUID | None = None
    before: str = ""
    after: str = ""


#: (session, district, union, occasion) -> what is open at or below that union
OpenMatters = Callable[[Session, str, UUID, Occasion], "list[OpenMatter]"]


class Carrier:
    """What a domain does with its own rows when unions move, merge or split; the default is nothing."""

    def follows(self, session: Session, district_id: str, path: str) -> list[Moving]:
        """What stands at or below a place and moves with it."""
        return []

    def gives(self, session: Session, handover: Handover) -> list[Moving]:
        """What would be carried over."""
        return []

    def hinders(self, session: Session, handover: Handover) -> list[OpenMatter]:
        """What of it cannot be carried over."""
        return []

    def carry(self, session: Session, actor: Actor, handover: Handover) -> list[Done]:
        """Carry it over; everything recorded at the one moment ``handover.at``."""
        return []

    def touched(self, session: Session, district_id: str, done: Sequence[Done]) -> list[OpenMatter]:
        """What has happened since with what was carried over."""
        return []

    def take_back(
        self, session: Session, actor: Actor, handover: Handover, done: Sequence[Done]
    ) -> list[Done]:
        """Give back what was carried over, by new events."""
        return []

    def settle(self, session: Session, actor: Actor, organisation_id: UUID, on: date, reason: str) -> None:
        """A union has been founded, changed, ended or revived: set right what hangs on whom it covers."""


class HasStructure(Protocol):
    """A domain as this list sees it."""

    @property
    def open_matters(self) -> Sequence[Any]: ...
    @property
    def carriers(self) -> Sequence[Any]: ...


_MATTERS: list[OpenMatters] = []
_CARRIERS: list[Carrier] = []


def publish(modules: Iterable[HasStructure]) -> None:
    """Take over the plug-ins of the one list of modules (called when that list is read)."""
    known = list(modules)
    _MATTERS[:] = [item for module in known for item in module.open_matters]
    _CARRIERS[:] = [item for module in known for item in module.carriers]


def carriers() -> Sequence[Carrier]:
    """Every domain's carrier, in the order of the modules."""
    return _CARRIERS


def settle(session: Session, actor: Actor, ids: Iterable[UUID], on: date, reason: str) -> None:
    """Tell every domain that these unions, or whom they cover, have changed."""
    session.flush()
    for organisation_id in dict.fromkeys(ids):
        for carrier in _CARRIERS:
            carrier.settle(session, actor, organisation_id, on, reason)


def open_matters(
    session: Session, district_id: str, organisation_id: UUID, occasion: Occasion
) -> list[OpenMatter]:
    """Everything that is open at or below a union."""
    found = [matter for look in _MATTERS for matter in look(session, district_id, organisation_id, occasion)]
    return [matter for matter in found if matter.count]
