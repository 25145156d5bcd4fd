"""The demo's payments as the books hold them: rows, split lines, and one ledger entry a day and channel."""

import random
from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlmodel import Session

from backend.funds.codes import CollectionChannel, FundCoverage, FundItem
from backend.funds.collections.models import FundCollection, FundSplitLine
from backend.funds.collections.rules import (
    SplitPart,
    SplitShare,
    parts_of,
    payment_key,
    shares_of,
    sides_of_payment,
    table_key,
)
from backend.funds.collections.service import DAY_SOURCE, OBJECT, table_name
from backend.funds.demo_payments import Paid
from backend.funds.ledger import chart
from backend.funds.ledger.codes import LedgerEntryKind
from backend.funds.ledger.models import LedgerAccount, LedgerEntry, LedgerLine
from backend.funds.ledger.rules import Side, debit
from backend.funds.periods import period_of
from backend.kernel.daily import SYSTEM_ID
from backend.kernel.db import bulk_insert
from backend.kernel.demo import DemoWorld, invented_id, working_moment
from backend.kernel.parameters import lookup

SOURCE = "历史数据导入"
REMITTED_ON = (date(2020, 4, 22), date(2020, 7, 21), date(2020, 10, 21))
_UPPER = (chart.DUE_CITY, chart.DUE_PROVINCE, chart.DUE_NATION)
#: How a channel numbers its papers, and with which number the demo begins.
_TICKETS = {
    CollectionChannel.TAX: ("343070{:%y%m}{:010d}", 500_000_000),
    CollectionChannel.FISCAL: ("CZ{:%Y%m}{:06d}", 0),
    CollectionChannel.DIRECT: ("DK{:%Y%m%d}{:05d}", 0),
}


@dataclass(frozen=True, slots=True)
class _Table:
    shares: list[SplitShare]
    name: str


