"""Taking a structure change back: by new events, never by deletion, and only while nothing was built on it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import or_, select
from sqlmodel import Session

from backend.kernel.authz import Actor
from backend.kernel.decisions import Check, verdict_of
from backend.organisations.changes import change_line, note_change
from backend.organisations.codes import OrgChangeKind, OrgStatus
from backend.organisations.models import Coverage, Organisation
from backend.organisations.structure import edges, plugins
from backend.organisations.structure.codes import (
    IN_EFFECT,
    WAITING,
    StructureKind,
    StructurePart,
)
from backend.organisations.structure.codes import StructureLineKind as L
from backend.organisations.structure.effects import (
    cover,
    end_union,
    give_name,
    move_to,
    note_lineage,
)
from backend.organisations.structure.models import (
    Lineage,
    StructureChange,
    StructureLine,
    StructureParty,
)
from backend.organisations.structure.orders import parties_of
from backend.organisations.structure.plugins import Done, Handover, Occasion, OpenMatter
from backend.organisations.structure.preview import Preview

_CHANGE: Any = StructureChange
_PARTY: Any = StructureParty
_LINE: Any = StructureLine
_LINEAGE: Any = Lineage


def undo_preview(session: Session, change: StructureChange) -> Preview:
    """What speaks against taking a change back."""
    done = lines_of(session, change)
    later = _later(session, change, _touched(session, change, done))
    checks = (
        Check(
            "nothing_later", "此后没有别的组织变更涉及这些工会", verdict_of(not later), "A.9",
            (("此后的变更", "、".join(later) or "无"),), None, "请先撤回后来的那一件变更",
        ),
    )  # fmt: skip
    return Preview((), tuple(_matters(session, change, done)), checks)


def lines_of(session: Session, change: StructureChange) -> list[Done]:
    """What a change did, in order."""
    rows = session.execute(
        select(StructureLine)
        .where(
            _LINE.district_id == change.district_id,
            _LINE.change_id == change.id,
            _LINE.is_undo.is_(False),
        )
        .order_by(_LINE.id)
    ).scalars()
    return [
        Done(row.kind, row.object_id, row.result_id, row.from_id, row.to_id, row.before, row.after)
        for row in rows
    ]


def take_back(session: Session, actor: Actor, change: StructureChange, at: datetime) -> list[Done]:
    """Undo a change, last things first; what it created ends on the day it began."""
    done = lines_of(session, change)
    members = [line for line in done if line.kind is L.MEMBER]
    undone: list[Done] = []
    for line in reversed(done):
        if line.kind is not L.MEMBER:
            undone += _undo_line(session, actor, change, line, at)
        elif line is members[-1]:
            undone += _members_back(session, actor, change, members, at)
    _withdraw_lineage(session, change, at)
    return undone


def _undo_line(
    session: Session, actor: Actor, change: StructureChange, line: Done, at: datetime
) -> list[Done]:
    if line.kind is L.COVERAGE:
        return _uncover(session, change, line)
    union = session.get_one(Organisation, (change.district_id, line.object_id))
    if line.kind is L.MOVE:
        parent = session.get_one(Organisation, (change.district_id, line.from_id))
        return [move_to(session, actor, union, parent, line.before, change.effective_on, at)]
    if line.kind is L.NAME:
        return [give_name(session, actor, union, line.before, OrgChangeKind.TAKEN_BACK)]
    if line.kind is L.FOUND:
        return [end_union(session, actor, union, OrgChangeKind.TAKEN_BACK, change.effective_on, at)]
    edges.revive(session, union, OrgStatus(line.before), at)
    note_change(
        session,
        actor,
        union,
        OrgChangeKind.TAKEN_BACK,
        [change_line("dissolved_on", change.effective_on, None)],
    )
    return [Done(L.END, union.id, None, None, None, line.after, line.before)]


def _uncover(session: Session, change: StructureChange, line: Done) -> list[Done]:
    """The employer goes back to the union that covered it."""
    old = session.get_one(Coverage, (change.district_id, line.object_id))
    union = session.get_one(Organisation, (change.district_id, old.organisation_id))
    on = change.effective_on
    if line.result_id is not None:
        return [cover(session, session.get_one(Coverage, (change.district_id, line.result_id)), union, on)]
    made = Coverage(
        district_id=change.district_id, org_path=union.org_path, organisation_id=union.id,
        employer_id=old.employer_id, valid_from=on,
    )  # fmt: skip
    session.add(made)
    session.flush()
    return [Done(L.COVERAGE, old.id, made.id, None, union.id)]


def _members_back(
    session: Session, actor: Actor, change: StructureChange, lines: Sequence[Done], at: datetime
) -> list[Done]:
    undone: list[Done] = []
    for from_id in dict.fromkeys(line.from_id for line in lines):
        own = [line for line in lines if line.from_id == from_id]
        home = session.get_one(Organisation, (change.district_id, from_id))
        to_id = own[0].to_id
        assert to_id is not None
        handover = Handover(
            change.district_id, to_id, home.id, home.org_path, change.effective_on, change.document_no,
            f"撤回{change.kind.label}：{change.document_no}", at,
        )  # fmt: skip
        for carrier in plugins.carriers():
            undone += carrier.take_back(session, actor, handover, own)
    return undone


def _withdraw_lineage(session: Session, change: StructureChange, at: datetime) -> None:
    rows = session.execute(
        select(Lineage).where(
            _LINEAGE.district_id == change.district_id,
            _LINEAGE.change_id == change.id,
            _LINEAGE.is_withdrawal.is_(False),
        )
    ).scalars()
    for row in list(rows):
        key = change.district_id
        before = session.get_one(Organisation, (key, row.predecessor_id))
        after = session.get_one(Organisation, (key, row.successor_id))
        note_lineage(session, change, before, after, at, is_withdrawal=True)


def _touched(session: Session, change: StructureChange, done: Sequence[Done]) -> set[UUID]:
    parties = parties_of(session, change)
    main = {
        p.organisation_id
        for p in parties
        if p.part not in (StructurePart.OLD_PARENT, StructurePart.NEW_PARENT)
    }
    return main | {line.object_id for line in done if line.kind is L.MOVE}


def _later(session: Session, change: StructureChange, unions: set[UUID]) -> list[str]:
    """Changes that were made after this one, or are on their way, and name the same unions in any part."""
    rows = session.execute(
        select(_CHANGE.title)
        .join(StructureParty, (_PARTY.district_id == _CHANGE.district_id) & (_PARTY.change_id == _CHANGE.id))
        .where(
            _CHANGE.district_id == change.district_id,
            _CHANGE.id != change.id,
            _PARTY.organisation_id.in_(unions),
            or_(
                _CHANGE.status.in_(WAITING),
                _CHANGE.status.in_(IN_EFFECT) & (_CHANGE.applied_at > change.applied_at),
            ),
        )
        .distinct()
    )
    return list(rows.scalars())


def _matters(session: Session, change: StructureChange, done: Sequence[Done]) -> list[OpenMatter]:
    found: list[OpenMatter] = []
    if change.kind is not StructureKind.RENAME:
        for party in parties_of(session, change):
            if party.part in (StructurePart.SUBJECT, StructurePart.TARGET, StructurePart.CREATED):
                occasion = Occasion(change.kind, party.part, change.effective_on, is_undo=True)
                found += plugins.open_matters(session, change.district_id, party.organisation_id, occasion)
    for carrier in plugins.carriers():
        found += carrier.touched(session, change.district_id, done)
    return [matter for matter in found if matter.count]
