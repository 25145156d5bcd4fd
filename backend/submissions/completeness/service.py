"""Reminding unions of a missing return."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session

from backend.kernel import audit, clock
from backend.kernel.authz import Actor, within
from backend.kernel.db import bulk_insert, scoped_row
from backend.kernel.errors import Conflict, invalid
from backend.submissions.completeness import queries
from backend.submissions.models import ReturnReminder
from backend.submissions.monthly import rules
from backend.submissions.monthly.deadlines import require_form

M: Any = ReturnReminder


def remind(session: Session, actor: Actor, period: str, organisation_ids: Sequence[UUID]) -> int:
    """Remind those that really have not reported, each at most once a day; returns how many.

    Raises Invalid (month not over) and Conflict (somebody else reminds them at this moment).
    """
    require_form(period)
    today = clock.today()
    if rules.period_end(period) >= today:
        raise invalid("period", "not_over", "这个月还没有结束，不能催报", "请选择已结束的月份")
    due = session.execute(
        queries.not_reported(actor, period).where(queries.ORG.id.in_(list(organisation_ids)))
    ).all()
    done = set(
        session.execute(
            select(M.organisation_id).where(
                within(ReturnReminder, actor), M.period == period, M.reminded_on == today
            )
        ).scalars()
    )
    rows = [
        scoped_row(
            actor.district_id, org_path, organisation_id=union_id, period=period, reminded_on=today,
            person_name=actor.person_name, role=actor.role.label, at=clock.now(),
        )
        for union_id, org_path, _ in due
        if union_id not in done
    ]  # fmt: skip
    try:
        with session.begin_nested():
            bulk_insert(session, ReturnReminder, rows)
    except IntegrityError as error:
        raise Conflict("他人刚刚催报过其中的单位，请刷新后再办") from error
    audit.record(
        session, actor, "monthly_return.remind", "monthly_return",
        details={"period": period, "count": len(rows)},
    )  # fmt: skip
    return len(rows)
