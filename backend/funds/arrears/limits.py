"""The limitation of action of overdue months: dated parameters, the calendar, and which papers were served."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import and_, select
from sqlmodel import Session

from backend.funds.arrears.codes import LimitationFlag, ServiceOutcome
from backend.funds.arrears.models import DunningNotice, DunningService
from backend.funds.arrears.parameters import LATE_CAP, LATE_RATE, LIMITATION, LIMITATION_WARNING
from backend.funds.arrears.rules import LateFee, Limitation, Owed, capped_late_fee, limitation_of
from backend.funds.arrears.workflow import WRITTEN
from backend.kernel import calendar_table
from backend.kernel.calendar import PeriodUnit, WorkCalendar, period_end
from backend.kernel.parameters import Parameter, as_rate, lookup, lookup_or_none

N: Any = DunningNotice
S: Any = DunningService
Served = Mapping[tuple[UUID, str], list[date]]


@dataclass
class Limits:
    """What the limitation of a month on a day depends on, looked up once."""

    district_id: str
    as_of: date
    period: Parameter
    warning_days: int
    _session: Session
    _years: frozenset[int] = frozenset()
    _calendar: WorkCalendar = WorkCalendar()

    @classmethod
    def load(cls, session: Session, district_id: str, as_of: date) -> "Limits":
        """The values in force on the day that is asked for.

        Raises ParameterMissing.
        """
        period = lookup(session, LIMITATION.key, district_id, as_of)
        warning = lookup(session, LIMITATION_WARNING.key, district_id, as_of)
        return cls(district_id, as_of, period, int(warning.value), session)

    def of(self, due_on: date, served_on: Iterable[date]) -> tuple[Limitation, LimitationFlag]:
        """The limitation of a month and how it stands."""
        served = list(served_on)
        count, unit = self._term
        found = limitation_of(due_on, served, count, unit, self._calendar_for([due_on, *served]))
        return found, found.flag(self.as_of, self.warning_days)

    def near(self, due: Mapping[str, date]) -> list[str]:
        """The months that are ended, or about to end, unless something has set them back."""
        return [period for period, day in due.items() if self.of(day, ())[1] is not LimitationFlag.RUNNING]

    def served(self, session: Session, payer_ids: Iterable[UUID]) -> Served:
        """When a written paper naming a month was served on its payer, by the day asked for."""
        wanted = list(payer_ids)
        if not wanted:
            return {}
        rows = session.execute(
            select(N.payer_id, N.lines, S.served_on)
            .join(DunningService, and_(S.district_id == N.district_id, S.dunning_notice_id == N.id))
            .where(
                N.district_id == self.district_id,
                N.payer_id.in_(wanted),
                N.kind.in_(WRITTEN),
                S.outcome == ServiceOutcome.SERVED,
                S.served_on <= self.as_of,
            )
        )
        found: dict[tuple[UUID, str], list[date]] = {}
        for payer_id, lines, served_on in rows:
            for line in lines:
                found.setdefault((payer_id, line["period"]), []).append(served_on)
        return found

    @property
    def _term(self) -> tuple[int, PeriodUnit]:
        return int(self.period.value["count"]), PeriodUnit(self.period.value["unit"])

    def _calendar_for(self, starts: Iterable[date]) -> WorkCalendar:
        """The working days around the ends of terms that begin on these days."""
        count, unit = self._term
        ends = {period_end(start, count, unit, WorkCalendar()).counted.year for start in starts}
        needed = frozenset(ends | {year + 1 for year in ends})
        if not needed <= self._years:
            self._years |= needed
            self._calendar = calendar_table.load(self._session, self._years)
        return self._calendar


def late_fee_of(
    session: Session, district_id: str, month: Owed, on: date
) -> tuple[LateFee, Parameter] | None:
    """The late fee of a month up to a day, by the rate in force when it fell overdue; None without a rate (E-R8)."""
    since = month.due_on + timedelta(days=1)
    rate = lookup_or_none(session, LATE_RATE.key, district_id, since)
    if rate is None:
        return None
    cap = lookup_or_none(session, LATE_CAP.key, district_id, since)
    limit = None if cap is None else as_rate(cap.value)
    fee = capped_late_fee(month.arrears_fen, month.overdue_days(on), as_rate(rate.value), limit)
    return fee, rate
