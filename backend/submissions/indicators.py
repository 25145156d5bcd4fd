"""The figures the returns publish: due, reported and late returns of the last month that is over."""

from typing import Any

from sqlalchemy import ColumnElement, Select, select

from backend.kernel.authz import Actor
from backend.kernel.clock import end_of
from backend.kernel.history import HistoryEntry
from backend.kernel.indicators import AsOf, Indicator, IndicatorKind, in_scope
from backend.organisations import queries as organisations
from backend.submissions.completeness.queries import due_among
from backend.submissions.models import MonthlyReturn
from backend.submissions.monthly.rules import REPORTED_STATES, WORKFLOW, current_period

R: Any = MonthlyReturn
H: Any = HistoryEntry
ORG: Any = organisations.ORG


def _due(actor: Actor, as_of: AsOf) -> Select[Any]:
    return due_among(in_scope(ORG, actor, as_of, ORG.id), current_period(as_of.on), ORG.id, ORG.name)


def _reported(actor: Actor, as_of: AsOf) -> Select[Any]:
    return _due(actor, as_of).where(_reported_by(as_of))


def _late(actor: Actor, as_of: AsOf) -> Select[Any]:
    return _reported(actor, as_of).where(R.is_late.is_(True))


def _missing(actor: Actor, as_of: AsOf) -> Select[Any]:
    reported = _reported(actor, as_of).with_only_columns(ORG.id)
    return _due(actor, as_of).where(ORG.id.not_in(reported))


def _reported_by(as_of: AsOf) -> ColumnElement[bool]:
    """The newest step of the return up to that moment left it submitted, accepted or locked."""
    known = [] if as_of.known_at is None else [H.at <= as_of.known_at]
    newest = (
        select(H.target)
        .where(
            H.district_id == R.district_id,
            H.object_type == WORKFLOW.name,
            H.object_id == R.id,
            H.at < end_of(as_of.on),
            *known,
        )
        .order_by(H.at.desc(), H.id.desc())
        .limit(1)
        .correlate(R)
        .scalar_subquery()
    )
    found: ColumnElement[bool] = newest.in_([state.label for state in REPORTED_STATES])
    return found


INDICATORS = (
    Indicator(
        "returns.due", "应报月报单位", "上月末存在的基层工会，每家应报一份月报", "家", IndicatorKind.STOCK, _due,
        link="/organisations/{id}", parts=("returns.reported", "returns.missing"),
    ),
    Indicator(
        "returns.reported", "已报月报单位", "应报单位中，上月月报已提交且未被退回的（待审核、已通过、已锁定）", "家", IndicatorKind.STOCK, _reported,
        link="/organisations/{id}",
    ),
    Indicator(
        "returns.missing", "未报月报单位", "应报单位中，上月月报未提交或退回待改的", "家", IndicatorKind.STOCK, _missing,
        link="/organisations/{id}",
    ),
    Indicator(
        "returns.late", "迟报单位", "已报单位中，在截止日以后提交的", "家", IndicatorKind.STOCK, _late,
        link="/organisations/{id}",
    ),
    Indicator(
        "returns.reported_rate", "月报上报率", "已报月报单位÷应报月报单位", "%", IndicatorKind.RATIO, _reported,
        whole=_due, link="/organisations/{id}",
    ),
)  # fmt: skip
