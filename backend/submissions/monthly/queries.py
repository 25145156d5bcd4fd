"""Reads of returns: the list, one return with its cells, checks and trail, and what may be done with it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, select
from sqlmodel import Session

from backend.kernel import clock
from backend.kernel.authz import Actor, next_path, visible, within
from backend.kernel.errors import Forbidden
from backend.kernel.indicators import TreeOf, under
from backend.kernel.paging import Paging, Slice, paginate
from backend.kernel.parameters import lookup_or_none
from backend.organisations import queries as organisations
from backend.submissions import register
from backend.submissions.codes import ReturnStatus
from backend.submissions.models import CellComment, MonthlyReturn, ReturnCorrection, ReturnExtension
from backend.submissions.monthly import cell_rules, rules, store
from backend.submissions.monthly.cell_rules import Cell, Typed, Value, Verdict
from backend.submissions.monthly.trees import held_then
from backend.submissions.parameters import as_number
from backend.submissions.permissions import P
from backend.submissions.returns import form_of
from backend.submissions.returns.form import Form

R: Any = MonthlyReturn
ROW_COLUMNS: tuple[Any, ...] = (
    R.id,
    R.organisation_id,
    R.organisation_name,
    R.period,
    R.status,
    R.is_late,
    R.is_zero_report,
    R.on_behalf,
    R.fill_due_on,
    R.extended_to,
    R.submitted_at,
    R.accepted_at,
    R.locked_at,
)


@dataclass(frozen=True)
class Filters:
    """What a caller filters the list by."""

    period: str | None = None
    status: ReturnStatus | None = None
    organisation_id: UUID | None = None
    street_id: UUID | None = None
    is_late: bool | None = None
    #: filled in by others and not yet seen by the union's chair
    is_unseen: bool | None = None
    #: still open with more time than the others
    is_extended: bool | None = None
    #: submitted and past the review day
    is_review_overdue: bool | None = None
    #: whose street a union counts in: its present one, or the one it had at the end of the month
    tree: TreeOf = TreeOf.NOW


@dataclass(frozen=True)
class State:
    """A return with its resolved cells and what its checks say."""

    row: MonthlyReturn
    form: Form
    cells: dict[str, Cell]
    history: store.History
    previous: dict[str, Value]
    params: dict[str, int]
    data: dict[str, Any]
    movements: list[rules.Movement]
    verdicts: list[Verdict]
    #: what the registers say; empty once the return is filed
    facts: Mapping[str, Value]


def get_return(session: Session, actor: Actor, return_id: UUID) -> MonthlyReturn:
    """One return in reach.

    Raises NotFound.
    """
    return visible(session.get(MonthlyReturn, (actor.district_id, return_id)), actor)


def writable_return(session: Session, actor: Actor, return_id: UUID) -> MonthlyReturn:
    """One return in reach to which this caller may add a file.

    Raises NotFound, and Forbidden without the right or once it is filed.
    """
    row = get_return(session, actor, return_id)
    if not may_edit(row, actor):
        raise Forbidden("这份月报现在不能添加附件")
    return row


def list_returns(session: Session, actor: Actor, filters: Filters, page: Paging) -> Slice:
    """Returns in reach, newest month first, then in the order of the tree."""
    statement = filtered(session, actor, filters)
    with under(session, filters.tree):
        return paginate(session, statement, order=[R.period, R.org_path, R.id], page=page, descending=True)


def filtered(session: Session, actor: Actor, filters: Filters) -> Select[Any]:
    """The rows of the list for one set of filters."""
    statement: Select[Any] = select(*ROW_COLUMNS).where(*_reach(session, actor, filters))
    if filters.period is not None:
        statement = statement.where(R.period == filters.period)
    if filters.status is not None:
        statement = statement.where(R.status == filters.status)
    if filters.organisation_id is not None:
        statement = statement.where(R.organisation_id == filters.organisation_id)
    if filters.is_late is not None:
        statement = statement.where(R.is_late == filters.is_late)
    return _by_state(statement, filters)


def _reach(session: Session, actor: Actor, filters: Filters) -> list[ColumnElement[bool]]:
    street = (
        organisations.get_organisation(session, actor, filters.street_id)
        if filters.street_id is not None
        else None
    )
    if filters.tree is TreeOf.THEN:
        held = held_then(session, actor, street.id if street else None, filters.period)
        return [R.district_id == actor.district_id, R.organisation_id.in_(held)]
    if street is None:
        return [within(MonthlyReturn, actor)]
    return [
        within(MonthlyReturn, actor),
        R.org_path >= street.org_path,
        R.org_path < next_path(street.org_path),
    ]


def _by_state(statement: Select[Any], filters: Filters) -> Select[Any]:
    conditions = (
        (filters.is_unseen, and_(R.on_behalf.is_(True), R.on_behalf_seen_at.is_(None))),
        (filters.is_extended, and_(R.extended_to.is_not(None), R.status.in_(rules.OPEN_STATES))),
        (
            filters.is_review_overdue,
            and_(R.status == ReturnStatus.SUBMITTED, R.review_due_on < clock.today()),
        ),
    )
    for wanted, condition in conditions:
        if wanted is not None:
            statement = statement.where(condition if wanted else ~condition)
    return statement


def state_of(session: Session, actor: Actor, row: MonthlyReturn, *, today: date | None = None) -> State:
    """A return as it stands: derived anew while open, exactly as filed afterwards."""
    today = today or clock.today()
    form = form_of(row.form, row.form_version)
    assert form is not None, "a stored return names a form that is no longer in the code"
    history = store.history_of(session, actor, row)
    previous = {item: values[-1][1] for item, values in history.items()}
    params = parameters_for(session, form, row)
    stored = store.cells_of(session, actor, row)
    if row.status in rules.OPEN_STATES:
        union = organisations.get_organisation(session, actor, row.organisation_id)
        found = register.read(session, actor, union, row.period)
        facts, moved = found.values, found.movements
        cells = cell_rules.resolve(form, facts, previous, store.typed_of(stored), params, today)
    else:
        facts, moved = {}, register.movements(session, actor, row.organisation_id, row.period)
        cells = store.as_filed(form, stored)
    data = cell_rules.context(cells, previous, params, today)
    verdicts = cell_rules.verdicts(form, cells, data)
    return State(row, form, cells, history, previous, params, data, moved, verdicts, facts)


def with_cells(state: State, cells: dict[str, Cell], today: date) -> State:
    """The same return with other cells, checked again without asking the store."""
    data = cell_rules.context(cells, state.previous, state.params, today)
    return replace(state, cells=cells, data=data, verdicts=cell_rules.verdicts(state.form, cells, data))


def with_typed(state: State, typed: Mapping[str, Typed], today: date) -> State:
    """An open return with what a person has typed meanwhile, derived and checked again."""
    cells = cell_rules.resolve(state.form, state.facts, state.previous, typed, state.params, today)
    return with_cells(state, cells, today)


def parameters_for(session: Session, form: Form, row: MonthlyReturn) -> dict[str, int]:
    """The form's parameters in force at the end of the month; those without a value are left out."""
    found = {
        name: lookup_or_none(session, key, row.district_id, row.period_end_on)
        for name, key in form.parameters.items()
    }
    return {name: as_number(value.value) for name, value in found.items() if value is not None}


