"""Opening a return: one per union and month, whoever asks and however often."""

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session

from backend.kernel import audit, clock
from backend.kernel.authz import Actor, within
from backend.kernel.errors import invalid
from backend.organisations import queries as organisations
from backend.submissions.codes import ReturnStatus
from backend.submissions.models import MonthlyReturn
from backend.submissions.monthly import rules
from backend.submissions.monthly.deadlines import deadlines_of, require_form
from backend.submissions.returns import MONTHLY, active_form

R: Any = MonthlyReturn


def open_return(
    session: Session, actor: Actor, organisation_id: UUID, period: str
) -> tuple[MonthlyReturn, bool]:
    """The return of a union for a month, and whether it was opened just now; two callers get the same one.

    Raises NotFound (not in reach) and Invalid (no grassroots union then, month not over).
    """
    union = organisations.get_organisation(session, actor, organisation_id)
    found = _find(session, actor, organisation_id, period)
    if found is not None:
        return found, False
    _check_period(period, clock.today())
    _check_existed(session, actor, organisation_id, period)
    row = _new_return(session, union, period)
    try:
        with session.begin_nested():
            session.add(row)
            session.flush()
    except IntegrityError:
        winner = _find(session, actor, organisation_id, period)
        if winner is None:
            raise
        return winner, False
    audit.record(session, actor, "monthly_return.open", "monthly_return", row.id, org_path=row.org_path)
    return row, True


def _find(session: Session, actor: Actor, organisation_id: UUID, period: str) -> MonthlyReturn | None:
    found: MonthlyReturn | None = session.execute(
        select(MonthlyReturn).where(
            within(MonthlyReturn, actor),
            R.organisation_id == organisation_id,
            R.period == period,
            R.form == MONTHLY,
        )
    ).scalar_one_or_none()
    return found


def _check_period(period: str, today: date) -> None:
    require_form(period)
    if rules.period_end(period) >= today:
        raise invalid("period", "not_over", "这个月还没有结束", "月报在次月填报，请选择已结束的月份")


def _check_existed(session: Session, actor: Actor, organisation_id: UUID, period: str) -> None:
    org = organisations.ORG
    statement = select(org.id).where(
        org.district_id == actor.district_id,
        org.id == organisation_id,
        organisations.is_grassroots(),
        organisations.existed_on(rules.period_end(period)),
    )
    if session.execute(statement).first() is None:
        raise invalid(
            "organisation_id", "not_reporting", "该组织当月不是应报月报的基层工会", "请核对建会日期和组织层级"
        )


def _new_return(session: Session, union: Any, period: str) -> MonthlyReturn:
    form = active_form(MONTHLY, period)
    assert form is not None
    end = rules.period_end(period)
    due = deadlines_of(session, union.district_id, period)
    return MonthlyReturn(
        district_id=union.district_id,
        org_path=union.org_path,
        organisation_id=union.id,
        organisation_name=union.name,
        form=form.code,
        form_version=form.version,
        period=period,
        period_end_on=end,
        status=ReturnStatus.DRAFT,
        fill_due_on=due.fill_on,
        review_due_on=due.review_on,
        lock_due_on=due.lock_on,
        is_due_estimated=due.is_estimated,
        changed_at=clock.now(),
    )
