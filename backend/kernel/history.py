"""The one door for every status change: check, compare-and-set, history row, audit row, event."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from pydantic import Field as WireField
from sqlalchemy import ColumnElement, Index, exists, or_, select, update
from sqlmodel import Session

from backend.kernel import audit, clock, outbox
from backend.kernel.authz import Actor, refuse_same_person, within
from backend.kernel.codes import Code
from backend.kernel.db import Scoped, column, utc_column
from backend.kernel.errors import Conflict, StaleVersion
from backend.kernel.privacy import Privacy
from backend.kernel.roles import Role
from backend.kernel.second_lock import APPEND_ONLY
from backend.kernel.wire import WireIn, WireOut
from backend.kernel.workflow import Step, Workflow


class HistoryEntry(Scoped, table=True):
    """One step an object took: who, when, from where to where, with which opinion."""

    __tablename__ = "history_entry"
    __table_args__ = (
        Index("ix_history_entry_object", "district_id", "object_type", "object_id", "id"),
        APPEND_ONLY,
    )

    object_type: str = column("对象类别", max_length=60)
    object_id: UUID = column("对象编号")
    action: str = column("操作", max_length=40)
    action_label: str = column("操作名称", max_length=60)
    source: str = column("原状态", max_length=40)
    target: str = column("新状态", max_length=40)
    note: str = column("意见", max_length=1000)
    account_id: UUID = column("账号")
    person_id: UUID | None = column("办理人编号", nullable=True, default=None)
    principal_person_id: UUID | None = column("委托人编号", nullable=True, default=None)
    person_name: str = column("办理人", privacy=Privacy.P2, max_length=100)
    role: str = column("角色", max_length=32)
    on_behalf: bool = column("代办", default=False)
    at: datetime = utc_column("时刻")


class ActionIn(WireIn):
    """A move along the workflow."""

    action: str = WireField(max_length=40, description="操作代码，取自对象的 actions")
    note: str = WireField(default="", max_length=1000, description="意见或理由")


class ActionOut(WireOut):
    """What this caller may do now."""

    code: str
    label: str
    needs_note: bool


class HistoryOut(WireOut):
    """One line of the approval trail."""

    id: UUID
    action: str
    action_label: str
    source: str
    target: str
    note: str
    person_name: str
    role: str
    on_behalf: bool
    at: datetime


def advance(
    session: Session,
    actor: Actor,
    workflow: Workflow,
    row: Any,
    action: str,
    *,
    note: str = "",
    expected_version: int | None = None,
    context: Any = None,
    on_behalf: bool = False,
) -> Step:
    """Take one step with a row that has ``status`` and ``version``.

    Raises Invalid, Forbidden, Conflict (also when somebody else was quicker) and StaleVersion.
    """
    if expected_version is not None and expected_version != row.version:
        raise StaleVersion()
    step = workflow.step_for(row.status, action, actor.permissions, note)
    if step.other_than:
        refuse_same_person(actor, makers_of(session, workflow, row, step.other_than), step.action.label)
    refusal = step.guard(row, context) if step.guard else None
    if refusal:
        raise Conflict(refusal)
    _compare_and_set(session, row, step)
    _write_entry(
        session,
        actor,
        workflow,
        row,
        _Line(step.action, step.source.label, step.target.label),
        note,
        on_behalf,
    )
    audit.record(
        session,
        actor,
        f"{workflow.name}.{step.action.value}",
        workflow.name,
        row.id,
        org_path=row.org_path,
        details={"from": step.source.value, "to": step.target.value},
    )
    outbox.emit(session, f"{workflow.name}.{step.action.value}", row, {"status": step.target.value})
    return step


def begin(
    session: Session,
    actor: Actor,
    workflow: Workflow,
    row: Any,
    action: Code,
    *,
    note: str = "",
    on_behalf: bool = False,
) -> None:
    """The opening line of a new object's trail, with its audit row and event; the row is flushed first."""
    begin_all(session, actor, workflow, [row], action, note=note, on_behalf=on_behalf)


def begin_all(
    session: Session,
    actor: Actor,
    workflow: Workflow,
    rows: Sequence[Any],
    action: Code,
    *,
    note: str = "",
    on_behalf: bool = False,
) -> None:
    """The same for many new objects; their rows are flushed together."""
    session.flush()
    for row in rows:
        _begin(session, actor, workflow, row, action, note, on_behalf)


