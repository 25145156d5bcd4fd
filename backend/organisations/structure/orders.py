"""What a structure change asks for, with the unions it names, read beyond the caller's reach."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlmodel import Session

from backend.organisations.models import Organisation
from backend.organisations.queries import ORG
from backend.organisations.structure.codes import StructureKind, StructurePart
from backend.organisations.structure.models import StructureChange, StructureParty

_P: Any = StructureParty


@dataclass(frozen=True, slots=True)
class Order:
    """One change as it is asked for; ids only."""

    district_id: str
    kind: StructureKind
    effective_on: date
    subject_ids: tuple[UUID, ...]
    target_id: UUID | None
    document_no: str
    new_name: str = ""
    member_ids: frozenset[UUID] = frozenset()
    employer_ids: frozenset[UUID] = frozenset()
    employer_name: str = ""


@dataclass(frozen=True, slots=True)
class Scene:
    """The order with its rows; ``parent`` is the present parent of the first union."""

    order: Order
    subjects: tuple[Organisation, ...]
    target: Organisation | None
    parent: Organisation | None


#: Under which part the union that receives stands, by kind.
TARGET_PART = {
    StructureKind.REPARENT: StructurePart.NEW_PARENT,
    StructureKind.MERGE: StructurePart.TARGET,
}


def order_of(session: Session, change: StructureChange) -> Order:
    """The order behind a recorded change."""
    parties = parties_of(session, change)
    target = next((p for p in parties if p.part is TARGET_PART.get(change.kind)), None)
    return Order(
        district_id=change.district_id,
        kind=change.kind,
        effective_on=change.effective_on,
        subject_ids=tuple(p.organisation_id for p in parties if p.part is StructurePart.SUBJECT),
        target_id=target.organisation_id if target else None,
        document_no=change.document_no,
        new_name=change.new_name,
        member_ids=frozenset(UUID(item) for item in change.choice.get("members", [])),
        employer_ids=frozenset(UUID(item) for item in change.choice.get("employers", [])),
        employer_name=change.choice.get("employer_name", ""),
    )


def parties_of(session: Session, change: StructureChange) -> list[StructureParty]:
    """The unions of a change, in the order they were named."""
    statement = (
        select(StructureParty)
        .where(_P.district_id == change.district_id, _P.change_id == change.id)
        .order_by(_P.id)
    )
    return list(session.execute(statement).scalars())


def scene_of(session: Session, order: Order) -> Scene:
    """The rows an order names; they were found when it was made, and unions are never deleted."""
    wanted = [*order.subject_ids, *([order.target_id] if order.target_id else [])]
    statement = select(Organisation).where(ORG.district_id == order.district_id, ORG.id.in_(wanted))
    rows = {row.id: row for row in session.execute(statement).scalars()}
    subjects = tuple(rows[item] for item in order.subject_ids)
    target = rows[order.target_id] if order.target_id else None
    first = subjects[0]
    parent = session.get(Organisation, (first.district_id, first.parent_id)) if first.parent_id else None
    return Scene(order, subjects, target, parent)
