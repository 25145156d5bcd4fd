"""Changes a roll brings to persons the union already has: particulars and membership changes, in multi-row statements."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from sqlalchemy import Table, bindparam, delete, func, select, update
from sqlmodel import Session

from backend.kernel import clock
from backend.kernel.authz import Actor, within
from backend.kernel.db import as_system, bulk_insert, scoped_row
from backend.kernel.errors import Conflict
from backend.members import ledger, rules, sealing
from backend.members.codes import MembershipEventKind as Kind
from backend.members.codes import MemberSource, MemberState
from backend.members.lookups import among_ids
from backend.members.models import ActiveMembership, Member, MembershipEvent
from backend.members.queries import E, M
from backend.members.rolls.plan import Mode, Planned
from backend.members.service import named

A: Any = ActiveMembership
CHANGED_SINCE = "预览之后登记簿有了变化，请重新上传并预览后再确认"


def write_changes(session: Session, actor: Actor, rows: list[Planned], *, is_direct: bool) -> None:
    """Write every change of the roll; the rows are locked and must be as the preview saw them.

    Raises Conflict when one of them changed since, or a returning person was registered elsewhere meanwhile.
    """
    if not rows:
        return
    states = _locked(session, actor, rows)
    lines = _lines(session, actor, [row.member_id for row in rows if row.event])
    events = []
    updates = []
    for row in rows:
        assert row.member_id is not None  # only new rows have none
        state = states[row.member_id]
        kind = _kind(row, is_direct)
        target = state if kind is None else _target(row, state, kind)
        updates.append(_values(actor.district_id, row, target if kind else None))
        if kind is not None:
            events.append(_event(actor, row, kind, state, target, lines.get(row.member_id, 0) + 1))
            states[row.member_id] = target
    _update(session, actor.district_id, updates)
    bulk_insert(session, MembershipEvent, events)
    _move_claims(session, actor, rows, states)


def _locked(session: Session, actor: Actor, rows: list[Planned]) -> dict[UUID, MemberState]:
    ids = [row.member_id for row in rows if row.member_id]
    found = session.execute(
        select(M.id, M.version, M.status)
        .where(within(Member, actor), among_ids(session, M.id, ids))
        .with_for_update()
    )
    seen = {item.id: (item.version, item.status) for item in found}
    for row in rows:
        assert row.member_id is not None  # only new rows have none
        if seen.get(row.member_id, (0, None))[0] != row.version:
            raise Conflict(CHANGED_SINCE)
    return {key: state for key, (_, state) in seen.items()}


def _lines(session: Session, actor: Actor, ids: Iterable[UUID | None]) -> dict[UUID, int]:
    rows = session.execute(
        select(E.member_id, func.max(E.sequence))
        .where(within(MembershipEvent, actor), among_ids(session, E.member_id, filter(None, ids)))
        .group_by(E.member_id)
    )
    return {item[0]: item[1] for item in rows}


def _kind(row: Planned, is_direct: bool) -> Kind | None:
    return Kind.APPLY if row.mode is Mode.AGAIN and not is_direct else row.event


def _target(row: Planned, state: MemberState, kind: Kind) -> MemberState:
    target = rules.TRANSITIONS.get((state, kind))
    if target is None:
        raise Conflict(CHANGED_SINCE)
    return target


def _values(district_id: str, row: Planned, target: MemberState | None) -> dict[str, Any]:
    assert row.member_id is not None  # only new rows have none
    values = {key: value for key, value in row.details.items() if key not in ("name", "mobile")}
    if "name" in row.details:
        values |= named(row.details["name"])
    if "mobile" in row.details:
        values |= sealing.sealed_mobile(district_id, row.member_id, row.details["mobile"])
    if target is not None:
        values |= {"status": target, "status_on": row.change_on}
    if row.mode is Mode.AGAIN:
        values |= {"joined_on": row.change_on, "first_kind": row.event}
    return {**values, "key_id": row.member_id, "seen": row.version}


def _update(session: Session, district_id: str, updates: list[dict[str, Any]]) -> None:
    """One statement for all rows in which the same columns change."""
    table: Table = Member.__table__  # type: ignore[attr-defined]
    groups: dict[tuple[str, ...], list[dict[str, Any]]] = {}
    for values in updates:
        columns = tuple(sorted(set(values) - {"key_id", "seen"}))
        groups.setdefault(columns, []).append(values)
    for columns, rows in groups.items():
        statement = (
            update(table)
            .where(table.c.district_id == district_id, table.c.id == bindparam("key_id"))
            .values(
                **{name: bindparam(name) for name in columns},
                version=bindparam("seen") + 1,
                updated_at=clock.now(),
            )
        )
        session.connection().execute(statement, rows)


def _event(
    actor: Actor, row: Planned, kind: Kind, source: MemberState, target: MemberState, sequence: int
) -> dict[str, Any]:
    moved = rules.step(source, target)
    leaves = kind is Kind.TRANSFER_OUT
    return scoped_row(
        actor.district_id,
        row.org_path,
        member_id=row.member_id,
        organisation_id=row.union_id,
        sequence=sequence,
        kind=kind,
        effective_on=row.change_on,
        recorded_at=clock.now(),
        reason=row.reason,
        note="",
        from_organisation_id=row.union_id if leaves else None,
        to_organisation_id=row.union_id if row.mode is Mode.AGAIN else None,
        document_no="",
        operator_id=actor.account_id,
        operator_name=actor.person_name,
        source=MemberSource.IMPORT,
        active_delta=moved.active_delta,
        retained_delta=moved.retained_delta,
    )


def _move_claims(
    session: Session, actor: Actor, rows: list[Planned], states: dict[UUID, MemberState]
) -> None:
    """Those who come back take their place; those who leave free it."""
    back = [
        (row.index, row.member_id)
        for row in rows
        if row.mode is Mode.AGAIN and row.member_id and states[row.member_id] in rules.HOLDING
    ]
    gone = [row.member_id for row in rows if row.member_id and states[row.member_id] is MemberState.ENDED]
    with as_system(session):
        ledger.claim(session, actor.district_id, back)
        held = ledger.claimed_by(session, [index for index, _ in back])
        if any(held[index] != (actor.district_id, member_id) for index, member_id in back):
            raise Conflict(CHANGED_SINCE)
        if gone:
            session.execute(
                delete(ActiveMembership).where(
                    A.district_id == actor.district_id, among_ids(session, A.member_id, gone)
                )
            )
