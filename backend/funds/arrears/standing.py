"""Whether the payers of a union have paid what is overdue, for whoever judges the union by it."""

from datetime import date
from uuid import UUID

from sqlmodel import Session

from backend.funds.obligations.queries import due_days, obligations_of
from backend.funds.obligations.rules import PAYS_DUE, left_of
from backend.funds.paid import paid_of
from backend.funds.payers.queries import payers_of_union
from backend.funds.periods import period_of, shift
from backend.kernel.db import as_system

_EARLIEST = "2000-01"


def has_arrears(session: Session, district_id: str, union_id: UUID, on: date) -> bool | None:
    """Whether a declared month is overdue and not paid in full; None without a payer or a declaration.

    Raises ParameterMissing.
    """
    last = shift(period_of(on), -1)
    with as_system(session):
        payers = [payer.id for payer in payers_of_union(session, district_id, union_id)]
        declared = obligations_of(session, district_id, payers, _EARLIEST, last)
        paid = paid_of(session, district_id, payers, _EARLIEST, last)
    if not declared:
        return None
    days = due_days(session, district_id, sorted({period for _, period in declared}))
    return any(
        left_of(row.due_fen, row.relief_fen, sum(paid.get((payer, period, item), 0) for item in PAYS_DUE)) > 0
        for (payer, period), row in declared.items()
        if days[period] < on
    )
