"""Writing a previewed roll: rows prepared outside the transaction, then everything or nothing in one."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlmodel import Session

from backend.kernel import clock
from backend.kernel.authz import Actor
from backend.kernel.db import as_system, bulk_insert, new_id
from backend.kernel.errors import Conflict
from backend.members import ledger, rules, sealing
from backend.members.cases.former import barred_by
from backend.members.codes import MembershipEventKind as Kind
from backend.members.codes import MemberSource, MemberState
from backend.members.models import Member, MembershipEvent
from backend.members.rolls.changes import CHANGED_SINCE, write_changes
from backend.members.rolls.plan import Mode, Planned
from backend.members.service import named

_EVERY = 1_000
_BLANK: dict[str, Any] = {
    "ethnicity": None,
    "education": None,
    "political": None,
    "technical_level": None,
    "work_status": None,
    "hukou_type": None,
    "hukou_place": "",
    "native_place": "",
    "employer_name": "",
    "is_migrant": False,
    "employment_form": None,
    "group_eight": None,
    "department": "",
    "job": "",
}


@dataclass(slots=True)
class Prepared:
    """Rows ready for multi-row statements."""

    members: list[dict[str, Any]] = field(default_factory=list)
    events: list[dict[str, Any]] = field(default_factory=list)
    claims: list[tuple[str, UUID]] = field(default_factory=list)
    changes: list[Planned] = field(default_factory=list)


def prepare(
    rows: list[Planned], actor: Actor, *, is_direct: bool, progress: Callable[[int, int], None] | None = None
) -> Prepared:
    """Seal and complete every new row; needs no transaction."""
    ready = Prepared()
    now = clock.now()
    for number, row in enumerate(rows, start=1):
        if row.mode is Mode.NEW:
            _add_new(ready, row, actor, now, is_direct)
        else:
            ready.changes.append(row)
        if progress is not None and number % _EVERY == 0:
            progress(number, len(rows))
    return ready


def write(session: Session, actor: Actor, ready: Prepared, *, is_direct: bool) -> None:
    """Write what was prepared, in the caller's transaction.

    Raises Conflict when the register changed after the preview (IntegrityError for a person registered meanwhile).
    """
    if is_direct and barred_by(session, actor.district_id, [row["id_no_index"] for row in ready.members]):
        raise Conflict(CHANGED_SINCE)
    bulk_insert(session, Member, ready.members)
    if ready.claims:
        with as_system(session):
            ledger.claim(session, actor.district_id, ready.claims)
            held = ledger.claimed_by(session, [index for index, _ in ready.claims])
        if any(held[index] != (actor.district_id, member_id) for index, member_id in ready.claims):
            raise Conflict(CHANGED_SINCE)
    bulk_insert(session, MembershipEvent, ready.events)
    write_changes(session, actor, ready.changes, is_direct=is_direct)


def _add_new(ready: Prepared, row: Planned, actor: Actor, now: datetime, is_direct: bool) -> None:
    assert row.event is not None  # a new row always brings its first change
    kind = row.event if is_direct else Kind.APPLY
    state = rules.TRANSITIONS[(None, kind)]
    member = _member_row(row, actor.district_id, state, now)
    ready.members.append(member)
    ready.events.append(_event_row(row, member, kind, state, actor, now))
    if state in rules.HOLDING:
        ready.claims.append((member["id_no_index"], member["id"]))


def _member_row(row: Planned, district_id: str, state: MemberState, now: datetime) -> dict[str, Any]:
    member_id = new_id()
    details = {key: value for key, value in row.details.items() if key not in ("mobile", "name")}
    return {
        "district_id": district_id,
        "id": member_id,
        "org_path": row.org_path,
        "version": 1,
        "created_at": now,
        "organisation_id": row.union_id,
        **_BLANK,
        **details,
        **named(row.details["name"]),
        **sealing.sealed_person(district_id, member_id, row.person),
        **sealing.sealed_mobile(district_id, member_id, row.details.get("mobile")),
        "joined_on": row.change_on,
        "member_no": ledger.member_no_of(district_id, member_id),
        "status": state,
        "status_on": row.change_on,
        "first_kind": row.event,
        "source": MemberSource.IMPORT,
        "updated_at": now,
    }


def _event_row(
    row: Planned, member: dict[str, Any], kind: Kind, state: MemberState, actor: Actor, now: datetime
) -> dict[str, Any]:
    moved = rules.step(None, state)
    return {
        "district_id": member["district_id"],
        "id": new_id(),
        "org_path": row.org_path,
        "version": 1,
        "created_at": now,
        "member_id": member["id"],
        "organisation_id": row.union_id,
        "sequence": 1,
        "kind": kind,
        "effective_on": row.change_on,
        "recorded_at": now,
        "reason": row.reason,
        "note": "",
        "from_organisation_id": None,
        "to_organisation_id": row.union_id,
        "document_no": "",
        "operator_id": actor.account_id,
        "operator_name": actor.person_name,
        "source": MemberSource.IMPORT,
        "active_delta": moved.active_delta,
        "retained_delta": moved.retained_delta,
    }
