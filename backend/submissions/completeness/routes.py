"""HTTP of the completeness board, who is missing, and reminders."""

from collections.abc import Sequence
from typing import Annotated, Any
from uuid import UUID

from fastapi import Depends, Query, Response

from backend.kernel import clock
from backend.kernel.authz import Actor, require
from backend.kernel.db import Db
from backend.kernel.exports import EXPORT_ANSWER, ExportFormat
from backend.kernel.http import api_router
from backend.kernel.indicators import TreeOf
from backend.kernel.paging import PageQuery
from backend.organisations import queries as organisations
from backend.submissions.codes import ReportState
from backend.submissions.completeness import missing, queries, service
from backend.submissions.completeness.export import MISSING
from backend.submissions.completeness.schemas import (
    BoardCellOut,
    BoardPeriodOut,
    BoardStreetOut,
    CompletenessOut,
    MissingPage,
    MissingRow,
    ReminderPage,
    ReminderRow,
    RemindIn,
    RemindOut,
    ReturnBoardOut,
)
from backend.submissions.monthly import rules
from backend.submissions.monthly.deadlines import deadlines_of, deadlines_of_all, require_form
from backend.submissions.permissions import P

PERIOD = r"^20\d{2}-(0[1-9]|1[0-2])$"
router = api_router("/returns", "submissions")
Reader = Annotated[Actor, require(P.READ)]
Viewer = Annotated[Actor, require(P.BOARD)]
Reminder = Annotated[Actor, require(P.REMIND)]


@router.get("/board", summary="月报完成情况（街道×月份）")
def read_return_board(
    db: Db,
    actor: Viewer,
    year: Annotated[int, Query(ge=2020, le=2099, description="年度")],
    tree: Annotated[TreeOf, Query(description="按现在的还是按各月末当时的隶属关系")] = TreeOf.NOW,
) -> ReturnBoardOut:
    """Completeness of a year from content; the denominator of a month is the unions that existed at its end."""
    periods = queries.periods_of(year)
    months, names = _months(db, actor, periods, tree)
    return ReturnBoardOut(
        year=year,
        periods=[
            BoardPeriodOut(period=period, fill_due_on=due.fill_on, lock_due_on=due.lock_on)
            for period, due in deadlines_of_all(db, actor.district_id, periods).items()
        ],
        streets=[
            BoardStreetOut(
                street_id=names[street][0],
                name=names[street][1],
                cells=[_cell(period, months[period].get(street, queries.add_up([]))) for period in periods],
            )
            for street in names
        ],
        totals=[_cell(period, queries.add_up(months[period].values())) for period in periods],
    )


def _months(
    db: Db, actor: Actor, periods: list[str], tree: TreeOf
) -> tuple[dict[str, dict[Any, queries.Completeness]], dict[Any, tuple[UUID, str]]]:
    """Completeness by month and street, and the streets in the order of the page."""
    if tree is TreeOf.THEN:
        months: dict[str, dict[Any, queries.Completeness]] = dict(queries.by_street_then(db, actor, periods))
        ids = {street for month in months.values() for street in month}
        found = organisations.union_names(db, actor.district_id, ids)
        return months, {street: (street, name) for street, name in sorted(found.items(), key=lambda i: i[1])}
    months = {period: dict(queries.by_street(db, actor, period)) for period in periods}
    paths = sorted({path for month in months.values() for path in month})
    names = queries.streets(db, actor, paths)
    return months, {path: names[path] for path in paths}


def _cell(period: str, found: queries.Completeness) -> BoardCellOut:
    return BoardCellOut(period=period, **completeness_out(found).model_dump())


def completeness_out(found: queries.Completeness) -> CompletenessOut:
    """Counts for the wire."""
    counts: dict[str, Any] = {state.value: found.counts.get(state, 0) for state in ReportState}
    return CompletenessOut(
        expected=found.expected, late=found.late, reported=found.reported, rate=found.rate, **counts
    )


def _wanted(
    db: Db,
    actor: Reader,
    period: Annotated[str, Query(pattern=PERIOD, description="报告期 YYYY-MM")],
    street_id: Annotated[UUID | None, Query(description="所属街道（联合会）")] = None,
    tree: Annotated[TreeOf, Query(description="按现在的还是按该月末当时的隶属关系")] = TreeOf.NOW,
) -> missing.Wanted:
    require_form(period)
    street = organisations.get_organisation(db, actor, street_id) if street_id else None
    return missing.Wanted(period, street, tree)


Wanted = Annotated[missing.Wanted, Depends(_wanted)]


@router.get("/missing", summary="未报单位")
def list_missing_returns(db: Db, actor: Reader, page: PageQuery, wanted: Wanted) -> MissingPage:
    """Unions that existed at the end of the month and have not reported it."""
    found = missing.list_missing(db, actor, wanted, page)
    return MissingPage(
        items=_missing_rows(db, actor, wanted, found.rows),
        next_cursor=found.next_cursor,
        total=found.total,
        total_is_estimate=found.total_is_estimate,
    )


@router.get("/missing/export", summary="导出未报单位", response_class=Response, responses=EXPORT_ANSWER)
def export_missing_returns(
    db: Db, actor: Reader, wanted: Wanted, format: ExportFormat = ExportFormat.XLSX
) -> Response:
    """The same filter as the list, as a file."""
    rows = _missing_rows(db, actor, wanted, missing.all_missing(db, actor, wanted))
    return MISSING.answer(actor, rows, format)


def _missing_rows(db: Db, actor: Actor, wanted: missing.Wanted, rows: Sequence[Any]) -> list[MissingRow]:
    due = deadlines_of(db, actor.district_id, wanted.period)
    streets = missing.street_names(db, actor, wanted, rows)
    return [_missing(row, streets[row.id], due) for row in rows]


def _missing(row: Any, street_name: str, due: rules.Deadlines) -> MissingRow:
    due_on = rules.due_on(due.fill_on, row.extended_to)
    return MissingRow(
        organisation_id=row.id, organisation_name=row.name, street_name=street_name, state=queries.state_of(row.status),
        return_id=row.return_id, due_on=due_on, days_late=max(0, (clock.today() - due_on).days),
        last_reminded_on=row.reminded_on,
    )  # fmt: skip


@router.get("/reminders", summary="催报记录")
def list_return_reminders(
    db: Db,
    actor: Reader,
    page: PageQuery,
    period: Annotated[str | None, Query(pattern=PERIOD, description="报告期 YYYY-MM")] = None,
    is_open: Annotated[bool | None, Query(description="是否仍未上报")] = None,
) -> ReminderPage:
    """Reminders in the caller's reach, newest first."""
    found = queries.list_reminders(db, actor, period, is_open, page)
    return ReminderPage(
        items=[ReminderRow.model_validate(row) for row in found.rows],
        next_cursor=found.next_cursor,
        total=found.total,
        total_is_estimate=found.total_is_estimate,
    )


@router.post("/reminders", summary="催报", status_code=201)
def remind_of_returns(db: Db, actor: Reminder, form: RemindIn) -> RemindOut:
    """Reminds those that have not reported, at most once a day each."""
    wanted = list(dict.fromkeys(form.organisation_ids))
    reminded = service.remind(db, actor, form.period, wanted)
    return RemindOut(reminded=reminded, skipped=len(wanted) - reminded)