def _begin(
    session: Session, actor: Actor, workflow: Workflow, row: Any, action: Code, note: str, on_behalf: bool
) -> None:
    _write_entry(session, actor, workflow, row, _Line(action, "", row.status.label), note, on_behalf)
    verb = f"{workflow.name}.{action.value}"
    audit.record(
        session, actor, verb, workflow.name, row.id, org_path=row.org_path, details={"to": row.status.value}
    )
    outbox.emit(session, verb, row, {"status": row.status.value})


def makers_of(session: Session, workflow: Workflow, row: Any, actions: Iterable[Code]) -> set[UUID]:
    """The natural persons who took one of these actions with an object, also those they acted for."""
    found = session.execute(
        select(HistoryEntry.person_id, HistoryEntry.principal_person_id).where(  # type: ignore[call-overload]
            HistoryEntry.district_id == row.district_id,
            HistoryEntry.object_type == workflow.name,
            HistoryEntry.object_id == row.id,
            HistoryEntry.action.in_([action.value for action in actions]),  # type: ignore[attr-defined]
        )
    )
    return {person for line in found for person in line if person is not None}


def trail_has(
    workflow: Workflow, model: Any, action: Code, *, persons: Iterable[UUID] = (), role: Role | None = None
) -> ColumnElement[bool]:
    """Rows whose trail has this action, taken by one of these persons (or for one), or by somebody in this role."""
    entry: Any = HistoryEntry
    found = exists().where(
        entry.district_id == model.district_id,
        entry.object_type == workflow.name,
        entry.object_id == model.id,
        entry.action == action.value,
    )
    hands = list(persons)
    if hands:
        found = found.where(or_(entry.person_id.in_(hands), entry.principal_person_id.in_(hands)))
    return found if role is None else found.where(entry.role == role.label)


@dataclass(frozen=True, slots=True)
class _Line:
    action: Code
    source: str
    target: str


def _compare_and_set(session: Session, row: Any, step: Step) -> None:
    session.flush()
    model = type(row)
    done = session.execute(
        update(model)
        .where(
            model.district_id == row.district_id,
            model.id == row.id,
            model.status == step.source,
            model.version == row.version,
        )
        .values(status=step.target, version=row.version + 1)
        .execution_options(synchronize_session=False)
    )
    if done.rowcount != 1:  # type: ignore[attr-defined]
        raise Conflict("他人刚刚办理了此事，请刷新后再看")
    session.refresh(row)


def _write_entry(
    session: Session, actor: Actor, workflow: Workflow, row: Any, line: _Line, note: str, on_behalf: bool
) -> None:
    session.add(
        HistoryEntry(
            district_id=row.district_id,
            org_path=row.org_path,
            object_type=workflow.name,
            object_id=row.id,
            action=line.action.value,
            action_label=line.action.label,
            source=line.source,
            target=line.target,
            note=note.strip(),
            account_id=actor.account_id,
            person_id=actor.person_id,
            principal_person_id=actor.acting_for.person_id if actor.acting_for else None,
            person_name=actor.person_name,
            role=actor.role.label,
            on_behalf=on_behalf,
            at=clock.now(),
        )
    )


def allowed_actions(workflow: Workflow, row: Any, actor: Actor, context: Any = None) -> list[ActionOut]:
    """The actions this caller may take with this row now, in the order of the table."""
    return [
        ActionOut(code=step.action.value, label=step.action.label, needs_note=step.needs_note)
        for step in workflow.steps
        if step.source == row.status
        and step.permission in actor.permissions
        and not (step.guard and step.guard(row, context))
    ]


def actions_for(
    session: Session, workflow: Workflow, row: Any, actor: Actor, context: Any = None
) -> list[ActionOut]:
    """The allowed actions without those another person must take because the caller made or checked this object."""
    offered = allowed_actions(workflow, row, actor, context)
    barred = {step.action.value: step.other_than for step in workflow.steps if step.source == row.status}
    return [
        action
        for action in offered
        if not barred[action.code]
        or not actor.persons & makers_of(session, workflow, row, barred[action.code])
    ]


def entries_of(session: Session, actor: Actor, object_type: str, object_id: UUID) -> list[HistoryOut]:
    """The approval trail of one object, oldest first."""
    rows = session.execute(
        select(HistoryEntry)
        .where(
            within(HistoryEntry, actor),
            HistoryEntry.object_type == object_type,  # type: ignore[arg-type]
            HistoryEntry.object_id == object_id,  # type: ignore[arg-type]
        )
        .order_by(HistoryEntry.id)  # type: ignore[arg-type]
    ).scalars()
    return [HistoryOut.model_validate(row, from_attributes=True) for row in rows]
