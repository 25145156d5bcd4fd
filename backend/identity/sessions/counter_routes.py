"""HTTP of the sessions counter of the security administrator."""

from typing import Annotated
from uuid import UUID

from fastapi import Query

from backend.identity.desk import DeskOf
from backend.identity.permissions import P
from backend.identity.sessions import counter
from backend.identity.sessions.schemas import OpenSessionPage, SessionEndIn
from backend.kernel.authz import Actor, StepUp, require
from backend.kernel.db import Db
from backend.kernel.http import Idempotent, api_router
from backend.kernel.paging import PageQuery
from backend.kernel.roles import Role
from backend.kernel.text import tidy

router = api_router("/sessions", "identity")
Guard = Annotated[Actor, require(P.SESSIONS)]
SearchText = Annotated[str, Query(max_length=60, description="登录名开头，或姓名的一部分")]


@router.get("", summary="在用的登录")
def list_open_sessions(
    db: Db,
    actor: Guard,
    desk: DeskOf,
    page: PageQuery,
    q: SearchText = "",
    role: Role | None = None,
    account_id: UUID | None = None,
) -> OpenSessionPage:
    """Devices signed in now in the caller's reach, the newest log-in first."""
    wanted = counter.SessionFilter(tidy(q), role, account_id)
    return counter.list_open(db, actor, desk.lifetime, wanted, page)


@router.post(
    "/{session_id}/end", status_code=204, summary="让一个登录下线", dependencies=[StepUp, Idempotent]
)
def end_somebodys_session(db: Db, actor: Guard, session_id: UUID, form: SessionEndIn) -> None:
    """Sign somebody's device out at once; the next request of it is refused. 自己的登录在“本人账号”中退出。"""
    counter.end_session_of(db, actor, session_id, form.note)