class BookMaker:
    """Collects the rows of the books, day by day."""

    def __init__(self, session: Session, world: DemoWorld, rng: random.Random) -> None:
        self.session = session
        self.world = world
        self.rng = rng
        self.top = f"{world.district_id}."
        self.rows: dict[Any, list[dict[str, Any]]] = defaultdict(list)
        self._accounts: dict[str, UUID] = {}
        self._tickets: Counter[str] = Counter()
        self._upper: Counter[str] = Counter()
        self._tables: dict[tuple[FundItem, FundCoverage], _Table] = {}

    def open_accounts(self) -> None:
        """The standard chart of accounts."""
        moment = working_moment(self.rng, date(2018, 1, 8))
        for account in chart.STANDARD.values():
            row = self._row(moment, self.top, code=account.code, name=account.name, kind=account.kind)
            self._accounts[account.code] = row["id"]
            self.rows[LedgerAccount].append(row)

    def add(self, payments: list[Paid]) -> None:
        """Every payment, its reversal, and what was handed on to the unions above each quarter."""
        days: dict[tuple[date, str], list[Paid]] = defaultdict(list)
        for payment in payments:
            days[payment.booked_on, payment.payer.channel.value].append(payment)
        remitted = list(REMITTED_ON)
        for (on, _), group in sorted(days.items(), key=lambda item: item[0]):
            while remitted and remitted[0] <= on:
                self._remit(remitted.pop(0))
            self._day(on, group)

    def write(self) -> None:
        """Accounts, lines before their entries, parts before their payments."""
        for model in (LedgerAccount, LedgerLine, LedgerEntry, FundSplitLine, FundCollection):
            bulk_insert(self.session, model, self.rows[model])

    def _day(self, on: date, group: list[Paid]) -> None:
        moment = working_moment(self.rng, on)
        entry_id = invented_id(self.rng, moment)
        banked: list[Side] = []
        credits: Counter[str] = Counter()
        back: list[tuple[dict[str, Any], Paid, list[SplitPart]]] = []
        for payment in group:
            row, parts = self._collection(payment, moment, entry_id)
            banked.append(debit(chart.BANK[payment.payer.channel], payment.paid_fen, payment.payer.id))
            for part in parts:
                credits[part.share.account] += part.amount_fen
            if payment.reversed_on:
                back.append((row, payment, parts))
        sides = [*banked, *(Side(code, -fen) for code, fen in sorted(credits.items()) if fen)]
        label = group[0].payer.channel.label
        note = f"{label}{len(group)}笔入账"
        self._entry(entry_id, moment, on, LedgerEntryKind.COLLECTION, note, DAY_SOURCE, None, sides)
        for row, payment, parts in back:
            self._reversal(row, payment, parts)

    def _collection(
        self, payment: Paid, moment: datetime, entry_id: UUID
    ) -> tuple[dict[str, Any], list[SplitPart]]:
        payer = payment.payer
        table = self._table(payment.item, payer.coverage, payment.booked_on)
        parts = parts_of(payment.paid_fen, table.shares)
        ticket = self._ticket(payer.channel, payment.booked_on)
        row = self._row(
            moment,
            payer.org_path,
            payer_id=payer.id,
            channel=payer.channel,
            item=payment.item,
            period=payment.period,
            booked_on=payment.booked_on,
            base_fen=payment.base_fen,
            due_fen=payment.due_fen,
            paid_fen=payment.paid_fen,
            coverage=payer.coverage,
            ticket_no=ticket,
            dedupe_key=payment_key(payer.channel, ticket, (), 0),
            reverses_id=None,
            entry_id=entry_id,
            source=SOURCE,
            source_id=None,
            split_table=table.name,
            note="",
            recorded_at=moment,
            account_id=None,
            person_name=SOURCE,
        )
        self._put(row, parts)
        return row, parts

    def _ticket(self, channel: CollectionChannel, on: date) -> str:
        form, first = _TICKETS[channel]
        self._tickets[channel.value] += 1
        return form.format(on, first + self._tickets[channel.value])

    def _reversal(self, original: dict[str, Any], payment: Paid, parts: list[SplitPart]) -> None:
        on = payment.reversed_on or payment.booked_on
        moment = working_moment(self.rng, on)
        entry_id = invented_id(self.rng, moment)
        opposite = [SplitPart(part.share, -part.amount_fen) for part in parts]
        row = {
            **original,
            **self._row(moment, original["org_path"]),
            "booked_on": on,
            "base_fen": -payment.base_fen,
            "due_fen": -payment.due_fen,
            "paid_fen": -payment.paid_fen,
            "ticket_no": f"{original['ticket_no']}-C",
            "dedupe_key": f"{original['dedupe_key']}#R",
            "reverses_id": original["id"],
            "entry_id": entry_id,
            "source": OBJECT,
            "source_id": original["id"],
            "note": "税务更正：重复入库退回",
            "recorded_at": moment,
        }
        self._put(row, opposite)
        sides = sides_of_payment(payment.payer.channel, opposite, payment.payer.id)
        self._entry(entry_id, moment, on, LedgerEntryKind.REVERSAL, row["note"], OBJECT, row["id"], sides)

    def _put(self, row: dict[str, Any], parts: list[SplitPart]) -> None:
        self.rows[FundCollection].append(row)
        for number, part in enumerate(parts, start=1):
            self.rows[FundSplitLine].append(
                self._row(
                    row["recorded_at"],
                    row["org_path"],
                    collection_id=row["id"],
                    number=number,
                    level=part.share.level,
                    account_code=part.share.account,
                    account_name=part.share.name,
                    ratio=part.share.ratio,
                    amount_fen=part.amount_fen,
                )
            )

    def _remit(self, on: date) -> None:
        """Hand the unions above what was booked for them so far."""
        moment = working_moment(self.rng, on)
        sides = [Side(code, self._upper.pop(code)) for code in _UPPER if self._upper[code] > 0]
        total = sum(side.amount_fen for side in sides)
        if total:
            sides.append(Side(chart.BANK_TAX, -total))
            self._entry(
                invented_id(self.rng, moment), moment, on, LedgerEntryKind.REMITTANCE, "上解上级经费",
                "remittance", None, sides,
            )  # fmt: skip

    def _entry(
        self,
        entry_id: UUID,
        moment: datetime,
        on: date,
        kind: LedgerEntryKind,
        note: str,
        source: str,
        source_id: UUID | None,
        sides: list[Side],
    ) -> None:
        base = self._row(moment, self.top)
        for code in _UPPER:
            self._upper[code] -= sum(side.amount_fen for side in sides if side.account == code)
        self.rows[LedgerEntry].append(
            {
                **base,
                "id": entry_id,
                "kind": kind,
                "period": period_of(on),
                "booked_on": on,
                "note": note,
                "source": source,
                "source_id": source_id or base["id"],
                "reverses_id": None,
                "recorded_at": moment,
                "account_id": SYSTEM_ID,
                "person_name": SOURCE,
            }
        )
        for number, side in enumerate(sides, start=1):
            self.rows[LedgerLine].append(
                self._row(
                    moment,
                    self.top,
                    entry_id=entry_id,
                    number=number,
                    ledger_account_id=self._accounts[side.account],
                    amount_fen=side.amount_fen,
                    payer_id=side.payer_id,
                    note="",
                )
            )

    def _table(self, item: FundItem, coverage: FundCoverage, on: date) -> _Table:
        if (item, coverage) not in self._tables:
            found = lookup(self.session, table_key(item, coverage), self.world.district_id, on)
            self._tables[item, coverage] = _Table(shares_of(found.value), table_name(found))
        return self._tables[item, coverage]

    def _row(self, moment: datetime, org_path: str, **values: Any) -> dict[str, Any]:
        return {
            "district_id": self.world.district_id,
            "id": invented_id(self.rng, moment),
            "org_path": org_path,
            "version": 1,
            "created_at": moment,
            **values,
        }
