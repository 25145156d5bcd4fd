"""Issuing a paper of a case: its number, its months and amounts as they stand today, its time to pay."""

from datetime import date
from typing import Any

from sqlmodel import Session

from backend.funds.arrears import cases
from backend.funds.arrears.codes import DunningKind
from backend.funds.arrears.limits import late_fee_of
from backend.funds.arrears.models import ArrearsCase, DunningNotice
from backend.funds.arrears.parameters import NOTICE_PERIOD, REMINDER_PERIOD, SECOND_PERIOD
from backend.funds.arrears.rules import Owed
from backend.funds.payers.queries import get_payer
from backend.kernel import audit, calendar_table, clock
from backend.kernel.authz import Actor
from backend.kernel.calendar import PeriodUnit, period_end
from backend.kernel.parameters import lookup
from backend.organisations.numbering import next_number

#: How long each paper leaves to pay; the application to the court sets no time.
TERMS = {
    DunningKind.REMINDER: REMINDER_PERIOD,
    DunningKind.NOTICE: NOTICE_PERIOD,
    DunningKind.SECOND: SECOND_PERIOD,
    DunningKind.LAWYER: SECOND_PERIOD,
}
_SIGNS = {
    DunningKind.REMINDER: "提",
    DunningKind.NOTICE: "催",
    DunningKind.SECOND: "再催",
    DunningKind.LAWYER: "律",
    DunningKind.ORDER: "令申",
}


def issue(
    session: Session, actor: Actor, case: ArrearsCase, kind: DunningKind, note: str = ""
) -> DunningNotice:
    """Write one paper over everything the case's payer owes today; what it says never changes."""
    today = clock.today()
    payer = get_payer(session, actor, case.payer_id)
    months = cases.months_of_case(session, actor, case, today)
    lines, late_fee, basis = lines_of(session, case.district_id, months, today)
    notice = DunningNotice(
        district_id=case.district_id,
        org_path=case.org_path,
        arrears_case_id=case.id,
        payer_id=payer.id,
        kind=kind,
        notice_no=number_of(session, case.district_id, kind, today),
        issued_on=today,
        pay_by=pay_by_of(session, case.district_id, kind, today),
        payer_name=payer.name,
        payer_uscc=payer.payer_uscc,
        payer_address=payer.address,
        arrears_fen=sum(month.arrears_fen for month in months),
        disputed_fen=case.disputed_fen if kind is DunningKind.ORDER else 0,
        late_fee_fen=late_fee,
        late_fee_basis=basis,
        lines=lines,
        court=case.court if kind is DunningKind.ORDER else "",
        note=note,
        recorded_at=clock.now(),
        account_id=actor.account_id,
        person_name=actor.person_name,
    )
    session.add(notice)
    case.to_period = max(case.to_period, months[-1].period)
    session.add(case)
    session.flush()
    audit.record(
        session,
        actor,
        "dunning_notice.issue",
        "dunning_notice",
        notice.id,
        org_path=notice.org_path,
        details={"kind": kind.value, "no": notice.notice_no},
    )
    return notice


def lines_of(
    session: Session, district_id: str, months: list[Owed], on: date
) -> tuple[list[dict[str, Any]], int | None, str]:
    """The months as a paper names them, the late fee of all of them (None without a rate), and its source."""
    lines, fees, sources = [], [], []
    for month in months:
        found = late_fee_of(session, district_id, month, on)
        if found is not None:
            fees.append(found[0].fen)
            sources.append(found[1].legal_source)
        lines.append(
            {
                "period": month.period,
                "due_on": month.due_on.isoformat(),
                "due_fen": month.due_fen,
                "relief_fen": month.relief_fen,
                "paid_fen": month.paid_fen,
                "arrears_fen": month.arrears_fen,
                "overdue_days": month.overdue_days(on),
                "late_fee_fen": None if found is None else found[0].fen,
            }
        )
    return lines, sum(fees) if fees else None, "；".join(dict.fromkeys(sources))[:300]


def number_of(session: Session, district_id: str, kind: DunningKind, on: date) -> str:
    """The next number of a year's papers."""
    number = next_number(session, district_id, f"dunning:{on.year}")
    return f"工费{_SIGNS[kind]}〔{on.year}〕{number:04d}号"


def pay_by_of(session: Session, district_id: str, kind: DunningKind, on: date) -> date | None:
    """The last day a paper of that day leaves to pay; None when it sets no time."""
    key = TERMS.get(kind)
    if key is None:
        return None
    term = lookup(session, key.key, district_id, on).value
    calendar = calendar_table.load_around(session, on)
    return period_end(on, int(term["count"]), PeriodUnit(term["unit"]), calendar).day
