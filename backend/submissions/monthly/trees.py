"""Returns under the tree of their month: which unions a caller, or one street of theirs, held then."""

from uuid import UUID

from sqlalchemy import Select
from sqlmodel import Session

from backend.kernel.authz import Actor
from backend.kernel.db import as_system
from backend.kernel.errors import invalid
from backend.organisations.structure.edges import units_held
from backend.submissions.monthly.rules import period_end


def held_then(
    session: Session, actor: Actor, street_id: UUID | None, period: str | None
) -> Select[tuple[UUID]]:
    """The unions that stood below the caller, and below a street, at the end of a month.

    Raises Invalid without a month.
    """
    if period is None:
        raise invalid("period", "month_needed", "按当时的隶属关系查看，要先选定月份", "请选择报告期")
    with as_system(session):
        return units_held(
            session, actor.district_id, actor.org_id, street_id or actor.org_id, period_end(period), None
        )
