"""Which structure changes wait for the caller: to agree, to receive, to confirm; nobody decides on what they made."""

from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, false, or_, select
from sqlmodel import Session

from backend.kernel.authz import Actor, within
from backend.kernel.db import as_system
from backend.kernel.history import trail_has
from backend.organisations.permissions import P
from backend.organisations.structure.codes import (
    StructureAction,
    StructureKind,
    StructurePart,
    StructureState,
)
from backend.organisations.structure.models import StructureChange, StructureParty
from backend.organisations.structure.rules import WORKFLOW

_C: Any = StructureChange
_P: Any = StructureParty
_A, _S = StructureAction, StructureState


def waiting(session: Session, actor: Actor) -> Select[Any]:
    """The waiting changes as the parties the caller sees: a change itself stands at the district's place."""
    with as_system(session):
        statement = select(_C.id).where(_C.district_id == actor.district_id, waits_for_me(actor))
        ids = session.execute(statement).scalars().all()
    return select(_P.change_id).where(within(StructureParty, actor), _P.change_id.in_(ids)).distinct()


def waits_for_me(actor: Actor) -> ColumnElement[bool]:
    """The steps of the workflow that decide, each with who may take it; the row locks are lifted by the caller."""
    found: list[ColumnElement[bool]] = []
    if actor.may(P.RESTRUCTURE):
        found += [
            and_(
                _C.status == _S.APPLIED,
                _C.kind == StructureKind.REPARENT,
                _stands_as(actor, StructurePart.OLD_PARENT),
                ~_made(actor, _A.APPLY),
            ),
            and_(
                _C.status == _S.CONSENTED,
                _stands_as(actor, StructurePart.NEW_PARENT),
                ~_made(actor, _A.APPLY, _A.CONSENT),
            ),
        ]
    if actor.may(P.CONFIRM_STRUCTURE):
        ready = or_(
            _C.status == _S.RECEIVED,
            and_(_C.status == _S.APPLIED, _C.kind != StructureKind.REPARENT),
        )
        found += [
            and_(ready, ~_made(actor, _A.APPLY, _A.CONSENT, _A.RECEIVE)),
            and_(_C.status == _S.UNDO_ASKED, ~_made(actor, _A.ASK_UNDO)),
        ]
    return or_(false(), *found)


def _stands_as(actor: Actor, part: StructurePart) -> ColumnElement[bool]:
    return exists().where(
        within(StructureParty, actor),
        _P.district_id == _C.district_id,
        _P.change_id == _C.id,
        _P.part == part,
    )


def _made(actor: Actor, *actions: StructureAction) -> ColumnElement[bool]:
    return or_(*(trail_has(WORKFLOW, _C, action, persons=actor.persons) for action in actions))
