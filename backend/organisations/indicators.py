"""The figures the union tree publishes: grassroots unions by class, and unions founded in a period."""

from typing import Any

from sqlalchemy import Select, or_, select

from backend.kernel.authz import Actor, next_path, within
from backend.kernel.indicators import AsOf, Indicator, IndicatorKind, RowQuery
from backend.organisations.codes import ReportClass
from backend.organisations.models import Organisation
from backend.organisations.queries import ORG, is_grassroots

UNIT = "家"
LINK = "/organisations/{id}"


def standing(actor: Actor, as_of: AsOf) -> Select[Any]:
    """Grassroots unions founded by the date and not dissolved by then, as far as was recorded at the moment."""
    ended = ORG.dissolved_on <= as_of.on
    if as_of.known_at is not None:
        ended = ended & (ORG.dissolved_recorded_at <= as_of.known_at)
    return _known(actor, as_of).where(ORG.founded_on <= as_of.on, or_(ORG.dissolved_on.is_(None), ~ended))


def founded(actor: Actor, as_of: AsOf) -> Select[Any]:
    """Grassroots unions whose founding date lies in the period."""
    return _known(actor, as_of).where(ORG.founded_on.between(as_of.start, as_of.on))


def of_class(report_class: ReportClass) -> RowQuery:
    """Standing unions of one class."""

    def rows(actor: Actor, as_of: AsOf) -> Select[Any]:
        return standing(actor, as_of).where(ORG.report_class == report_class)

    return rows


def _known(actor: Actor, as_of: AsOf) -> Select[Any]:
    statement = select(ORG.id, ORG.name, ORG.report_class, ORG.founded_on, ORG.org_path)
    statement = statement.where(within(Organisation, actor), is_grassroots())
    if as_of.known_at is not None:
        late = ORG.founded_recorded_at > as_of.known_at
        statement = statement.where(
            ORG.created_at <= as_of.known_at, or_(ORG.founded_recorded_at.is_(None), ~late)
        )
    if as_of.org_path is not None:
        statement = statement.where(ORG.org_path >= as_of.org_path, ORG.org_path < next_path(as_of.org_path))
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
