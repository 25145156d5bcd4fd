"""The demo's plans: 2020 as it was approved, and the draft of the year to come."""

import random
from collections import Counter
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlmodel import Session

from backend.funds.codes import CollectionChannel
from backend.funds.demo_payments import FIGURE_ON, SMALL_PART
from backend.funds.plans.codes import FundPlanAction, FundPlanState
from backend.funds.plans.models import FundPlan, FundPlanLine, FundPlanTarget
from backend.funds.plans.rules import WORKFLOW
from backend.kernel.daily import SYSTEM_ID
from backend.kernel.db import bulk_insert
from backend.kernel.demo import DemoWorld, invented_id, working_moment
from backend.kernel.history import HistoryEntry
from backend.kernel.money import split
from backend.organisations.queries import street_of

#: 2,650 万元 through the tax office; the other channels are planned a little above what comes in.
TAX_PLAN_FEN = 2_650_000_000
WAN_FEN = 1_000_000
APPROVED_ON, DRAFTED_ON = date(2020, 3, 12), date(2020, 12, 9)
SOURCE = "历史数据导入"
_APPROVED_BASIS = "上年入库数、建会单位工资总额和市总工会下达的增长要求（武工发〔2020〕5号）"
_DRAFT_BASIS = "2020年1—11月入库数，新建会单位自2021年起按月代收"
Amounts = dict[tuple[CollectionChannel, str], int]


def make(session: Session, world: DemoWorld) -> None:
    """Write the plan in force with its targets, and a draft of the next year."""
    rng = world.stream("fund-plans")
    places = {place.org_path: place.id for place in (world.facts["district"], *world.facts["federations"])}
    amounts = _amounts(world, rng)
    rows = _Rows(world, rng, places)
    rows.add(2020, FundPlanState.APPROVED, APPROVED_ON, _APPROVED_BASIS, amounts)
    unit = _unit(world)
    grown = {key: fen * rng.randrange(102, 107) // (100 * unit) * unit for key, fen in amounts.items()}
    rows.add(2021, FundPlanState.DRAFT, DRAFTED_ON, _DRAFT_BASIS, grown)
    rows.write(session)


def _amounts(world: DemoWorld, rng: random.Random) -> Amounts:
    """Shared by what comes from each place, more or less; in whole 万元, those of the tax office to the exact sum."""
    came: Amounts = Counter()
    for payment in world.facts["fund_paid"]:
        if payment.reversed_on is None and payment.booked_on <= FIGURE_ON:
            came[payment.payer.channel, street_of(payment.payer.org_path)] += payment.paid_fen
    found: Amounts = {}
    for channel in CollectionChannel:
        places = sorted(path for one, path in came if one is channel)
        weights = [came[channel, path] * rng.randrange(93, 108) for path in places]
        found |= dict(
            zip([(channel, path) for path in places], _shared(world, channel, weights), strict=True)
        )
    return {key: fen for key, fen in found.items() if fen}


def _shared(world: DemoWorld, channel: CollectionChannel, weights: list[int]) -> list[int]:
    """A channel's total over its places by weight (per cent of what came in), in whole units."""
    if not any(weights):
        return [0] * len(weights)
    unit, total = _unit(world), sum(weights) * 115 // (100 * 100)
    if channel is CollectionChannel.TAX:
        total = TAX_PLAN_FEN * unit // WAN_FEN
    return [part * unit for part in split(max(1, total // unit), weights)]


def _unit(world: DemoWorld) -> int:
    return WAN_FEN // SMALL_PART if world.is_small else WAN_FEN


class _Rows:
    """The rows of the plans, in the order of the tables."""

    def __init__(self, world: DemoWorld, rng: random.Random, places: dict[str, UUID]) -> None:
        self.world = world
        self.rng = rng
        self.places = places
        self.plans: list[dict[str, Any]] = []
        self.lines: list[dict[str, Any]] = []
        self.targets: list[dict[str, Any]] = []
        self.trail: list[dict[str, Any]] = []

    def add(self, year: int, state: FundPlanState, on: date, basis: str, amounts: Amounts) -> None:
        """One version; an approved one with its targets."""
        moment = working_moment(self.rng, on)
        is_approved = state is FundPlanState.APPROVED
        plan = self._row(
            moment, self._root(), year=year, number=1, status=state, revision=1, total_fen=sum(amounts.values()),
            basis=basis, resolution_no="", resolution_on=None, reason="",
            approved_on=on if is_approved else None, open_key=None if is_approved else str(year),
        )  # fmt: skip
        self.plans.append(plan)
        self._trail(moment, plan["id"], FundPlanAction.OPEN, "", FundPlanState.DRAFT)
        for (channel, path), fen in amounts.items():
            line = {
                "plan_id": plan["id"],
                "channel": channel,
                "organisation_id": self.places[path],
                "amount_fen": fen,
            }
            self.lines.append(self._row(moment, self._root(), revision=1, **line))
            if is_approved:
                self.targets.append(
                    self._row(
                        moment, path, year=year, number=1, approved_on=on, approved_by=SOURCE, recorded_at=moment, **line
                    )
                )  # fmt: skip
        if is_approved:
            draft, sent = FundPlanState.DRAFT, FundPlanState.SUBMITTED
            hour = timedelta(hours=1)
            self._trail(moment + hour, plan["id"], FundPlanAction.SUBMIT, draft.label, sent)
            self._trail(moment + 2 * hour, plan["id"], FundPlanAction.APPROVE, sent.label, state)

    def write(self, session: Session) -> None:
        """All rows, plans first."""
        bulk_insert(session, FundPlan, self.plans)
        bulk_insert(session, FundPlanLine, self.lines)
        bulk_insert(session, FundPlanTarget, self.targets)
        bulk_insert(session, HistoryEntry, self.trail)

    def _root(self) -> str:
        return f"{self.world.district_id}."

    def _trail(
        self, moment: datetime, plan_id: UUID, action: FundPlanAction, source: str, target: FundPlanState
    ) -> None:
        self.trail.append(
            self._row(
                moment, self._root(), object_type=WORKFLOW.name, object_id=plan_id, action=action.value,
                action_label=action.label, source=source, target=target.label, note="", account_id=SYSTEM_ID,
                person_id=None, principal_person_id=None, person_name=SOURCE, role="系统", on_behalf=False, at=moment,
            )
        )  # fmt: skip

    def _row(self, moment: datetime, path: str, **values: Any) -> dict[str, Any]:
        return {
            "district_id": self.world.district_id,
            "id": invented_id(self.rng, moment),
            "org_path": path,
            "version": 1,
            "created_at": moment,
            **values,
        }
