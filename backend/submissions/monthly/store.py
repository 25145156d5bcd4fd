"""Reads of stored cells: what was filed before, what was typed, what was corrected since."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlmodel import Session

from backend.kernel.authz import Actor, within
from backend.submissions.codes import CellSource
from backend.submissions.models import MonthlyReturn, ReturnCell, ReturnCorrection
from backend.submissions.monthly.cell_rules import Cell, Typed, Value
from backend.submissions.monthly.rules import REPORTED_STATES, shift
from backend.submissions.returns.form import Form

R: Any = MonthlyReturn
C: Any = ReturnCell
X: Any = ReturnCorrection
#: how many earlier months stand beside a number
MONTHS = 12
History = dict[str, list[tuple[str, Value]]]


def history_of(session: Session, actor: Actor, row: MonthlyReturn) -> History:
    """Each item's reported values of the last twelve months before this return, oldest first, corrections applied."""
    months = session.execute(
        select(R.id, R.period)
        .where(
            within(MonthlyReturn, actor),
            R.organisation_id == row.organisation_id,
            R.form == row.form,
            R.period >= shift(row.period, -MONTHS),
            R.period < row.period,
            R.status.in_(REPORTED_STATES),
        )
        .order_by(R.period)
    ).all()
    if not months:
        return {}
    values = _by_period(session, actor, [month.id for month in months], months[0].period, months[-1].period)
    history: History = {}
    for month in months:
        for item, value in values.get(month.period, {}).items():
            history.setdefault(item, []).append((month.period, value))
    return history


def effective_values(session: Session, actor: Actor, row: MonthlyReturn) -> dict[str, Value]:
    """The filed values of one return, with the newest correction in place of a corrected one."""
    return _by_period(session, actor, [row.id], row.period, row.period).get(row.period, {})


def _by_period(
    session: Session, actor: Actor, ids: Sequence[UUID], first: str, last: str
) -> dict[str, dict[str, Value]]:
    found: dict[str, dict[str, Value]] = {}
    for model, order in ((C, C.period), (X, X.id)):
        rows = session.execute(
            select(model.period, model.item, model.value_number, model.value_text)
            .where(within(model, actor), model.period.between(first, last), model.return_id.in_(ids))
            .order_by(order)
        )
        for row in rows:
            found.setdefault(row.period, {})[row.item] = one_value(row.value_number, row.value_text)
    return found


def cells_of(session: Session, actor: Actor, row: MonthlyReturn) -> dict[str, ReturnCell]:
    """The stored cells of one return by item."""
    found = session.execute(
        select(ReturnCell).where(within(ReturnCell, actor), C.period == row.period, C.return_id == row.id)
    ).scalars()
    return {cell.item: cell for cell in found}


def typed_of(stored: Mapping[str, ReturnCell]) -> dict[str, Typed]:
    """What a person typed or explained; the rest follows the register while the return is open."""
    return {
        item: Typed(one_value(cell.value_number, cell.value_text), cell.reason, cell.is_touched)
        for item, cell in stored.items()
        if cell.is_touched or cell.reason
    }


def as_filed(form: Form, stored: Mapping[str, ReturnCell]) -> dict[str, Cell]:
    """The cells of a submitted return exactly as they were filed."""
    return {item.code: _filed(item, stored.get(item.code)) for item in form.items}


def _filed(item: Any, cell: ReturnCell | None) -> Cell:
    if cell is None:
        return Cell(item, None, CellSource.EMPTY, None, "", False)
    return Cell(
        item,
        one_value(cell.value_number, cell.value_text),
        cell.source,
        one_value(cell.derived_number, cell.derived_text),
        cell.reason,
        cell.is_touched,
    )


def one_value(number: int | None, text: str | None) -> Value:
    """A stored value out of its two columns."""
    return text if number is None else number


def two_columns(value: Value) -> tuple[int | None, str | None]:
    """A value for its two columns: (number, text)."""
    return (value, None) if isinstance(value, int) else (None, value)
