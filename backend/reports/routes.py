"""HTTP of figures and the district board."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from fastapi import Path, Query

from backend.kernel.authz import Actor, require
from backend.kernel.db import Db
from backend.kernel.http import WireDate, api_router
from backend.kernel.indicators import Figure, TreeOf, compute_cuts
from backend.kernel.paging import PageQuery
from backend.reports import queries, registry
from backend.reports.permissions import P
from backend.reports.queries import Asked, Published
from backend.reports.schemas import (
    BoardMonthOut,
    ContradictionOut,
    DistrictBoardOut,
    FigureOut,
    FigureRow,
    FigureRowPage,
    IndicatorList,
    IndicatorRow,
    PartOut,
)
from backend.submissions.monthly.rules import current_period
from backend.submissions.permissions import P as ReturnsP

router = api_router("", "reports")
Reader = Annotated[Actor, require(P.READ)]
Viewer = Annotated[Actor, require(ReturnsP.BOARD)]
Code = Annotated[str, Path(max_length=80)]
On = Annotated[WireDate | None, Query(alias="as_of", description="统计时点，缺省为今天")]
Known = Annotated[datetime | None, Query(description="只算这一时刻以前登记的")]
Place = Annotated[UUID | None, Query(description="统计范围的组织，缺省为本级")]
Tree = Annotated[TreeOf, Query(description="按现在的还是按统计时点当时的隶属关系")]


@router.get("/indicators", summary="统计指标")
def list_indicators(actor: Reader) -> IndicatorList:
    """Every figure with its one definition."""
    return IndicatorList(
        items=[
            IndicatorRow(
                code=item.code, name=item.name, definition=item.definition, unit=item.unit, kind=item.kind,
                parts=list(item.parts),
            )
            for item in registry.every()
        ]
    )  # fmt: skip


@router.get("/indicators/{code}", summary="指标数值")
def read_indicator(
    db: Db,
    actor: Reader,
    code: Code,
    on: On = None,
    known_at: Known = None,
    organisation_id: Place = None,
    tree: Tree = TreeOf.NOW,
) -> FigureOut:
    """The figure as of a date; not published when its parts contradict it, and then the difference is shown."""
    indicator = registry.get(code)
    question = queries.asked(db, actor, on, known_at, organisation_id, tree)
    with queries.in_tree(db, question):
        published = queries.publish(db, actor, indicator, question.as_of, {})
    return _figure(published, question, organisation_id)


@router.get("/indicators/{code}/rows", summary="指标背后的明细")
def list_indicator_rows(
    db: Db,
    actor: Reader,
    page: PageQuery,
    code: Code,
    on: On = None,
    known_at: Known = None,
    organisation_id: Place = None,
    tree: Tree = TreeOf.NOW,
) -> FigureRowPage:
    """The rows the figure counts, from the same predicate."""
    indicator = registry.get(code)
    question = queries.asked(db, actor, on, known_at, organisation_id, tree)
    with queries.in_tree(db, question):
        found = queries.rows_behind(db, actor, indicator, question.as_of, page)
    return FigureRowPage(
        items=[
            FigureRow(id=str(row[0]), name=str(row[1]), amount=row[2], link=indicator.link.format(id=row[0]))
            for row in found.rows
        ],
        next_cursor=found.next_cursor,
        total=found.total,
        total_is_estimate=found.total_is_estimate,
    )


@router.get("/board", summary="区总看板")
def read_board(
    db: Db, actor: Viewer, on: On = None, organisation_id: Place = None, tree: Tree = TreeOf.NOW
) -> DistrictBoardOut:
    """Every figure of the caller's part of the tree, each with the rows behind it."""
    question = queries.asked(db, actor, on, None, organisation_id, tree)
    with queries.in_tree(db, question):
        known = compute_cuts(db, registry.every(), actor, question.as_of)
        figures = [
            _figure(queries.publish(db, actor, indicator, question.as_of, known), question, organisation_id)
            for indicator in registry.every()
        ]
    return DistrictBoardOut(
        as_of=question.as_of.on,
        scope=question.scope,
        tree=tree,
        figures=figures,
        month=_month(question, known),
    )


def _month(question: Asked, known: dict[str, Figure]) -> BoardMonthOut:
    period = current_period(question.as_of.on)
    rate = known["returns.reported_rate"]
    return BoardMonthOut(
        period=period, expected=known["returns.due"].value, reported=known["returns.reported"].value, rate=rate.value,
        late=known["returns.late"].value, missing_rows=f"/returns/missing?period={period}",
        reported_rows=f"/returns?period={period}",
    )  # fmt: skip


def _figure(published: Published, question: Asked, organisation_id: UUID | None) -> FigureOut:
    indicator, figure, against = published.indicator, published.figure, published.contradiction
    as_of = question.as_of
    return FigureOut(
        code=indicator.code, name=indicator.name, definition=indicator.definition, unit=indicator.unit,
        is_money=indicator.is_money, kind=indicator.kind, as_of=as_of.on, start=as_of.start, known_at=as_of.known_at, scope=question.scope,
        value=None if against else figure.value, numerator=None if against else figure.numerator,
        denominator=figure.denominator,
        parts=[
            PartOut(code=code, name=registry.get(code).name, value=value) for code, value in published.parts.items()
        ],
        contradiction=_contradiction(against), rows=_rows_path(indicator.code, question, organisation_id),
    )  # fmt: skip


def _contradiction(found: Any) -> ContradictionOut | None:
    return None if found is None else ContradictionOut.model_validate(found)


def _rows_path(code: str, question: Asked, organisation_id: UUID | None) -> str:
    place = f"&organisation_id={organisation_id}" if organisation_id else ""
    tree = f"&tree={question.tree.value}" if question.tree is TreeOf.THEN else ""
    return f"/indicators/{code}/rows?as_of={question.as_of.on.isoformat()}{place}{tree}"
