"""A structure change takes effect: what each kind does, as lines of what was done."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlmodel import Session

from backend.kernel.authz import Actor
from backend.kernel.db import new_id
from backend.kernel.pinyin import phrase_initials, phrase_key
from backend.organisations.changes import change_line, note_change
from backend.organisations.codes import BaseType, OrgChangeKind, OrgForm, OrgStatus, OrgType
from backend.organisations.models import Coverage, Employer, Organisation, ParentEdge
from backend.organisations.numbering import (
    CODE_SERIES,
    child_path,
    next_number,
    organisation_code,
    path_series,
)
from backend.organisations.service import short_name
from backend.organisations.structure import edges, plugins
from backend.organisations.structure.codes import StructureKind, StructurePart
from backend.organisations.structure.codes import StructureLineKind as L
from backend.organisations.structure.models import Lineage, StructureChange, StructureParty
from backend.organisations.structure.orders import Scene
from backend.organisations.structure.plugins import Done
from backend.organisations.structure.preview import children, handovers

_C: Any = Coverage
_E: Any = Employer


def carry_out(
    session: Session, actor: Actor, change: StructureChange, scene: Scene, at: datetime
) -> list[Done]:
    """Do what an order asks for, everything recorded at one moment."""
    by_kind: dict[StructureKind, Callable[..., list[Done]]] = {
        StructureKind.REPARENT: _reparent,
        StructureKind.MERGE: _merge,
        StructureKind.SPLIT: _split,
        StructureKind.DISSOLVE: _dissolve,
        StructureKind.RENAME: _rename,
    }
    return by_kind[change.kind](session, actor, change, scene, at)


def _reparent(
    session: Session, actor: Actor, change: StructureChange, scene: Scene, at: datetime
) -> list[Done]:
    assert scene.target is not None
    return [_move(session, actor, union, scene.target, change.effective_on, at) for union in scene.subjects]


def _move(
    session: Session, actor: Actor, union: Organisation, parent: Organisation, on: date, at: datetime
) -> Done:
    number = next_number(session, union.district_id, path_series(parent.org_path))
    return move_to(session, actor, union, parent, child_path(parent.org_path, number), on, at)


def move_to(
    session: Session,
    actor: Actor,
    union: Organisation,
    parent: Organisation,
    path: str,
    on: date,
    at: datetime,
) -> Done:
    """Hang a union under a parent at a given place, with its line of history."""
    old_parent, old_path = union.parent_id, union.org_path
    before = session.get(Organisation, (union.district_id, old_parent))
    assert before is not None
    line = change_line("parent_id", before.name, parent.name)
    parent_id = parent.id
    edges.hang(session, union, parent_id, path, on, at)
    note_change(session, actor, union, OrgChangeKind.MOVED, [line])
    return Done(L.MOVE, union.id, None, old_parent, parent_id, old_path, path)


def _merge(session: Session, actor: Actor, change: StructureChange, scene: Scene, at: datetime) -> list[Done]:
    assert scene.target is not None
    target, on, done = scene.target, change.effective_on, list[Done]()
    for union, handover in zip(scene.subjects, handovers(scene), strict=True):
        for child in children(session, union):
            done.append(_move(session, actor, child, target, on, at))
        for carrier in plugins.carriers():
            done += carrier.carry(session, actor, _at(handover, at))
        keeps = target.org_form is OrgForm.JOINT_COMMITTEE
        done += [cover(session, link, target if keeps else None, on) for link in covered(session, union)]
        done.append(end_union(session, actor, union, OrgChangeKind.MERGED, on, at))
        note_lineage(session, change, union, target, at)
    note_change(
        session, actor, target, OrgChangeKind.MERGED,
        [{"field": "merged", "label": "并入的工会", "before": "", "after": "、".join(u.name for u in scene.subjects)}],
    )  # fmt: skip
    return done


def _at(handover: plugins.Handover, at: datetime) -> plugins.Handover:
    return replace(handover, at=at)


def _split(session: Session, actor: Actor, change: StructureChange, scene: Scene, at: datetime) -> list[Done]:
    source, order, on = scene.subjects[0], scene.order, change.effective_on
    created = _found(session, source, scene, at)
    session.add(
        StructureParty(
            district_id=change.district_id, org_path=created.org_path, change_id=change.id,
            organisation_id=created.id, part=StructurePart.CREATED, name=created.name,
        )
    )  # fmt: skip
    done = [Done(L.FOUND, created.id, None, source.id, created.id, "", created.name)]
    for handover in handovers(scene, created):
        for carrier in plugins.carriers():
            done += carrier.carry(session, actor, _at(handover, at))
    chosen = [link for link in covered(session, source) if link.employer_id in order.employer_ids]
    done += [cover(session, link, created, on) for link in chosen]
    if order.employer_name:
        _new_employer(session, source, created, order.employer_name, on)
    note_lineage(session, change, source, created, at)
    note_change(session, actor, created, OrgChangeKind.SPLIT, [change_line("name", None, created.name)])
    note_change(
        session, actor, source, OrgChangeKind.SPLIT,
        [{"field": "split", "label": "分出的工会", "before": "", "after": created.name}],
    )  # fmt: skip
    return done


_COPIED = (
    "level", "report_class", "economic_type", "unit_category", "industry", "division_code", "address",
)  # fmt: skip


def _found(session: Session, source: Organisation, scene: Scene, at: datetime) -> Organisation:
    """The union a split sets up, beside the one it comes from."""
    order, parent = scene.order, scene.parent
    assert parent is not None
    district = source.district_id
    number = next_number(session, district, path_series(parent.org_path))
    path = child_path(parent.org_path, number)
    is_joint = len(order.employer_ids) + bool(order.employer_name) > 1
    short = short_name(order.new_name)
    row = Organisation(
        id=new_id(), district_id=district, org_path=path, created_at=at, parent_id=parent.id,
        code=organisation_code(district, next_number(session, district, CODE_SERIES)),
        name=order.new_name, short_name=short, initials=phrase_initials(short)[:100],
        sort_key=phrase_key(short)[:600],
        org_form=OrgForm.JOINT_COMMITTEE if is_joint else OrgForm.COMMITTEE,
        org_type=OrgType.JOINT_BASE if is_joint else OrgType.INDEPENDENT_BASE,
        base_type=BaseType.JOINT if is_joint else BaseType.INDEPENDENT,
        founded_on=order.effective_on, approval_no=order.document_no, approving_org=parent.name,
        status=OrgStatus.ACTIVE, chair_name="", contact_name="", note="",
        **{field: getattr(source, field) for field in _COPIED},
    )  # fmt: skip
    session.add(row)
    session.flush()
    session.add(
        ParentEdge(
            district_id=district, org_path=path, child_id=row.id, parent_id=parent.id,
            valid_from=order.effective_on, valid_to=None, recorded_at=at,
        )
    )  # fmt: skip
    session.flush()
    return row


def _new_employer(session: Session, source: Organisation, created: Organisation, name: str, on: date) -> None:
    first = next(iter(covered(session, source)), None)
    like = session.get(Employer, (source.district_id, first.employer_id)) if first else None
    assert like is not None
    employer = Employer(
        id=new_id(), district_id=created.district_id, org_path=created.org_path, name=name,
        employer_uscc=None, economic_type=like.economic_type, industry=like.industry,
    )  # fmt: skip
    session.add(employer)
    session.flush()
    session.add(
        Coverage(
            district_id=created.district_id, org_path=created.org_path, organisation_id=created.id,
            employer_id=employer.id, valid_from=on,
        )
    )  # fmt: skip


def _dissolve(
    session: Session, actor: Actor, change: StructureChange, scene: Scene, at: datetime
) -> list[Done]:
    done = []
    for union in scene.subjects:
        done += [cover(session, link, None, change.effective_on) for link in covered(session, union)]
        done.append(end_union(session, actor, union, OrgChangeKind.DISSOLVED, change.effective_on, at))
    return done


def _rename(
    session: Session, actor: Actor, change: StructureChange, scene: Scene, at: datetime
) -> list[Done]:
    return [give_name(session, actor, scene.subjects[0], change.new_name, OrgChangeKind.RENAMED)]


def give_name(session: Session, actor: Actor, union: Organisation, name: str, kind: OrgChangeKind) -> Done:
    """A union's name with what it is searched and sorted by."""
    before = union.name
    union.name, union.short_name = name, short_name(name)
    union.initials = phrase_initials(union.short_name)[:100]
    union.sort_key = phrase_key(union.short_name)[:600]
    union.version += 1
    session.flush()
    note_change(session, actor, union, kind, [change_line("name", before, name)])
    return Done(L.NAME, union.id, None, None, None, before, name)


