"""What people do with a return: open it, fill it, move it on, extend, correct, lock a month."""

from typing import Any

from sqlalchemy import delete, update
from sqlmodel import Session

from backend.funds.obligations import returns as funds
from backend.kernel import audit, clock
from backend.kernel.authz import Actor
from backend.kernel.db import bulk_insert, scoped_row
from backend.kernel.errors import Conflict, FieldError, Invalid, StaleVersion, invalid
from backend.kernel.history import advance
from backend.submissions.codes import CellSource, ReturnAction
from backend.submissions.models import CellComment, MonthlyReturn, ReturnCell
from backend.submissions.monthly import cell_rules, queries, rules, store
from backend.submissions.monthly.cell_rules import Cell, Typed
from backend.submissions.monthly.schemas import CellIn, ReturnActionIn
from backend.submissions.returns import active_form

R: Any = MonthlyReturn
C: Any = ReturnCell


def save_cells(
    session: Session, actor: Actor, row: MonthlyReturn, changes: list[CellIn], expected: int
) -> queries.State:
    """Keep what a person typed; a value equal to the derived one means following the register again.

    Raises Conflict (not open), StaleVersion, Invalid (per cell).
    """
    _require_open(row)
    claim(session, row, expected, on_behalf=row.on_behalf or _is_on_behalf(row, actor))
    state = queries.state_of(session, actor, row)
    _refuse_bad(state, changes)
    stored = store.cells_of(session, actor, row)
    for change in changes:
        derived = _untouched(state, change.item)
        value = change.value if change.value != "" else None
        typed = Typed(value, change.reason, value != derived.value)
        stored[change.item] = _put(session, row, stored.get(change.item), derived, typed)
    items = sorted({change.item for change in changes})
    audit.record(
        session,
        actor,
        "monthly_return.fill",
        "monthly_return",
        row.id,
        org_path=row.org_path,
        details={"items": items},
    )
    return queries.with_typed(state, store.typed_of(stored), clock.today())


def _refuse_bad(state: queries.State, changes: list[CellIn]) -> None:
    errors = []
    for number, change in enumerate(changes):
        item = state.form.item(change.item)
        path = f"cells.{number}.value"
        if item is None:
            errors.append(
                FieldError(f"cells.{number}.item", "unknown_item", "报表里没有这个指标", "请刷新页面")
            )
        elif change.value != state.cells[change.item].value:
            refused = cell_rules.refuse_value(item, change.value, path)
            errors.extend([refused] if refused else [])
    if errors:
        raise Invalid("有填写的值不符合要求", errors=errors)


def _untouched(state: queries.State, item: str) -> Cell:
    cell = state.cells[item]
    return cell_rules.untouched(cell.item, state.facts, state.previous) if cell.item.is_editable else cell


def _put(
    session: Session, row: MonthlyReturn, cell: ReturnCell | None, derived: Cell, typed: Typed
) -> ReturnCell:
    if cell is None:
        cell = ReturnCell(
            district_id=row.district_id, org_path=row.org_path, period=row.period, return_id=row.id,
            item=derived.item.code, source=CellSource.TYPED,
        )  # fmt: skip
        session.add(cell)
    cell.value_number, cell.value_text = store.two_columns(typed.value)
    cell.derived_number, cell.derived_text = store.two_columns(derived.derived)
    cell.source = CellSource.TYPED if typed.is_touched else derived.source
    cell.reason, cell.is_touched = typed.reason, typed.is_touched
    return cell


def act(
    session: Session, actor: Actor, row: MonthlyReturn, form: ReturnActionIn, expected: int
) -> queries.State | None:
    """Move a return along its workflow; answers the filed state after a submission.

    Raises Invalid, Forbidden, Conflict, StaleVersion.
    """
    on_behalf = _is_on_behalf(row, actor)
    is_filing = form.action in (ReturnAction.SUBMIT, ReturnAction.SUBMIT_ZERO)
    if form.comments and form.action != ReturnAction.SEND_BACK:
        raise invalid("comments", "not_here", "只有退回时才能对指标提意见", "请选择“退回”，或去掉意见")
    state = queries.state_of(session, actor, row) if is_filing else None
    advance(
        session, actor, rules.WORKFLOW, row, form.action,
        note=form.note, expected_version=expected, context=actor, on_behalf=is_filing and on_behalf,
    )  # fmt: skip
    if state is not None:
        state = _file(session, actor, state, form.action == ReturnAction.SUBMIT_ZERO, on_behalf=on_behalf)
    elif form.action == ReturnAction.SEND_BACK:
        _comment(session, actor, row, form)
    stamp(row, actor, form.action)
    session.flush()
    if form.action == ReturnAction.ACCEPT:
        declare_funds(session, actor, row)
    return state


