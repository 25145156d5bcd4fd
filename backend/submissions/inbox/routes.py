"""HTTP of the inbox."""

from backend.kernel.authz import Signed
from backend.kernel.db import Db
from backend.kernel.http import api_router
from backend.submissions.inbox import queries
from backend.submissions.inbox.schemas import InboxGroupOut, InboxOut

router = api_router("/inbox", "submissions")


@router.get("", summary="待办")
def read_inbox(db: Db, actor: Signed) -> InboxOut:
    """What waits for the caller; each count is the total of the list named in ``source``."""
    found = queries.waiting(db, actor)
    return InboxOut(
        total=sum(item.count for item in found),
        groups=[
            InboxGroupOut(
                code=item.group.code,
                label=item.group.label,
                count=item.count,
                link=item.group.link.format(period=item.period),
                source=item.group.source.format(period=item.period),
            )
            for item in found
        ],
    )
