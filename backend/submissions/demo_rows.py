"""Rows of the demo's returns: the return, its cells, its trail, and what was said about it."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from backend.kernel.db import new_id
from backend.kernel.demo import DemoWorld, working_moment
from backend.kernel.history import HistoryEntry
from backend.kernel.roles import Role
from backend.submissions.codes import CellSource, ReturnAction, ReturnStatus
from backend.submissions.demo_cells import WORK, Value
from backend.submissions.models import (
    CellComment,
    MonthlyReturn,
    ReturnCell,
    ReturnCorrection,
    ReturnExtension,
    ReturnReminder,
)
from backend.submissions.monthly import rules
from backend.submissions.returns import MONTHLY

REMARKS = (
    ("wages_fen", "工资总额请附当月工资表合计数"),
    ("funds_paid_fen", "已缴数与税务入库数不一致，请核对税票"),
    ("employees", "职工数与上月相差较多，请说明原因"),
)
_WORK_ITEMS = frozenset({*(item for item, _, _ in WORK), "training_people"})
_S = ReturnStatus


@dataclass(frozen=True, slots=True)
class Filing:
    """What happened to one return; ``status`` None: nobody has opened it."""

    union: Any
    period: str
    due: rules.Deadlines
    status: ReturnStatus | None
    submitted_on: date
    is_late: bool
    on_behalf: bool
    was_returned: bool
    is_zero: bool
    is_reminded: bool
    is_extended: bool
    is_corrected: bool


@dataclass(frozen=True, slots=True)
class Person:
    """Who did something in the demo."""

    person_id: UUID
    account_id: UUID
    name: str
    role: Role


class RowMaker:
    """Collects the rows of every table."""

    def __init__(self, world: DemoWorld, rng: random.Random) -> None:
        self.rng = rng
        self.district_id = world.district_id
        self.today = world.today
        self.rows: dict[Any, list[dict[str, Any]]] = {
            model: []
            for model in (
                MonthlyReturn, ReturnCell, CellComment, ReturnCorrection, ReturnExtension, ReturnReminder, HistoryEntry,
            )
        }  # fmt: skip
        self.people: dict[UUID, Person] = {}
        self.clerks = {place.org_path: place for place in world.facts["federations"]}
        self.top = world.facts["district"]

    def add(self, filing: Filing, values: Sequence[Value]) -> None:
        """One union's month: a reminder if nothing was reported, else the return with all that belongs to it."""
        if filing.status in (None, _S.DRAFT) and filing.is_reminded:
            self._reminder(filing)
        if filing.status is None:
            return
        row = self._return(filing)
        if filing.status is not _S.DRAFT:
            self._cells(row, values)
            self._trail(row, filing)
        if filing.is_extended:
            self._extension(row)
        if filing.is_corrected:
            self._correction(row, values)

    def _keep(self, model: Any, org_path: str, created_at: datetime, /, **values: Any) -> dict[str, Any]:
        row = {
            "district_id": self.district_id, "id": new_id(), "org_path": org_path, "version": 1, "created_at": created_at,
            **values,
        }  # fmt: skip
        self.rows[model].append(row)
        return row

    def _return(self, filing: Filing) -> dict[str, Any]:
        opened = working_moment(self.rng, filing.submitted_on)
        sent = None if filing.status is _S.DRAFT else opened + timedelta(minutes=25)
        accepted = filing.status in (_S.ACCEPTED, _S.LOCKED)
        locked = filing.status is _S.LOCKED
        maker, checker = self._maker(filing), self._clerk(filing)
        union = filing.union
        return self._keep(
            MonthlyReturn, union.org_path, opened,
            organisation_id=union.id, organisation_name=union.name, form=MONTHLY, form_version=1,
            period=filing.period, period_end_on=rules.period_end(filing.period), status=filing.status,
            is_zero_report=filing.is_zero and sent is not None, is_late=filing.is_late and sent is not None,
            fill_due_on=filing.due.fill_on, review_due_on=filing.due.review_on, lock_due_on=filing.due.lock_on,
            is_due_estimated=filing.due.is_estimated, extended_to=date(2020, 12, 18) if filing.is_extended else None,
            first_submitted_at=sent, submitted_at=sent, submitted_by=maker.person_id if sent else None,
            accepted_by=checker.person_id if accepted else None,
            accepted_at=self._after(sent, filing.due.review_on) if accepted else None,
            locked_at=self._after(sent, filing.due.lock_on, 600) if locked else None,
            on_behalf=filing.on_behalf and sent is not None,
            on_behalf_by=maker.name if filing.on_behalf and sent else "",
            on_behalf_seen_at=sent if locked else None, changed_at=sent or opened,
        )  # fmt: skip

    def _after(self, sent: datetime | None, due: date, minutes: int = 300) -> datetime | None:
        if sent is None:
            return None
        wanted = working_moment(self.rng, min(due, self.today))
        return max(wanted, sent + timedelta(minutes=minutes))

    def _maker(self, filing: Filing) -> Person:
        if filing.on_behalf:
            return self._clerk(filing)
        return self._person(filing.union.id, filing.union.chair.name, Role.ENTERPRISE)

    def _clerk(self, filing: Filing) -> Person:
        place = self.clerks[filing.union.street_path]
        return self._person(place.id, place.chair.name, Role.STREET)

    def _person(self, place: UUID, name: str, role: Role) -> Person:
        if place not in self.people:
            self.people[place] = Person(new_id(), new_id(), name, role)
        return self.people[place]

    def _cells(self, row: dict[str, Any], values: Sequence[Value]) -> None:
        for value in values:
            if row["is_zero_report"] and value.item in _WORK_ITEMS:
                continue
            number, text = (value.value, None) if isinstance(value.value, int) else (None, value.value)
            self._keep(
                ReturnCell, row["org_path"], row["created_at"],
                period=row["period"], return_id=row["id"], item=value.item, value_number=number, value_text=text,
                source=value.source, derived_number=number if value.is_derived else None,
                derived_text=text if value.is_derived else None, reason=value.reason,
                is_touched=value.source is CellSource.TYPED,
            )  # fmt: skip

    def _trail(self, row: dict[str, Any], filing: Filing) -> None:
        maker, checker = self._maker(filing), self._clerk(filing)
        first = ReturnAction.SUBMIT_ZERO if row["is_zero_report"] else ReturnAction.SUBMIT
        sent = row["submitted_at"]
        self._step(row, first, (_S.DRAFT, _S.SUBMITTED), maker, sent, on_behalf=row["on_behalf"])
        if filing.was_returned:
            back = sent + timedelta(hours=3)
            self._remark(row, filing, checker, back)
            if filing.status is not _S.RETURNED:
                self._step(
                    row, ReturnAction.SUBMIT, (_S.RETURNED, _S.SUBMITTED), maker, back + timedelta(hours=1)
                )
        if row["accepted_at"] is not None:
            self._step(row, ReturnAction.ACCEPT, (_S.SUBMITTED, _S.ACCEPTED), checker, row["accepted_at"])
        if row["locked_at"] is not None:
            top = self._person(self.top.id, self.top.chair.name, Role.DISTRICT)
            self._step(row, ReturnAction.LOCK, (_S.ACCEPTED, _S.LOCKED), top, row["locked_at"], "整月锁定")

    def _remark(self, row: dict[str, Any], filing: Filing, checker: Person, at: datetime) -> None:
        item, text = self.rng.choice(REMARKS)
        self._step(
            row, ReturnAction.SEND_BACK, (_S.SUBMITTED, _S.RETURNED), checker, at, "请按意见核对后重报"
        )
        self._keep(
            CellComment, row["org_path"], at,
            return_id=row["id"], period=row["period"], item=item, text=text, person_name=checker.name, at=at,
        )  # fmt: skip

    def _step(
        self,
        row: dict[str, Any],
        action: ReturnAction,
        states: tuple[ReturnStatus, ReturnStatus],
        person: Person,
        at: datetime,
        note: str = "",
        *,
        on_behalf: bool = False,
    ) -> None:
        self._keep(
            HistoryEntry, row["org_path"], at,
            object_type=rules.WORKFLOW.name, object_id=row["id"], action=action.value, action_label=action.label,
            source=states[0].label, target=states[1].label, note=note, account_id=person.account_id,
            person_name=person.name, role=person.role.label, on_behalf=on_behalf, at=at,
        )  # fmt: skip
        row["version"] += 1

    def _extension(self, row: dict[str, Any]) -> None:
        at = working_moment(self.rng, date(2020, 12, 7))
        self._keep(
            ReturnExtension, row["org_path"], at,
            return_id=row["id"], period=row["period"], due_on=row["extended_to"], reason="财务人员外出，工资表未出",
            person_id=new_id(), person_name=self.top.chair.name, at=at,
        )  # fmt: skip

    def _correction(self, row: dict[str, Any], values: Sequence[Value]) -> None:
        before = next(value.value for value in values if value.item == "dues_fen")
        assert isinstance(before, int)
        at = row["locked_at"] + timedelta(days=6)
        self._keep(
            ReturnCorrection, row["org_path"], at,
            return_id=row["id"], period=row["period"], item="dues_fen", before_number=before, before_text=None,
            value_number=before + 500, value_text=None, reason="漏计一名新会员的会费", person_id=new_id(),
            person_name=self.top.chair.name, at=at,
        )  # fmt: skip

    def _reminder(self, filing: Filing) -> None:
        day = min(filing.due.fill_on + timedelta(days=1), self.today)
        at = working_moment(self.rng, day)
        self._keep(
            ReturnReminder, filing.union.org_path, at,
            organisation_id=filing.union.id, period=filing.period, reminded_on=day,
            person_name=self._clerk(filing).name, role=Role.STREET.label, at=at,
        )  # fmt: skip
