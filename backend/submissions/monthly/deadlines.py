"""The deadlines of a month from the dated parameters and the calendar table."""

from sqlmodel import Session

from backend.kernel import calendar_table
from backend.kernel.parameters import lookup
from backend.submissions.monthly import rules
from backend.submissions.parameters import LOCK_DAY, REVIEW_DAY, SUBMIT_DAY


def deadlines_of(session: Session, district_id: str, period: str) -> rules.Deadlines:
    """The general deadlines of a month in a district.

    Raises ParameterMissing when no working day has been set.
    """
    end = rules.period_end(period)
    fill, review, lock = (
        lookup(session, key.key, district_id, end).value for key in (SUBMIT_DAY, REVIEW_DAY, LOCK_DAY)
    )
    year = rules.period_start(rules.shift(period, 1)).year
    return rules.deadlines(period, (fill, review, lock), calendar_table.load(session, [year]))
