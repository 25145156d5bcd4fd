"""HTTP of extensions, corrections, acknowledgements and the lock of a month."""

from typing import Annotated

from fastapi import Response, status

from backend.kernel.authz import Actor, require
from backend.kernel.db import Db
from backend.kernel.http import IfMatch, api_router, set_etag
from backend.submissions.amendments import service
from backend.submissions.amendments.schemas import CorrectionIn, ExtensionIn, LockPeriodIn, LockPeriodOut
from backend.submissions.monthly.card import return_out
from backend.submissions.monthly.routes import Filler, InReach
from backend.submissions.monthly.schemas import ReturnOut
from backend.submissions.permissions import P

router = api_router("/returns", "submissions")
Corrector = Annotated[Actor, require(P.CORRECT)]
Extender = Annotated[Actor, require(P.EXTEND)]
Locker = Annotated[Actor, require(P.LOCK)]


@router.post("/locks", summary="整月锁定")
def lock_returns(db: Db, actor: Locker, form: LockPeriodIn) -> LockPeriodOut:
    """Locks up to 200 accepted returns of a month; call again while some remain."""
    locked, remaining = service.lock_period(db, actor, form.period)
    return LockPeriodOut(locked=locked, remaining=remaining)


@router.post("/{return_id}/corrections", summary="锁定后更正", status_code=status.HTTP_201_CREATED)
def correct_return(
    db: Db, actor: Corrector, row: InReach, form: CorrectionIn, expected: IfMatch, response: Response
) -> ReturnOut:
    """A new row with its reason beside the locked value."""
    service.correct(db, actor, row, form, expected)
    set_etag(response, row)
    return return_out(db, actor, row)


@router.post("/{return_id}/extensions", summary="批准延期", status_code=status.HTTP_201_CREATED)
def extend_return(
    db: Db, actor: Extender, row: InReach, form: ExtensionIn, expected: IfMatch, response: Response
) -> ReturnOut:
    """Moves the deadline of this one return."""
    service.extend(db, actor, row, form, expected)
    set_etag(response, row)
    return return_out(db, actor, row)


@router.post("/{return_id}/acknowledgements", summary="知悉代报", status_code=status.HTTP_201_CREATED)
def acknowledge_return(
    db: Db, actor: Filler, row: InReach, expected: IfMatch, response: Response
) -> ReturnOut:
    """The chair has seen that others filled the return in."""
    service.acknowledge(db, actor, row, expected)
    set_etag(response, row)
    return return_out(db, actor, row)
