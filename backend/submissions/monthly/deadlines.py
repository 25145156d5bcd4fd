"""The deadlines of months from the dated parameters and the calendar table."""

from collections.abc import Iterable

from sqlmodel import Session

from backend.kernel import calendar_table
from backend.kernel.errors import invalid
from backend.kernel.parameters import lookup
from backend.submissions.monthly import rules
from backend.submissions.parameters import LOCK_DAY, REVIEW_DAY, SUBMIT_DAY
from backend.submissions.returns import MONTHLY, active_form


def deadlines_of(session: Session, district_id: str, period: str) -> rules.Deadlines:
    """The general deadlines of a month in a district.

    Raises ParameterMissing when no working day has been set.
    """
    return deadlines_of_all(session, district_id, [period])[period]


def deadlines_of_all(
    session: Session, district_id: str, periods: Iterable[str]
) -> dict[str, rules.Deadlines]:
    """The deadlines of several months, the calendar read once."""
    wanted = list(periods)
    years = {rules.period_start(rules.shift(period, 1)).year for period in wanted}
    calendar = calendar_table.load(session, years)
    found = {}
    for period in wanted:
        end = rules.period_end(period)
        fill, review, lock = (
            lookup(session, key.key, district_id, end).value for key in (SUBMIT_DAY, REVIEW_DAY, LOCK_DAY)
        )
        found[period] = rules.deadlines(period, (fill, review, lock), calendar)
    return found


def require_form(period: str) -> None:
    """Raise Invalid when no form is asked for in a month."""
    if not rules.is_period(period) or active_form(MONTHLY, period) is None:
        raise invalid("period", "no_form", "这个月份没有可填的报表", "请选择报表启用以后的月份")
