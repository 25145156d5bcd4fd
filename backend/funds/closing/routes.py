"""HTTP of the months of the books."""

from typing import Annotated

from fastapi import Path, Response

from backend.funds.closing import cards, queries, service
from backend.funds.closing.schemas import LedgerMonthOut, LedgerMonthsOut
from backend.funds.ledger.codes import LedgerMonthState
from backend.funds.periods import PERIOD
from backend.funds.permissions import P
from backend.kernel.authz import Actor, StepUp, require
from backend.kernel.db import Db
from backend.kernel.history import ActionIn
from backend.kernel.http import IfMatch, api_router, set_etag

router = api_router("/funds/months", "funds")
Reader = Annotated[Actor, require(P.LEDGER)]
Period = Annotated[str, Path(pattern=PERIOD, description="月份，如 2020-11")]


@router.get("", summary="经费账月份")
def list_ledger_months(db: Db, actor: Reader, status: LedgerMonthState | None = None) -> LedgerMonthsOut:
    """The months of the district's books, newest first."""
    return cards.months_out(db, actor, status)


@router.get("/{period}", summary="月份详情")
def read_ledger_month(db: Db, actor: Reader, period: Period, response: Response) -> LedgerMonthOut:
    """One month with everything that is looked at before it is closed."""
    month = queries.get_month(db, actor, period)
    set_etag(response, month)
    return cards.month_out(db, actor, month)


@router.post("/{period}/actions", summary="结账、反结账", dependencies=[StepUp])
def act_on_ledger_month(
    db: Db, actor: Reader, period: Period, form: ActionIn, expected: IfMatch, response: Response
) -> LedgerMonthOut:
    """结账须各项核对都符合；反结账须两人办理。Closing wants every check met; reopening takes two persons."""
    month = service.act(db, actor, queries.get_month(db, actor, period), form, expected)
    set_etag(response, month)
    return cards.month_out(db, actor, month)
