"""The demo's dues: three months of a few unions, taken in, confirmed, and still being filled in."""

import random
from datetime import date, datetime
from typing import Any

from sqlmodel import Session

from backend.funds.demo_books import SOURCE
from backend.funds.dues.codes import DuesAction, DuesState
from backend.funds.dues.models import DuesBatch, DuesLine
from backend.funds.dues.register import Registered, register_on
from backend.funds.dues.rules import WORKFLOW, dues_of
from backend.funds.dues.sealing import sealed_amounts
from backend.funds.periods import last_day
from backend.kernel.daily import SYSTEM_ID
from backend.kernel.db import bulk_insert
from backend.kernel.demo import DemoWorld, invented_id, working_moment
from backend.kernel.history import HistoryEntry
from backend.kernel.parameters import as_rate, lookup

UNIONS = 8
#: Small enough to be looked at, large enough to be a register.
MEMBERS = range(6, 60)
MONTHS = {
    "2020-09": (DuesAction.CONFIRM, DuesAction.COLLECT),
    "2020-10": (DuesAction.CONFIRM, DuesAction.COLLECT),
    "2020-11": (DuesAction.CONFIRM,),
}


def make(session: Session, world: DemoWorld) -> None:
    """Write the registers; the last union has not filled in everybody's wage for November."""
    maker = _Maker(session, world, world.stream("dues"))
    found = []
    for union in world.facts["unions"]:
        people = register_on(session, world.district_id, union.id, last_day("2020-11"))
        if len(people) in MEMBERS:
            found.append(union)
        if len(found) == world.share_of(UNIONS):
            break
    for union in found:
        wages: dict[Any, int] = {}
        for period, actions in MONTHS.items():
            is_open = union is found[-1] and period == "2020-11"
            maker.add(union, period, () if is_open else actions, wages, gaps=3 if is_open else 0)
    for model in (DuesBatch, DuesLine, HistoryEntry):
        bulk_insert(session, model, maker.rows[model])


class _Maker:
    """Collects the rows of the registers."""

    def __init__(self, session: Session, world: DemoWorld, rng: random.Random) -> None:
        self.session, self.world, self.rng = session, world, rng
        self.rows: dict[Any, list[dict[str, Any]]] = {DuesBatch: [], DuesLine: [], HistoryEntry: []}
        on = last_day("2020-09")
        self.rate = as_rate(lookup(session, "dues.rate", world.district_id, on).value)
        self.unit_fen = int(lookup(session, "dues.base_floor_unit", world.district_id, on).value)

    def add(
        self, union: Any, period: str, actions: tuple[DuesAction, ...], wages: dict[Any, int], gaps: int
    ) -> None:
        """One month's register of a union; ``gaps``: how many wages are missing."""
        on = last_day(period)
        moment = working_moment(self.rng, on)
        people = register_on(self.session, self.world.district_id, union.id, on)
        owing = [person for person in people if person.owes]
        for person in owing:
            wages.setdefault(
                person.member_id, self.rng.randrange(2_600, 6_800) * 100 + self.rng.randrange(100)
            )
        known = {person.member_id for person in owing[gaps:]}
        total = sum(dues_of(wages[key], self.rate, self.unit_fen) for key in known)
        is_collected = DuesAction.COLLECT in actions
        batch = self._row(DuesBatch, union.org_path, moment, {
            "organisation_id": union.id, "period": period, "status": DuesState.DRAFT, "as_of": on,
            "payers": len(owing), "exempt": len(people) - len(owing), "missing": len(owing) - len(known),
            "dues_fen": total, "collected_on": None, "collected_fen": None, "bank_ref": "",
        })  # fmt: skip
        for person in people:
            self._line(batch, person, moment, wages[person.member_id] if person.member_id in known else None)
        self._trail(batch, actions, moment)
        if is_collected:
            day = date(on.year, on.month + 1, self.rng.randrange(5, 16))
            batch |= {
                "collected_on": day,
                "collected_fen": total,
                "bank_ref": f"进账单{self.rng.randrange(1000, 9999)}",
            }

    def _line(self, batch: dict[str, Any], person: Registered, moment: datetime, base: int | None) -> None:
        row = self._row(DuesLine, batch["org_path"], moment, {
            "dues_batch_id": batch["id"], "member_id": person.member_id, "person_name": person.name,
            "sort_key": person.sort_key, "standing": person.standing, "is_exempt": not person.owes,
            "reason": person.reason[:200],
        })  # fmt: skip
        dues = 0 if base is None else dues_of(base, self.rate, self.unit_fen)
        row |= sealed_amounts(row["district_id"], row["id"], base, dues)

    def _trail(self, batch: dict[str, Any], actions: tuple[DuesAction, ...], moment: datetime) -> None:
        for action in (DuesAction.OPEN, *actions):
            before = batch["status"]
            step = WORKFLOW.find(before, action.value)
            if step is not None:
                batch["status"], batch["version"] = step.target, batch["version"] + 1
            self._row(HistoryEntry, batch["org_path"], moment, {
                "object_type": WORKFLOW.name, "object_id": batch["id"], "action": action.value,
                "action_label": action.label, "source": before.label if step else "",
                "target": batch["status"].label, "note": "", "account_id": SYSTEM_ID, "person_id": None,
                "principal_person_id": None, "person_name": SOURCE, "role": "系统", "on_behalf": False,
                "at": moment,
            })  # fmt: skip

    def _row(self, model: Any, org_path: str, moment: datetime, values: dict[str, Any]) -> dict[str, Any]:
        row = {
            "district_id": self.world.district_id,
            "id": invented_id(self.rng, moment),
            "org_path": org_path,
            "version": 1,
            "created_at": moment,
            **values,
        }
        self.rows[model].append(row)
        return row
