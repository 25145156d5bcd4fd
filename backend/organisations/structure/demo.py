"""The demo's past structure changes: firms whose union moved to the park, and one that took a new name."""

import random
from datetime import date, timedelta
from typing import Any

from sqlalchemy import select
from sqlmodel import Session

from backend.kernel.db import bulk_insert, scoped_row
from backend.kernel.demo import DemoWorld, invented_id, invented_name, working_moment
from backend.kernel.history import HistoryEntry
from backend.kernel.identifiers import Sex
from backend.organisations.codes import OrgLevel
from backend.organisations.models import Organisation, ParentEdge
from backend.organisations.numbering import child_path
from backend.organisations.queries import ORG
from backend.organisations.structure.codes import (
    StructureAction,
    StructureKind,
    StructureLineKind,
    StructurePart,
    StructureState,
)
from backend.organisations.structure.models import StructureChange, StructureLine, StructureParty
from backend.organisations.structure.rules import WORKFLOW

_EDGE: Any = ParentEdge
RENAMED_ON = date(2020, 3, 2)
#: Where the moved unions stood before: numbers of that street that nobody else has.
_LEFT = 900
_S, _A = StructureState, StructureAction
_MOVE_STEPS = (
    (_A.APPLY, None, _S.APPLIED, "街道工会文员"),
    (_A.CONSENT, _S.APPLIED, _S.CONSENTED, "街道工会文员"),
    (_A.RECEIVE, _S.CONSENTED, _S.RECEIVED, "园区工会文员"),
    (_A.CONFIRM, _S.RECEIVED, _S.CONFIRMED, "区总工会"),
    (_A.TAKE_EFFECT, _S.CONFIRMED, _S.EFFECTIVE, "区总工会"),
)
_OTHER_STEPS = (
    (_A.APPLY, None, _S.APPLIED, "街道工会文员"),
    (_A.CONFIRM, _S.APPLIED, _S.CONFIRMED, "区总工会"),
    (_A.TAKE_EFFECT, _S.CONFIRMED, _S.EFFECTIVE, "区总工会"),
)
_TABLES = (StructureChange, StructureParty, StructureLine, HistoryEntry)


def add_past_changes(session: Session, world: DemoWorld) -> None:
    """Tell of the moves that the tree's edges already hold, and of one change of name; no figure changes."""
    rng = world.stream("structure")
    rows: dict[Any, list[dict[str, Any]]] = {table: [] for table in _TABLES}
    for edge in _ended_edges(session, world.district_id):
        _moved(session, rng, rows, edge)
    _renamed(session, rng, rows, world)
    for table in _TABLES:
        bulk_insert(session, table, rows[table])


def _ended_edges(session: Session, district_id: str) -> list[ParentEdge]:
    statement = select(ParentEdge).where(_EDGE.district_id == district_id, _EDGE.valid_to.is_not(None))
    return list(session.execute(statement.order_by(_EDGE.org_path).limit(3)).scalars())


def _moved(session: Session, rng: random.Random, rows: dict[Any, Any], edge: ParentEdge) -> None:
    union = session.get_one(Organisation, (edge.district_id, edge.child_id))
    old = session.get_one(Organisation, (edge.district_id, edge.parent_id))
    assert union.parent_id is not None and edge.valid_to is not None
    new = session.get_one(Organisation, (edge.district_id, union.parent_id))
    parties = (
        (union, StructurePart.SUBJECT),
        (old, StructurePart.OLD_PARENT),
        (new, StructurePart.NEW_PARENT),
    )
    change = _change(rng, union, StructureKind.REPARENT, f"{union.name}调整到{new.name}", edge.valid_to)
    change |= {
        "document_no": f"常武工发〔{edge.valid_to.year}〕{rng.randrange(5, 40)}号",
        "reason": "企业迁入园区",
    }
    _write(rng, rows, change, parties, _MOVE_STEPS)
    _line(
        rng,
        rows,
        change,
        StructureLineKind.MOVE,
        union,
        (old, new),
        (child_path(old.org_path, _LEFT + rng.randrange(99)), union.org_path),
    )


