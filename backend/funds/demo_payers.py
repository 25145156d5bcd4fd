"""The demo's payers: one for each union, and some employers of the coverage drive that have no union yet."""

import random
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from backend.funds.codes import CollectionChannel, FundCoverage, FundItem, PayerStatus, WageBase
from backend.funds.periods import last_day
from backend.kernel.demo import DemoWorld, invented_id, working_moment
from backend.kernel.pinyin import phrase_initials, phrase_key
from backend.organisations.codes import ReportClass
from backend.organisations.demo_names import Namer

REGISTERED = date(2019, 12, 2)
TAX_OFFICE = "国家税务总局常德市武陵区税务局"
SECTIONS = ("第一税务所", "第二税务所", "第三税务所", "第四税务所")
WITHOUT_UNION = 60
DIRECT = 14
#: Of the payers through the tax office: shares in a hundred.
UPPER_ONLY, ASSESSED, MICRO = 6, 4, 34


@dataclass(frozen=True, slots=True)
class DemoPayer:
    """A payer as the rest of the funds' demo needs it."""

    id: UUID
    org_path: str
    name: str
    channel: CollectionChannel
    coverage: FundCoverage
    wage_base: WageBase
    founded_on: date | None
    registered_on: date
    employees: int
    is_micro: bool
    #: what one employee earns in a month, fen
    wage_fen: int

    def owes(self, period: str) -> bool:
        """Whether it was registered by the end of a month."""
        return self.registered_on <= last_day(period)

    def item(self, period: str) -> FundItem:
        """What it owes for a month: union funds once its union stands on the month's last day."""
        stands = self.founded_on is not None and self.founded_on <= last_day(period)
        return FundItem.FUNDS if stands else FundItem.RESERVE


class PayerMaker:
    """Makes the rows of the payers and what the other parts need of them."""

    def __init__(self, world: DemoWorld, rng: random.Random) -> None:
        self.world = world
        self.rng = rng
        self.rows: list[dict[str, Any]] = []
        self.payers: list[DemoPayer] = []
        self._namer = Namer(rng)
        self._codes: set[str] = set()
        self._direct: set[UUID] = set()

    def make(self) -> None:
        """A payer for every union, then some employers without one."""
        unions = self.world.facts["unions"]
        private = [union.id for union in unions if union.report_class is not ReportClass.PUBLIC]
        self._direct = set(self.rng.sample(private, self.world.share_of(DIRECT)))
        for union in unions:
            self._of_union(union, self.world.facts["employers"].get(union.id))
        for entry in self._without_union():
            self._of_employer(entry)

    def _of_union(self, union: Any, employer: dict[str, Any] | None) -> None:
        is_public = union.report_class is ReportClass.PUBLIC
        channel = (
            CollectionChannel.FISCAL
            if is_public
            else CollectionChannel.DIRECT
            if union.id in self._direct
            else CollectionChannel.TAX
        )
        row = self._row(
            channel,
            union.org_path,
            organisation_id=union.id,
            union_id=union.id,
            union_founded_on=union.founded_on,
            employer_id=employer["id"] if employer else None,
            name=employer["name"] if employer else union.employer_name,
            payer_uscc=self._code(employer["employer_uscc"] if employer else None, is_public),
            payer_class=union.report_class,
            economic_type=union.economic_type,
            industry=union.industry,
            employees=union.employees,
            registered_on=self._registered(union.founded_on),
        )
        self._keep(row)

    def _of_employer(self, entry: dict[str, Any]) -> None:
        row = self._row(
            CollectionChannel.TAX,
            entry["org_path"],
            organisation_id=entry["organisation_id"],
            union_id=None,
            union_founded_on=None,
            employer_id=None,
            name=entry["name"],
            payer_uscc=self._code(entry["employer_uscc"], False),
            payer_class=ReportClass.NON_PUBLIC,
            economic_type=entry["economic_type"],
            industry=entry["industry"],
            division_code=entry["division_code"],
            employees=entry["employees"],
            registered_on=self._registered(REGISTERED),
        )
        self._keep(row)

    def _without_union(self) -> list[dict[str, Any]]:
        fresh = [entry for entries in self.world.facts["drive"].values() for entry in entries]
        return self.rng.sample(fresh, min(len(fresh), self.world.share_of(WITHOUT_UNION)))

    def _registered(self, founded_on: date) -> date:
        """Most payers came when the books were opened; later ones half a year before their union."""
        return max(REGISTERED, founded_on - timedelta(days=self.rng.randrange(150, 400)))

    def _code(self, known: str | None, is_public: bool) -> str:
        code = known
        while code is None or code in self._codes:
            code = self._namer.credit_code("12" if is_public else "91", self.world.district_id)
        self._codes.add(code)
        return code

    def _row(self, channel: CollectionChannel, org_path: str, **values: Any) -> dict[str, Any]:
        rng, is_tax = self.rng, channel is CollectionChannel.TAX
        moment = working_moment(rng, values["registered_on"])
        drawn = rng.randrange(100)
        base = WageBase.ASSESSED if is_tax and drawn >= 100 - ASSESSED else WageBase.TOTAL_WAGES
        return {
            "district_id": self.world.district_id,
            "id": invented_id(rng, moment),
            "org_path": org_path,
            "version": 1,
            "created_at": moment,
            "sort_key": phrase_key(values["name"]),
            "initials": phrase_initials(values["name"]),
            "tax_registration_no": f"{rng.randrange(10**14, 2 * 10**14)}" if is_tax else "",
            "tax_office": TAX_OFFICE if is_tax else "",
            "tax_section": rng.choice(SECTIONS) if is_tax else "",
            "tax_synced_at": None,
            "channel": channel,
            "wage_base": WageBase.FISCAL_BASIC if channel is CollectionChannel.FISCAL else base,
            "coverage": FundCoverage.UPPER_SHARE if is_tax and drawn < UPPER_ONLY else FundCoverage.FULL,
            "division_code": "",
            "closed_on": None,
            "status": PayerStatus.ACTIVE,
            "contact_name": "",
            "address": "",
            "recorded_at": moment,
            **values,
        }

    def _keep(self, row: dict[str, Any]) -> None:
        is_fiscal = row["channel"] is CollectionChannel.FISCAL
        self.rows.append(row)
        self.payers.append(
            DemoPayer(
                row["id"],
                row["org_path"],
                row["name"],
                row["channel"],
                row["coverage"],
                row["wage_base"],
                row["union_founded_on"],
                row["registered_on"],
                row["employees"],
                not is_fiscal and row["employees"] < 100 and self.rng.randrange(100) < MICRO,
                self.rng.randrange(*((2100, 3300) if is_fiscal else (3200, 6200))) * 100,
            )
        )
