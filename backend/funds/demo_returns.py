"""The demo's returns: the third quarter's base shares paid, October's waiting for approval."""

import random
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlmodel import Session

from backend.funds.bank_accounts.models import FundBankAccount
from backend.funds.demo_books import SOURCE
from backend.funds.demo_rows import Stage, post_entry, row_of, trail_of, write_trails
from backend.funds.ledger.codes import LedgerEntryKind
from backend.funds.share_returns.candidates import candidates_of
from backend.funds.share_returns.codes import ShareReturnAction as Action
from backend.funds.share_returns.codes import ShareReturnKind, ShareReturnLineState, ShareReturnState
from backend.funds.share_returns.holds import hold_facts, union_rows
from backend.funds.share_returns.models import FundShareReturn, FundShareReturnItem, FundShareReturnLine
from backend.funds.share_returns.returned import live_key
from backend.funds.share_returns.rules import RETURN_WORKFLOW, Candidate, by_union, judge_hold, sides_of
from backend.funds.share_returns.service import OBJECT
from backend.kernel.daily import system_actor
from backend.kernel.db import bulk_insert
from backend.kernel.demo import DemoWorld, working_moment
from backend.organisations.models import Organisation, SerialCounter

_K, _L, _S = ShareReturnKind.BASE_SHARE, ShareReturnLineState, ShareReturnState
_COMPILE: Stage = (Action.COMPILE, None, _S.DRAFT, "")
_SUBMIT: Stage = (Action.SUBMIT, _S.DRAFT, _S.SUBMITTED, "")
_APPROVE: Stage = (Action.APPROVE, _S.SUBMITTED, _S.APPROVED, "同意返还")
_PAY: Stage = (Action.PAY, _S.APPROVED, _S.PAID, "")
#: first and last booking day, the day it was compiled, its steps
BATCHES: tuple[tuple[date, date, date, tuple[Stage, ...]], ...] = (
    (date(2020, 7, 1), date(2020, 9, 30), date(2020, 12, 2), (_COMPILE, _SUBMIT, _APPROVE, _PAY)),
    (date(2020, 10, 1), date(2020, 10, 31), date(2020, 12, 14), (_COMPILE, _SUBMIT)),
)


def make(session: Session, world: DemoWorld) -> None:
    """Write both batches, the first with its payment."""
    rng = world.stream("fund-returns")
    for number, (from_on, to_on, compiled_on, stages) in enumerate(BATCHES, start=1):
        _batch(session, world, rng, number, (from_on, to_on), compiled_on, stages)
    session.add(SerialCounter(district_id=world.district_id, series=OBJECT, last=len(BATCHES)))
    session.flush()


def _batch(
    session: Session,
    world: DemoWorld,
    rng: random.Random,
    number: int,
    span: tuple[date, date],
    compiled_on: date,
    stages: tuple[Stage, ...],
) -> None:
    top = world.facts["district"]
    actor = system_actor(world.district_id, top.id, top.org_path, frozenset())
    grouped = by_union(candidates_of(session, actor, _K, *span))
    unions = union_rows(session, world.district_id, grouped)
    facts = hold_facts(session, unions, world.district_id, compiled_on)
    moment = working_moment(rng, compiled_on)
    batch = row_of(
        world, rng, moment, top.org_path,
        batch_no=f"返还2020-{number:03d}", kind=_K, status=stages[-1][2], from_on=span[0], to_on=span[1],
        basis="按入库分成表，基层工会留成部分", note="", compiled_on=compiled_on, compiled_by=SOURCE,
        paid_on=None, ticket_no="", entry_id=None, recorded_at=moment, paid_fen=0,
        ready_count=0, ready_fen=0, held_count=0, held_fen=0,
    )  # fmt: skip
    lines, items = [], []
    for union_id, found in sorted(grouped.items(), key=lambda pair: unions[pair[0]].org_path):
        line = _line(world, rng, batch, unions[union_id], found, facts[union_id])
        lines.append(line)
        items += [_item(world, rng, batch, line, each) for each in found]
    _sum_up(batch, lines)
    if batch["status"] is _S.PAID:
        _pay(session, world, rng, batch, lines, grouped, compiled_on + timedelta(days=3))
        kept = {line["id"] for line in lines if line["status"] is _L.PAID}
        items = [item if item["line_id"] in kept else {**item, "live_key": None} for item in items]
    bulk_insert(session, FundShareReturn, [batch])
    bulk_insert(session, FundShareReturnLine, lines)
    bulk_insert(session, FundShareReturnItem, items)
    write_trails(session, trail_of(world, rng, RETURN_WORKFLOW, batch, stages))


def _line(
    world: DemoWorld,
    rng: random.Random,
    batch: dict[str, Any],
    union: Organisation,
    found: list[Candidate],
    known: tuple[Any, FundBankAccount | None],
) -> dict[str, Any]:
    facts, account = known
    failed = judge_hold(facts).failed
    return row_of(
        world, rng, batch["created_at"], union.org_path,
        batch_id=batch["id"], union_id=union.id, union_name=union.name,
        amount_fen=sum(each.amount_fen for each in found), payments=len(found),
        status=_L.HELD if failed else _L.READY, hold_reasons=[check.label for check in failed],
        account_id=account.id if account else None,
    )  # fmt: skip


def _item(
    world: DemoWorld, rng: random.Random, batch: dict[str, Any], line: dict[str, Any], each: Candidate
) -> dict[str, Any]:
    return row_of(
        world, rng, batch["created_at"], line["org_path"],
        batch_id=batch["id"], line_id=line["id"], collection_id=each.collection_id, payer_id=each.payer_id,
        kind=_K, account_code=each.account_code, bank_code=each.bank_code, amount_fen=each.amount_fen,
        live_key=live_key(_K, each.collection_id),
    )  # fmt: skip


def _sum_up(batch: dict[str, Any], lines: list[dict[str, Any]]) -> None:
    for state, name in ((_L.READY, "ready"), (_L.HELD, "held")):
        amounts = [line["amount_fen"] for line in lines if line["status"] is state]
        batch[f"{name}_count"], batch[f"{name}_fen"] = len(amounts), sum(amounts)


def _pay(
    session: Session,
    world: DemoWorld,
    rng: random.Random,
    batch: dict[str, Any],
    lines: list[dict[str, Any]],
    grouped: dict[UUID, list[Candidate]],
    on: date,
) -> None:
    """The ready lines are paid, the others go to the next batch."""
    ready = [line for line in lines if line["status"] is _L.READY]
    for line in lines:
        line["status"] = _L.PAID if line["status"] is _L.READY else _L.RELEASED
    batch |= {"paid_on": on, "ticket_no": f"YH{on:%Y%m%d}001", "paid_fen": batch["ready_fen"]}
    if ready:
        batch["entry_id"] = post_entry(
            session, world, rng, on, LedgerEntryKind.RETURN, (OBJECT, batch["id"]),
            sides_of([(line["union_name"], grouped[line["union_id"]]) for line in ready]),
            f"{_K.label} {batch['batch_no']}",
        )  # fmt: skip