def end_union(
    session: Session, actor: Actor, union: Organisation, kind: OrgChangeKind, on: date, at: datetime
) -> Done:
    """A union ends, with its line of history."""
    before = union.status
    edges.end(session, union, on, at)
    note_change(session, actor, union, kind, [change_line("dissolved_on", None, on)])
    return Done(L.END, union.id, None, None, None, before.value, on.isoformat())


def covered(session: Session, union: Organisation) -> list[Coverage]:
    """The rows that say which employers a union covers now."""
    statement = select(Coverage).where(
        _C.district_id == union.district_id, _C.organisation_id == union.id, _C.valid_to.is_(None)
    )
    return list(session.execute(statement.order_by(_C.id)).scalars())


def cover(session: Session, link: Coverage, to: Organisation | None, on: date) -> Done:
    """End one coverage and, if there is a union to take the employer, begin it there."""
    link.valid_to = max(on, link.valid_from)
    link.version += 1
    made = None
    if to is not None:
        made = Coverage(
            id=new_id(), district_id=link.district_id, org_path=to.org_path, organisation_id=to.id,
            employer_id=link.employer_id, valid_from=on,
        )  # fmt: skip
        session.add(made)
        employer = session.get_one(Employer, (link.district_id, link.employer_id))
        employer.org_path = to.org_path
    session.flush()
    return Done(L.COVERAGE, link.id, made.id if made else None, link.organisation_id, to.id if to else None)


def note_lineage(
    session: Session,
    change: StructureChange,
    predecessor: Organisation,
    successor: Organisation,
    at: datetime,
    *,
    is_withdrawal: bool = False,
) -> None:
    """Which union came out of which."""
    session.add(
        Lineage(
            district_id=change.district_id, org_path=successor.org_path, change_id=change.id,
            predecessor_id=predecessor.id, successor_id=successor.id, effective_on=change.effective_on,
            recorded_at=at, is_withdrawal=is_withdrawal,
        )
    )  # fmt: skip
    session.flush()
