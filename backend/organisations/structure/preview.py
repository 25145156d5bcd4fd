"""What a structure change would do and what speaks against it; the change itself goes by the same answer."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlmodel import Session

from backend.kernel import clock
from backend.kernel.decisions import Check
from backend.organisations.admissible import FORM_ENDINGS
from backend.organisations.codes import OrgForm
from backend.organisations.facts import Check as PlacementCheck
from backend.organisations.facts import PlaceFacts
from backend.organisations.models import Coverage, Organisation
from backend.organisations.placement_rules import check_placement
from backend.organisations.queries import ORG, is_open, subtree
from backend.organisations.structure import plugins
from backend.organisations.structure.codes import (
    IN_EFFECT,
    WAITING,
    StructureKind,
    StructurePart,
    StructureState,
)
from backend.organisations.structure.edges import placed_on
from backend.organisations.structure.models import StructureChange, StructureParty
from backend.organisations.structure.orders import Scene
from backend.organisations.structure.plugins import Handover, Moving, Occasion, OpenMatter
from backend.organisations.structure.rules import Intent, UnionNow, check_intent

_C: Any = Coverage
_CHANGE: Any = StructureChange
_PARTY: Any = StructureParty
_HOLDING_PARTS = (StructurePart.SUBJECT, StructurePart.TARGET, StructurePart.CREATED)
_OPEN = WAITING | {StructureState.UNDO_ASKED}


@dataclass(frozen=True, slots=True)
class Preview:
    """What moves, what is still open, and every check of the rules."""

    moves: tuple[Moving, ...]
    matters: tuple[OpenMatter, ...]
    checks: tuple[Check, ...]

    @property
    def may(self) -> bool:
        """Whether the change may be made as things stand."""
        return not self.matters and all(check.is_met for check in self.checks)

    @property
    def against(self) -> str:
        """Everything that stands in the way, in words; empty when nothing does."""
        open_ones = [f"{matter.label}（{matter.count}）" for matter in self.matters]
        return "；".join([*(f"不符合：{c.label}" for c in self.checks if not c.is_met), *open_ones])


def preview(session: Session, scene: Scene, own_id: UUID | None = None) -> Preview:
    """The whole answer for an order; ``own_id`` is the change itself once it is recorded."""
    checks = check_intent(_intent(session, scene, own_id))
    return Preview(tuple(_moves(session, scene)), tuple(_matters(session, scene)), tuple(checks))


def handovers(scene: Scene, to: Organisation | None = None) -> list[Handover]:
    """Who gives what to whom in a merge or split; before a split there is no receiving union yet."""
    order = scene.order
    target = to or scene.target or scene.subjects[0]
    note = f"{order.kind.label}：{order.document_no}"
    chosen = order.member_ids if order.kind is StructureKind.SPLIT else None
    return [
        Handover(
            order.district_id, union.id, target.id, target.org_path, order.effective_on, order.document_no,
            note, clock.now(), chosen,
        )
        for union in scene.subjects
    ]  # fmt: skip


def _moves(session: Session, scene: Scene) -> list[Moving]:
    kind = scene.order.kind
    counted: list[Moving] = []
    if kind is StructureKind.REPARENT:
        for union in scene.subjects:
            counted.append(Moving("unions", "工会（含下级）", _count_below(session, union)))
            counted += _follows(session, union)
    elif kind in (StructureKind.MERGE, StructureKind.SPLIT):
        if kind is StructureKind.MERGE:
            counted.append(Moving("unions", "被合并的工会", len(scene.subjects)))
            counted += [
                Moving("children", "随之调整的下级工会", len(children(session, u))) for u in scene.subjects
            ]
            counted += [Moving("employers", "单位", _employers(session, u)) for u in scene.subjects]
        else:
            counted.append(Moving("unions", "新设的工会", 1))
            counted.append(Moving("employers", "单位", len(scene.order.employer_ids)))
        for handover in handovers(scene):
            counted += [item for carrier in plugins.carriers() for item in carrier.gives(session, handover)]
    elif kind is StructureKind.DISSOLVE:
        counted.append(Moving("unions", "撤销的工会", len(scene.subjects)))
    else:
        counted.append(Moving("unions", "更名的工会", 1))
    return _added(counted)


def _follows(session: Session, union: Organisation) -> list[Moving]:
    return [
        item
        for carrier in plugins.carriers()
        for item in carrier.follows(session, union.district_id, union.org_path)
    ]


def _added(items: Iterable[Moving]) -> list[Moving]:
    counts: Counter[str] = Counter()
    labels = {}
    for item in items:
        counts[item.code] += item.count
        labels[item.code] = item.label
    return [Moving(code, labels[code], counts[code]) for code in labels]


def _matters(session: Session, scene: Scene) -> list[OpenMatter]:
    order = scene.order
    found: list[OpenMatter] = []
    for union in scene.subjects:
        occasion = Occasion(order.kind, StructurePart.SUBJECT, order.effective_on)
        found += plugins.open_matters(session, order.district_id, union.id, occasion)
    if order.kind is StructureKind.MERGE and scene.target is not None:
        occasion = Occasion(order.kind, StructurePart.TARGET, order.effective_on)
        found += plugins.open_matters(session, order.district_id, scene.target.id, occasion)
    if order.kind in (StructureKind.MERGE, StructureKind.SPLIT):
        for handover in handovers(scene):
            found += [m for carrier in plugins.carriers() for m in carrier.hinders(session, handover)]
    return [matter for matter in found if matter.count]


def _intent(session: Session, scene: Scene, own_id: UUID | None) -> Intent:
    order = scene.order
    form = _form_after(scene)
    return Intent(
        kind=order.kind,
        effective_on=order.effective_on,
        subjects=tuple(_union_now(session, union) for union in scene.subjects),
        target=_union_now(session, scene.target) if scene.target else None,
        new_name=order.new_name,
        busy=_busy(session, scene, own_id),
        chosen_members=len(order.member_ids),
        chosen_employers=len(order.employer_ids),
        is_new_employer=bool(order.employer_name),
        placements=_placements(scene),
        name_taken=_name_taken(session, scene),
        name_fits=order.new_name.endswith(FORM_ENDINGS[form]),
        earliest=_earliest(session, scene),
    )


def _form_after(scene: Scene) -> OrgForm:
    if scene.order.kind is not StructureKind.SPLIT:
        return scene.subjects[0].org_form
    is_joint = len(scene.order.employer_ids) + bool(scene.order.employer_name) > 1
    return OrgForm.JOINT_COMMITTEE if is_joint else OrgForm.COMMITTEE


def _union_now(session: Session, row: Organisation) -> UnionNow:
    return UnionNow(
        name=row.name,
        level=row.level,
        org_form=row.org_form,
        status=row.status,
        path=row.org_path,
        parent_path=row.org_path[: row.org_path.rstrip(".").rfind(".") + 1],
        open_children=len(children(session, row)),
        is_joint=row.org_form is OrgForm.JOINT_COMMITTEE,
        employers=_employers(session, row),
    )


def children(session: Session, union: Organisation) -> Sequence[Organisation]:
    """The direct children of a union that are not dissolved."""
    statement = select(Organisation).where(
        ORG.district_id == union.district_id, ORG.parent_id == union.id, is_open()
    )
    return session.execute(statement.order_by(ORG.org_path)).scalars().all()


def _count_below(session: Session, union: Organisation) -> int:
    counted = select(func.count()).where(ORG.district_id == union.district_id, subtree(union.org_path))
    return int(session.execute(counted.select_from(ORG)).scalar_one())


def _employers(session: Session, union: Organisation) -> int:
    counted = select(func.count()).where(
        _C.district_id == union.district_id, _C.organisation_id == union.id, _C.valid_to.is_(None)
    )
    return int(session.execute(counted).scalar_one())


def _busy(session: Session, scene: Scene, own_id: UUID | None) -> tuple[str, ...]:
    rows = session.execute(
        select(_CHANGE.title)
        .join(StructureParty, (_PARTY.district_id == _CHANGE.district_id) & (_PARTY.change_id == _CHANGE.id))
        .where(
            _CHANGE.district_id == scene.order.district_id,
            _CHANGE.status.in_(_OPEN),
            *([_CHANGE.id != own_id] if own_id else []),
            _PARTY.part.in_(_HOLDING_PARTS),
            _PARTY.organisation_id.in_(_own_ids(scene)),
        )
        .distinct()
    )
    return tuple(rows.scalars())


def _own_ids(scene: Scene) -> list[UUID]:
    target = scene.target if scene.order.kind is StructureKind.MERGE else None
    return [union.id for union in (*scene.subjects, *([target] if target else []))]


def _earliest(session: Session, scene: Scene) -> date | None:
    """The first date that does not reach behind a founding, a placing or a change already in effect."""
    day = timedelta(days=1)
    dates: list[date] = []
    going = [child for union in scene.subjects for child in children(session, union)]
    moving = [*scene.subjects, *(going if scene.order.kind is StructureKind.MERGE else [])]
    for union in moving:
        dates += [found + day for found in (union.founded_on, placed_on(session, union)) if found]
    if scene.target is not None and scene.target.founded_on:
        dates.append(scene.target.founded_on)
    newest = session.execute(
        select(func.max(_CHANGE.effective_on))
        .join(StructureParty, (_PARTY.district_id == _CHANGE.district_id) & (_PARTY.change_id == _CHANGE.id))
        .where(
            _CHANGE.district_id == scene.order.district_id,
            _CHANGE.status.in_(IN_EFFECT),
            _PARTY.part.in_(_HOLDING_PARTS),
            _PARTY.organisation_id.in_(_own_ids(scene)),
        )
    ).scalar_one()
    return max([*dates, *([newest] if newest else [])], default=None)


def _placements(scene: Scene) -> tuple[tuple[str, str, bool, str], ...]:
    target = scene.target
    if scene.order.kind is not StructureKind.REPARENT or target is None:
        return ()
    place = PlaceFacts(target.level, target.org_path, target.org_form, target.status)
    several = len(scene.subjects) > 1
    return tuple(
        (
            f"{check.code}_{number}",
            f"{union.name}：{_words(check)}" if several else _words(check),
            check.is_met,
            check.fix,
        )
        for number, union in enumerate(scene.subjects, 1)
        for check in check_placement(
            place, PlaceFacts(union.level, union.org_path, union.org_form, union.status)
        )
    )


def _words(check: PlacementCheck) -> str:
    return _MET[check.code] if check.is_met else check.message


#: The placement rules in the words of what is kept.
_MET = {
    "parent_level": "新上级的层级可以设这样的下级",
    "branch_parent": "分会、小组设在基层工会下面",
    "parent_cycle": "新上级不是自己或自己的下级",
    "parent_depth": "层数不超过八层",
    "parent_dissolved": "新上级没有撤销",
}


def _name_taken(session: Session, scene: Scene) -> bool:
    if not scene.order.new_name:
        return False
    first = scene.subjects[0]
    same = select(ORG.id).where(
        ORG.district_id == first.district_id,
        ORG.parent_id == first.parent_id,
        ORG.name == scene.order.new_name,
        is_open(),
    )
    if scene.order.kind is StructureKind.RENAME:
        same = same.where(ORG.id != first.id)
    return session.execute(same.limit(1)).first() is not None
