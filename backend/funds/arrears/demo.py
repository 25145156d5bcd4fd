"""The demo's dunning: cases at every stage from the first reminder to the application for a payment order."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlmodel import Session

from backend.funds.arrears import queries
from backend.funds.arrears.codes import (
    ArrearsCaseAction,
    ArrearsCaseState,
    DunningKind,
    ServiceMethod,
    ServiceOutcome,
)
from backend.funds.arrears.models import ArrearsCase, DunningNotice, DunningService
from backend.funds.arrears.papers import lines_of, number_of, pay_by_of
from backend.funds.arrears.rules import Owed
from backend.funds.arrears.service import OPEN_KEY
from backend.funds.arrears.workflow import PAPERS, WORKFLOW
from backend.funds.demo_books import SOURCE
from backend.funds.payers.models import FundPayer
from backend.kernel.authz import Actor
from backend.kernel.daily import SYSTEM_ID, system_actor
from backend.kernel.db import bulk_insert
from backend.kernel.demo import DemoWorld, invented_id, working_moment
from backend.kernel.history import HistoryEntry
from backend.organisations.queries import district_root

_A, _S = ArrearsCaseAction, ArrearsCaseState
COURT = "武陵区人民法院"
FILED = "纸质送达回证已归档"


@dataclass(frozen=True, slots=True)
class Step:
    """One act of a case: what, when, and the day its paper was served."""

    action: ArrearsCaseAction
    on: date
    served_on: date | None = None


_PAST = (
    Step(_A.OPEN, date(2020, 9, 1)),
    Step(_A.REMIND, date(2020, 9, 2)),
    Step(_A.NOTIFY, date(2020, 9, 15), date(2020, 9, 17)),
    Step(_A.PRESS, date(2020, 10, 9), date(2020, 10, 12)),
)
#: How far each group of cases has come, the longest way first, and how many there are.
WAYS: tuple[tuple[tuple[Step, ...], int], ...] = (
    ((*_PAST, Step(_A.PROPOSE_ORDER, date(2020, 12, 10))), 1),
    (_PAST, 2),
    (
        (
            Step(_A.OPEN, date(2020, 10, 20)),
            Step(_A.REMIND, date(2020, 10, 21)),
            Step(_A.NOTIFY, date(2020, 11, 3), date(2020, 11, 5)),
        ),
        3,
    ),
    ((Step(_A.OPEN, date(2020, 12, 1)), Step(_A.REMIND, date(2020, 12, 2))), 4),
    ((Step(_A.OPEN, date(2020, 12, 14)),), 3),
)


def make(session: Session, world: DemoWorld) -> None:
    """Write the cases of the payers that owe most, by how long they have owed."""
    root = district_root(session, world.district_id)
    if root is None:
        return
    actor = system_actor(world.district_id, root.id, root.org_path, frozenset())
    maker = _Maker(session, world, world.stream("arrears"), actor)
    for steps, count in WAYS:
        for payer_id in maker.next_owing(steps, count):
            maker.add(payer_id, steps)
    maker.write()


class _Maker:
    """Collects the rows of the cases."""

    def __init__(self, session: Session, world: DemoWorld, rng: random.Random, actor: Actor) -> None:
        self.session, self.world, self.rng, self.actor = session, world, rng, actor
        self.rows: dict[Any, list[dict[str, Any]]] = {}
        self._owing: dict[date, dict[UUID, list[Owed]]] = {}
        self._taken: set[UUID] = set()

    def next_owing(self, steps: Sequence[Step], count: int) -> list[UUID]:
        """Payers without a case who owed on the day of every step, and still do, the largest amounts first."""
        days = [self.owing_on(step.on) for step in steps] + [self.owing_on(self.world.today)]
        always = set(days[0]).intersection(*days[1:]) - self._taken
        ranked = sorted(always, key=lambda key: (-_sum(days[-1][key]), str(key)))
        self._taken.update(ranked[:count])
        return ranked[:count]

    def owing_on(self, day: date) -> dict[UUID, list[Owed]]:
        """What every payer owed on a day."""
        if day not in self._owing:
            book = queries.due_book(self.session, self.actor, day)
            self._owing[day] = queries.months_of(self.session, self.actor, book, None)
        return self._owing[day]

    def add(self, payer_id: UUID, steps: Sequence[Step]) -> None:
        """One case with its papers, proofs and trail."""
        payer = self.session.get_one(FundPayer, (self.world.district_id, payer_id))
        opened = self.owing_on(steps[0].on)[payer_id]
        is_proposed = steps[-1].action is _A.PROPOSE_ORDER
        case = self._row(ArrearsCase, payer.org_path, self._moment(steps[0].on), {
            "payer_id": payer_id, "status": _S.OPENED, "from_period": opened[0].period,
            "to_period": opened[-1].period, "opened_on": steps[0].on, "opened_fen": _sum(opened),
            "opened_by": SOURCE, "court": COURT if is_proposed else "", "disputed_fen": 0, "order_no": "",
            "order_served_on": None, "objection_by": None, "ended_on": None, "open_key": OPEN_KEY,
        })  # fmt: skip
        for step in steps:
            moment = self._moment(step.on)
            self._advance(case, step, moment)
            if step.action in PAPERS:
                self._paper(case, payer, step, moment)

    def write(self) -> None:
        """Put the rows in, a table at a time."""
        for model, rows in self.rows.items():
            bulk_insert(self.session, model, rows)

    def _advance(self, case: dict[str, Any], step: Step, moment: datetime) -> None:
        before = case["status"]
        found = WORKFLOW.find(before, step.action.value)
        if found is not None:
            case["status"], case["version"] = found.target, case["version"] + 1
        self._row(HistoryEntry, case["org_path"], moment, {
            "object_type": WORKFLOW.name, "object_id": case["id"], "action": step.action.value,
            "action_label": step.action.label, "source": before.label if found else "",
            "target": case["status"].label, "note": "两次催缴期满仍未缴纳" if step.action is _A.PROPOSE_ORDER else "",
            "account_id": SYSTEM_ID, "person_id": None, "principal_person_id": None, "person_name": SOURCE,
            "role": "系统", "on_behalf": False, "at": moment,
        })  # fmt: skip

    def _paper(self, case: dict[str, Any], payer: FundPayer, step: Step, moment: datetime) -> None:
        kind: DunningKind = PAPERS[step.action]
        months = self.owing_on(step.on)[payer.id]
        lines, late_fee, basis = lines_of(self.session, payer.district_id, months, step.on)
        case["to_period"] = max(case["to_period"], months[-1].period)
        hand = {"recorded_at": moment, "account_id": SYSTEM_ID, "person_name": SOURCE}
        notice = self._row(DunningNotice, payer.org_path, moment, {
            "arrears_case_id": case["id"], "payer_id": payer.id, "kind": kind,
            "notice_no": number_of(self.session, payer.district_id, kind, step.on), "issued_on": step.on,
            "pay_by": pay_by_of(self.session, payer.district_id, kind, step.on), "payer_name": payer.name,
            "payer_uscc": payer.payer_uscc, "payer_address": payer.address, "arrears_fen": _sum(months),
            "disputed_fen": 0, "late_fee_fen": late_fee, "late_fee_basis": basis, "lines": lines, "court": "",
            "note": "", **hand,
        })  # fmt: skip
        if step.served_on is not None:
            self._row(DunningService, payer.org_path, self._moment(step.served_on), {
                "dunning_notice_id": notice["id"], "method": ServiceMethod.DIRECT,
                "outcome": ServiceOutcome.SERVED, "served_on": step.served_on, "receiver": "办公室", "proofs": 1,
                "note": FILED, **hand,
            })  # fmt: skip

    def _moment(self, day: date) -> datetime:
        return working_moment(self.rng, day)

    def _row(self, model: Any, org_path: str, moment: datetime, values: dict[str, Any]) -> dict[str, Any]:
        row = {
            "district_id": self.world.district_id,
            "id": invented_id(self.rng, moment),
            "org_path": org_path,
            "version": 1,
            "created_at": moment,
            **values,
        }
        self.rows.setdefault(model, []).append(row)
        return row


def _sum(months: Sequence[Owed]) -> int:
    return sum(month.arrears_fen for month in months)
