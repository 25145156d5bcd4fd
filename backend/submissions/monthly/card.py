"""Composes what the page gets of one return, and what is printed."""

from collections.abc import Mapping, Sequence
from datetime import date

from sqlmodel import Session

from backend.kernel import clock, money
from backend.kernel.authz import Actor
from backend.kernel.history import allowed_actions, entries_of
from backend.submissions.codes import ItemKind, ReturnStatus
from backend.submissions.models import CellComment, MonthlyReturn, ReturnCorrection
from backend.submissions.monthly import queries, rules, store
from backend.submissions.monthly.cell_rules import Cell, Value, Verdict
from backend.submissions.monthly.queries import State
from backend.submissions.monthly.schemas import (
    CellCommentOut,
    CellOut,
    CorrectionOut,
    DeadlinesOut,
    ExtensionOut,
    FiredCheckOut,
    PeriodValue,
    PrintLineOut,
    PrintSectionOut,
    RecordOut,
    ReturnOut,
    ReturnPrintOut,
    ReturnSectionOut,
)
from backend.submissions.returns.form import Section


def return_out(session: Session, actor: Actor, row: MonthlyReturn, state: State | None = None) -> ReturnOut:
    """One return with everything the page needs; ``state`` when the caller has just worked it out."""
    state = state or queries.state_of(session, actor, row)
    corrections = queries.corrections_of(session, actor, row)
    comments = queries.comments_of(session, actor, row)
    context = {key: value for key, value in state.data.items() if key != "cell"}
    return ReturnOut(
        id=row.id, version=row.version, form=row.form, form_version=row.form_version, form_label=state.form.label,
        organisation_id=row.organisation_id, organisation_name=row.organisation_name, period=row.period,
        status=row.status, is_late=row.is_late, is_zero_report=row.is_zero_report, on_behalf=row.on_behalf,
        on_behalf_by=row.on_behalf_by, needs_acknowledgement=queries.needs_acknowledgement(row, actor),
        submitted_at=row.submitted_at, accepted_at=row.accepted_at, locked_at=row.locked_at,
        changed_at=row.changed_at, can_edit=queries.may_edit(row, actor), can_correct=queries.may_correct(row, actor),
        can_extend=queries.may_extend(row, actor), deadlines=_deadlines(row, clock.today()),
        sections=[_section(section, state, comments, corrections) for section in state.form.sections],
        checks=[_check(verdict, state.movements) for verdict in state.verdicts],
        movements=_records(state.movements), context=context,
        actions=allowed_actions(rules.WORKFLOW, row, actor, actor),
        trail=entries_of(session, actor, rules.WORKFLOW.name, row.id),
        corrections=[_correction(fix, state) for fix in corrections],
        extensions=[
            ExtensionOut.model_validate(extension) for extension in queries.extensions_of(session, actor, row)
        ],
    )  # fmt: skip


def _deadlines(row: MonthlyReturn, today: date) -> DeadlinesOut:
    fill = rules.due_on(row.fill_due_on, row.extended_to)
    next_day = {ReturnStatus.SUBMITTED: row.review_due_on, ReturnStatus.ACCEPTED: row.lock_due_on}.get(
        row.status, fill
    )
    return DeadlinesOut(
        fill_due_on=fill, review_due_on=row.review_due_on, lock_due_on=row.lock_due_on, extended_to=row.extended_to,
        is_estimated=row.is_due_estimated, days_left=(next_day - today).days,
    )  # fmt: skip


def _section(
    section: Section, state: State, comments: Sequence[CellComment], corrections: Sequence[ReturnCorrection]
) -> ReturnSectionOut:
    return ReturnSectionOut(
        code=section.code, letter=section.letter, label=section.label, note=section.note,
        cells=[
            _cell(
                state.cells[item.code],
                state.history.get(item.code, []),
                [comment for comment in comments if comment.item == item.code],
                [fix for fix in corrections if fix.item == item.code],
            )
            for item in section.items
        ],
    )  # fmt: skip


