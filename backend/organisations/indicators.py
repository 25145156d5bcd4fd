"""The figures the union tree publishes: grassroots unions by class, and unions founded in a period."""

from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, or_, select

from backend.kernel.authz import Actor
from backend.kernel.indicators import AsOf, Indicator, IndicatorKind, RowQuery, in_scope
from backend.organisations.codes import ReportClass
from backend.organisations.models import Organisation
from backend.organisations.queries import ORG, is_grassroots
from backend.organisations.structure.models import WithdrawnEnding

W: Any = WithdrawnEnding
UNIT = "家"
LINK = "/organisations/{id}"


def standing(actor: Actor, as_of: AsOf) -> Select[Any]:
    """Grassroots unions founded by the date and not dissolved by then, as far as was recorded at the moment."""
    known = _known(actor, as_of).where(ORG.founded_on <= as_of.on)
    return known.where(*(~ended for ended in _endings(as_of, ORG.dissolved_on <= as_of.on, as_of.on)))


def founded(actor: Actor, as_of: AsOf) -> Select[Any]:
    """Grassroots unions whose founding date lies in the period; a founding that was taken back is none."""
    known = _known(actor, as_of).where(ORG.founded_on.between(as_of.start, as_of.on))
    void = ORG.dissolved_on <= ORG.founded_on
    return known.where(*(~ended for ended in _endings(as_of, void, ORG.founded_on)))


def of_class(report_class: ReportClass) -> RowQuery:
    """Standing unions of one class."""

    def rows(actor: Actor, as_of: AsOf) -> Select[Any]:
        return standing(actor, as_of).where(ORG.report_class == report_class)

    return rows


def _endings(as_of: AsOf, ended: Any, on: Any) -> list[ColumnElement[bool]]:
    """How a union may have ended; as known at a moment also by an ending that was taken back only later."""
    since = and_(ORG.dissolved_on.is_not(None), ended)
    if as_of.known_at is None:
        return [since]
    withdrawn = exists().where(
        W.district_id == ORG.district_id,
        W.organisation_id == ORG.id,
        W.ended_on <= on,
        W.recorded_at <= as_of.known_at,
        W.withdrawn_at > as_of.known_at,
    )
    return [and_(since, ORG.dissolved_recorded_at <= as_of.known_at), withdrawn]


def _known(actor: Actor, as_of: AsOf) -> Select[Any]:
    statement = select(ORG.id, ORG.name, ORG.report_class, ORG.founded_on, ORG.org_path)
    statement = statement.where(*in_scope(Organisation, actor, as_of, ORG.id), is_grassroots())
    if as_of.known_at is not None:
        late = ORG.founded_recorded_at > as_of.known_at
        statement = statement.where(
            ORG.created_at <= as_of.known_at, or_(ORG.founded_recorded_at.is_(None), ~late)
        )
    return statement


def _class_figure(code: str, name: str, report_class: ReportClass) -> Indicator:
    return Indicator(
        f"organisations.grassroots.{code}",
        name,
        f"基层工会中统计口径为“{report_class.label}”的个数，口径由经济类型决定。",
        UNIT,
        IndicatorKind.STOCK,
        of_class(report_class),
        link=LINK,
    )


INDICATORS: tuple[Indicator, ...] = (
    Indicator(
        "organisations.grassroots",
        "基层工会数",
        "统计时点已批准成立且未撤销的基层工会个数；联合基层工会算一个，分会、小组不计。",
        UNIT,
        IndicatorKind.STOCK,
        standing,
        link=LINK,
        parts=tuple(f"organisations.grassroots.{part}" for part in ("public", "state_owned", "non_public")),
    ),
    _class_figure("public", "其中机关事业单位", ReportClass.PUBLIC),
    _class_figure("state_owned", "其中国有企业", ReportClass.STATE_OWNED),
    _class_figure("non_public", "其中非公企业和其他社会组织", ReportClass.NON_PUBLIC),
    Indicator(
        "organisations.founded",
        "新增工会",
        "建会日期在期间内的基层工会个数。",
        UNIT,
        IndicatorKind.FLOW,
        founded,
        link=LINK,
    ),
)