def declare_funds(session: Session, actor: Actor, row: MonthlyReturn) -> None:
    """The wages of an accepted return are the declaration of the union's payer for the month."""
    values = store.effective_values(session, actor, row)
    funds.declare_return(session, actor, row.organisation_id, row.period, values, row.id)


def stamp(row: MonthlyReturn, actor: Actor, action: str) -> None:
    """Note the moment of a step on the return itself."""
    now = clock.now()
    if action == ReturnAction.WITHDRAW:
        row.first_submitted_at, row.is_late, row.is_zero_report = None, False, False
    elif action == ReturnAction.ACCEPT:
        row.accepted_at, row.accepted_by = now, actor.person_id
    elif action == ReturnAction.REOPEN:
        row.accepted_at, row.accepted_by = None, None
    elif action == ReturnAction.LOCK:
        row.locked_at = now


def _file(
    session: Session, actor: Actor, state: queries.State, is_zero: bool, *, on_behalf: bool
) -> queries.State:
    row = state.row
    if is_zero:
        _refuse_contradicted_zero(state)
        state = queries.with_cells(state, cell_rules.zeroed(state.cells), clock.today())
    standing = cell_rules.standing(state.verdicts)
    if standing:
        raise Invalid("还有没通过的核对，不能提交", errors=standing)
    _write_cells(session, row, state.cells)
    now = clock.now()
    if row.first_submitted_at is None:
        row.is_late = rules.is_late(clock.today(), row.fill_due_on, row.extended_to)
        row.first_submitted_at = now
    row.submitted_at, row.submitted_by, row.changed_at = now, actor.person_id, now
    row.is_zero_report = is_zero
    row.on_behalf = on_behalf
    row.on_behalf_by = actor.person_name if on_behalf else ""
    row.on_behalf_seen_at = None
    return state


def _refuse_contradicted_zero(state: queries.State) -> None:
    values = {code: cell.value for code, cell in state.cells.items()}
    against = rules.zero_contradictions(state.form, values, state.movements)
    if against:
        errors = [
            FieldError(item, "contradicts_zero", words, "请改用“提交”如实填报") for item, words in against
        ]
        raise Invalid("本月有记录，不能作零报告", errors=errors)


def _write_cells(session: Session, row: MonthlyReturn, cells: dict[str, Cell]) -> None:
    session.flush()
    session.execute(
        delete(ReturnCell).where(
            C.district_id == row.district_id, C.period == row.period, C.return_id == row.id
        ),
        execution_options={"synchronize_session": False},
    )
    bulk_insert(session, ReturnCell, [_cell_row(row, cell) for cell in cells.values() if _is_kept(cell)])


def _is_kept(cell: Cell) -> bool:
    return cell.value is not None or cell.is_touched or bool(cell.reason)


def _cell_row(row: MonthlyReturn, cell: Cell) -> dict[str, Any]:
    number, text = store.two_columns(cell.value)
    derived_number, derived_text = store.two_columns(cell.derived)
    return scoped_row(
        row.district_id, row.org_path, period=row.period, return_id=row.id, item=cell.item.code,
        value_number=number, value_text=text, source=cell.source, derived_number=derived_number,
        derived_text=derived_text, reason=cell.reason, is_touched=cell.is_touched,
    )  # fmt: skip


def _comment(session: Session, actor: Actor, row: MonthlyReturn, form: ReturnActionIn) -> None:
    known = active_form(row.form, row.period)
    for number, comment in enumerate(form.comments):
        if known is None or known.item(comment.item) is None:
            raise invalid(f"comments.{number}.item", "unknown_item", "报表里没有这个指标", "请刷新页面")
        session.add(
            CellComment(
                district_id=row.district_id, org_path=row.org_path, return_id=row.id, period=row.period,
                item=comment.item, text=comment.text, person_name=actor.person_name, at=clock.now(),
            )
        )  # fmt: skip


def _require_open(row: MonthlyReturn) -> None:
    if row.status not in rules.OPEN_STATES:
        raise Conflict(f"当前状态“{row.status.label}”不能修改，请先撤回或由街道退回")


def _is_on_behalf(row: MonthlyReturn, actor: Actor) -> bool:
    return actor.org_path != row.org_path


def claim(session: Session, row: MonthlyReturn, expected: int, **values: Any) -> None:
    """Compare-and-set on the version the caller saw and the state it was in."""
    session.flush()
    done = session.execute(
        update(MonthlyReturn)
        .where(
            R.district_id == row.district_id, R.id == row.id, R.version == expected, R.status == row.status
        )
        .values(version=expected + 1, changed_at=clock.now(), **values)
        .execution_options(synchronize_session=False)
    )
    if done.rowcount != 1:  # type: ignore[attr-defined]
        raise StaleVersion()
    session.refresh(row)
