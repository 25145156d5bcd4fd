"""Rows of the demo's funds that several of its parts write: a case with its trail, a ledger entry."""

import random
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlmodel import Session

from backend.funds.demo_books import SOURCE
from backend.funds.ledger.codes import LedgerEntryKind
from backend.funds.ledger.models import LedgerAccount, LedgerEntry, LedgerLine
from backend.funds.ledger.rules import Side
from backend.funds.periods import period_of
from backend.kernel.codes import Code
from backend.kernel.daily import SYSTEM_ID
from backend.kernel.db import bulk_insert
from backend.kernel.demo import DemoWorld, invented_id, working_moment
from backend.kernel.history import HistoryEntry
from backend.kernel.roles import Role
from backend.kernel.workflow import Workflow

#: action, state before (None at the beginning), state after, opinion
Stage = tuple[Code, Code | None, Code, str]
_A: Any = LedgerAccount


def row_of(
    world: DemoWorld, rng: random.Random, moment: datetime, path: str, **values: Any
) -> dict[str, Any]:
    """One row with its id and bookkeeping."""
    return {
        "district_id": world.district_id,
        "id": invented_id(rng, moment),
        "org_path": path,
        "version": 1,
        "created_at": moment,
        **values,
    }


def trail_of(
    world: DemoWorld, rng: random.Random, workflow: Workflow, case: dict[str, Any], stages: Sequence[Stage]
) -> list[dict[str, Any]]:
    """The trail of a case, a day between two steps; its makers are of the time before this system."""
    found = []
    for step, (action, before, after, note) in enumerate(stages):
        at = case["created_at"] + timedelta(days=step, minutes=rng.randrange(60))
        found.append(
            row_of(
                world, rng, at, case["org_path"],
                object_type=workflow.name, object_id=case["id"], action=action.value, action_label=action.label,
                source=before.label if before else "", target=after.label, note=note, account_id=SYSTEM_ID,
                person_id=None, principal_person_id=None, person_name=SOURCE, role=Role.DISTRICT.label,
                on_behalf=False, at=at,
            )
        )  # fmt: skip
    return found


def post_entry(
    session: Session,
    world: DemoWorld,
    rng: random.Random,
    on: date,
    kind: LedgerEntryKind,
    source: tuple[str, UUID],
    sides: Sequence[Side],
    note: str,
) -> UUID:
    """One entry in the district's books: its lines first, as the store asks."""
    codes = session.execute(select(_A.code, _A.id).where(_A.district_id == world.district_id))
    accounts: dict[str, UUID] = {code: account for code, account in codes}
    moment = working_moment(rng, on)
    entry = row_of(
        world, rng, moment, f"{world.district_id}.",
        kind=kind, period=period_of(on), booked_on=on, note=note, source=source[0], source_id=source[1],
        reverses_id=None, recorded_at=moment, account_id=SYSTEM_ID, person_name=SOURCE,
    )  # fmt: skip
    lines = [
        row_of(
            world, rng, moment, entry["org_path"],
            entry_id=entry["id"], number=number, ledger_account_id=accounts[side.account],
            amount_fen=side.amount_fen, payer_id=side.payer_id, note=side.note,
        )
        for number, side in enumerate(sides, start=1)
    ]  # fmt: skip
    bulk_insert(session, LedgerLine, lines)
    bulk_insert(session, LedgerEntry, [entry])
    found: UUID = entry["id"]
    return found


def write_trails(session: Session, lines: list[dict[str, Any]]) -> None:
    """The trails of cases."""
    bulk_insert(session, HistoryEntry, lines)