def _renamed(session: Session, rng: random.Random, rows: dict[Any, Any], world: DemoWorld) -> None:
    candidates = select(Organisation).where(
        ORG.district_id == world.district_id,
        ORG.level == OrgLevel.BASE,
        ORG.founded_on < date(2019, 1, 1),
        ORG.name.like("%有限公司工会委员会"),
    )
    found = session.execute(candidates.order_by(ORG.org_path).limit(1)).scalars().first()
    if found is None:
        return
    before = found.name.replace("有限公司", "有限责任公司")
    change = _change(rng, found, StructureKind.RENAME, f"{before}更名为{found.name}", RENAMED_ON)
    change |= {"document_no": "常武工复〔2020〕6号", "reason": "单位更名", "new_name": found.name}
    _write(rng, rows, change, ((found, StructurePart.SUBJECT),), _OTHER_STEPS)
    _line(rng, rows, change, StructureLineKind.NAME, found, (None, None), (before, found.name))


def _change(
    rng: random.Random, union: Organisation, kind: StructureKind, title: str, on: date
) -> dict[str, Any]:
    asked = on - timedelta(days=20)
    at = working_moment(rng, on)
    return {
        **scoped_row(union.district_id, f"{union.district_id}."),
        "id": invented_id(rng, at), "created_at": working_moment(rng, asked), "kind": kind,
        "status": StructureState.EFFECTIVE, "title": title, "effective_on": on, "new_name": "",
        "choice": {"members": [], "employers": [], "employer_name": ""}, "opened_on": asked,
        "opened_by": invented_name(rng, Sex.FEMALE), "applied_at": at, "undone_at": None, "hindrance": "",
    }  # fmt: skip


def _write(
    rng: random.Random, rows: dict[Any, Any], change: dict[str, Any], parties: Any, steps: Any
) -> None:
    change["version"] = len(steps)
    rows[StructureChange].append(change)
    for union, part in parties:
        rows[StructureParty].append(
            scoped_row(
                change["district_id"], union.org_path, change_id=change["id"], organisation_id=union.id,
                part=part, name=union.name,
            )
            | {"id": invented_id(rng, change["created_at"])}
        )  # fmt: skip
    for number, (action, source, target, role) in enumerate(steps):
        last = number == len(steps) - 1
        at = change["applied_at"] if last else change["created_at"] + timedelta(days=number * 2)
        name = change["opened_by"] if number == 0 else invented_name(rng, Sex.MALE)
        rows[HistoryEntry].append(_entry(rng, change, action, source, target, role, name, at))


def _entry(
    rng: random.Random,
    change: dict[str, Any],
    action: Any,
    source: Any,
    target: Any,
    role: str,
    name: str,
    at: Any,
) -> dict[str, Any]:
    return scoped_row(
        change["district_id"], change["org_path"], object_type=WORKFLOW.name, object_id=change["id"],
        action=action.value, action_label=action.label, source=source.label if source else "",
        target=target.label, note="", account_id=invented_id(rng, at), person_id=None,
        principal_person_id=None, person_name=name, role=role, on_behalf=False, at=at,
    ) | {"id": invented_id(rng, at)}  # fmt: skip


def _line(
    rng: random.Random, rows: dict[Any, Any], change: dict[str, Any], kind: StructureLineKind,
    union: Organisation, places: Any, words: tuple[str, str],
) -> None:  # fmt: skip
    old, new = places
    rows[StructureLine].append(
        scoped_row(
            change["district_id"], change["org_path"], change_id=change["id"], kind=kind, is_undo=False,
            object_id=union.id, result_id=None, from_id=old.id if old else None,
            to_id=new.id if new else None, before=words[0], after=words[1], recorded_at=change["applied_at"],
        )
        | {"id": invented_id(rng, change["applied_at"])}
    )  # fmt: skip