def _cell(
    cell: Cell,
    history: Sequence[tuple[str, Value]],
    comments: Sequence[CellComment],
    corrections: Sequence[ReturnCorrection],
) -> CellOut:
    item = cell.item
    newest = corrections[-1] if corrections else None
    return CellOut(
        item=item.code, label=item.label, definition=item.definition, unit=item.unit, kind=item.kind,
        legal_basis=item.legal_basis, owner=item.owner, note=item.note, example=item.example,
        is_required=item.is_required, is_editable=item.is_editable, max_length=item.max_length,
        options=dict(item.options or {}), value=cell.value,
        corrected_value=store.one_value(newest.value_number, newest.value_text) if newest else None,
        is_corrected=newest is not None, source=cell.source, derived_value=cell.derived, is_touched=cell.is_touched,
        reason=cell.reason, history=[PeriodValue(period=period, value=value) for period, value in history],
        comments=[CellCommentOut(text=c.text, person_name=c.person_name, at=c.at) for c in comments],
    )  # fmt: skip


def _check(verdict: Verdict, movements: Sequence[rules.Movement]) -> FiredCheckOut:
    check = verdict.check
    return FiredCheckOut(
        code=check.code, severity=check.severity, items=list(check.items), message=check.message, fix=check.fix,
        reason=verdict.reason, is_answered=verdict.is_answered,
        records=_records(movements) if check.records else [],
    )  # fmt: skip


def _records(movements: Sequence[rules.Movement]) -> list[RecordOut]:
    return [RecordOut(item=move.item, on=move.on, label=move.label, text=move.text) for move in movements]


def _correction(fix: ReturnCorrection, state: State) -> CorrectionOut:
    item = state.form.item(fix.item)
    return CorrectionOut(
        id=fix.id, item=fix.item, label=item.label if item else fix.item,
        before=store.one_value(fix.before_number, fix.before_text),
        value=store.one_value(fix.value_number, fix.value_text), reason=fix.reason, person_name=fix.person_name,
        at=fix.at,
    )  # fmt: skip


def print_out(session: Session, actor: Actor, row: MonthlyReturn) -> ReturnPrintOut:
    """Every labelled value in the words a reader of paper expects, corrections applied."""
    state = queries.state_of(session, actor, row)
    fixed = {
        fix.item: store.one_value(fix.value_number, fix.value_text)
        for fix in queries.corrections_of(session, actor, row)
    }
    trail = entries_of(session, actor, rules.WORKFLOW.name, row.id)
    return ReturnPrintOut(
        title=f"{state.form.label}（{row.period[:4]}年{int(row.period[5:])}月）",
        organisation_name=row.organisation_name, period=row.period, status_label=row.status.label,
        filled_by=next((entry.person_name for entry in reversed(trail) if entry.action.startswith("submit")), ""),
        sections=[_printed(section, state.cells, fixed) for section in state.form.sections], trail=trail,
    )  # fmt: skip


def _printed(section: Section, cells: Mapping[str, Cell], fixed: Mapping[str, Value]) -> PrintSectionOut:
    lines = []
    for item in section.items:
        cell = cells[item.code]
        text = printed_value(cell, fixed.get(item.code, cell.value))
        lines.append(PrintLineOut(label=item.label, unit=item.unit, text=text, reason=cell.reason))
    return PrintSectionOut(letter=section.letter, label=section.label, lines=lines)


def printed_value(cell: Cell, value: Value) -> str:
    """A value as printed: 元 with thousands separators, the label of a choice, nothing when empty."""
    if value is None:
        return ""
    if cell.item.kind is ItemKind.MONEY and isinstance(value, int):
        return money.format_yuan(value)
    if cell.item.kind is ItemKind.FLAG:
        return "是" if value else "否"
    if cell.item.options is not None:
        return cell.item.options.get(str(value), str(value))
    return str(value)