def comments_of(session: Session, actor: Actor, row: MonthlyReturn) -> list[CellComment]:
    """The reviewers' remarks, oldest first."""
    return _of_return(session, actor, CellComment, row)


def corrections_of(session: Session, actor: Actor, row: MonthlyReturn) -> list[ReturnCorrection]:
    """The corrections after the lock, oldest first."""
    if row.status is not ReturnStatus.LOCKED:
        return []
    return _of_return(session, actor, ReturnCorrection, row)


def extensions_of(session: Session, actor: Actor, row: MonthlyReturn) -> list[ReturnExtension]:
    """The extensions, oldest first."""
    if row.extended_to is None:
        return []
    return _of_return(session, actor, ReturnExtension, row)


def _of_return(session: Session, actor: Actor, model: Any, row: MonthlyReturn) -> list[Any]:
    found = session.execute(
        select(model).where(within(model, actor), model.return_id == row.id).order_by(model.id)
    ).scalars()
    return list(found)


def may_edit(row: MonthlyReturn, actor: Actor) -> bool:
    """Whether this caller may change cells now."""
    return row.status in rules.OPEN_STATES and actor.may(P.FILL)


def may_correct(row: MonthlyReturn, actor: Actor) -> bool:
    """Whether this caller may correct now."""
    return row.status is ReturnStatus.LOCKED and actor.may(P.CORRECT)


def may_extend(row: MonthlyReturn, actor: Actor) -> bool:
    """Whether this caller may grant more time now."""
    return row.status in rules.OPEN_STATES and row.first_submitted_at is None and actor.may(P.EXTEND)


def needs_acknowledgement(row: MonthlyReturn, actor: Actor) -> bool:
    """Whether the union's own chair still has to be told that others filled it in."""
    return (
        row.on_behalf
        and row.on_behalf_seen_at is None
        and row.org_path == actor.org_path
        and actor.may(P.FILL)
    )
