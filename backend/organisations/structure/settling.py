"""The day's work on structure changes: approved ones whose day has come take effect."""

from typing import Any

from sqlalchemy import select
from sqlmodel import Session

from backend.kernel import clock
from backend.kernel.authz import Actor
from backend.kernel.db import as_system
from backend.kernel.paths import move_rows
from backend.organisations.structure.codes import StructureAction, StructureState
from backend.organisations.structure.codes import StructureLineKind as L
from backend.organisations.structure.models import StructureChange, StructureLine
from backend.organisations.structure.orders import order_of, scene_of
from backend.organisations.structure.preview import preview
from backend.organisations.structure.service import bring_into_effect, follow

_CHANGE: Any = StructureChange


def settle_due(session: Session, actor: Actor) -> int:
    """The day's work: bring approved changes into effect, and let latecomers follow the moves of the last days.

    A change that something has come to speak against stays approved and says why.
    """
    statement = select(StructureChange).where(
        _CHANGE.district_id == actor.district_id,
        _CHANGE.status == StructureState.CONFIRMED,
        _CHANGE.effective_on <= clock.today(),
    )
    done = 0
    with as_system(session):
        for change in list(session.execute(statement.order_by(_CHANGE.id)).scalars()):
            done += _try(session, actor, change)
        _sweep(session, actor.district_id)
    return done


def _try(session: Session, actor: Actor, change: StructureChange) -> int:
    found = preview(session, scene_of(session, order_of(session, change)), change.id)
    if found.may:
        follow(session, actor, change, StructureAction.TAKE_EFFECT)
        bring_into_effect(session, actor, change)
        return 1
    change.hindrance = found.against[:500]
    session.flush()
    return 0


def _sweep(session: Session, district_id: str) -> None:
    """Rows that somebody wrote at an old place while it was being left follow to the new one."""
    line: Any = StructureLine
    newest: dict[str, str] = {}
    rows = session.execute(
        select(line.before, line.after)
        .where(
            line.district_id == district_id,
            line.kind == L.MOVE,
            line.recorded_at >= clock.start_of(clock.today()),
        )
        .order_by(line.id)
    )
    for before, after in rows:
        newest.pop(after, None)
        newest[before] = after
    for before, after in newest.items():
        move_rows(session, district_id, before, after)
