"""Proposing a set of parameter values and putting it in force by a second person."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, Index, select
from sqlmodel import Session, col

from backend.kernel import audit
from backend.kernel.authz import Actor, visible
from backend.kernel.codes import Code
from backend.kernel.db import Scoped, code_column, column, new_id
from backend.kernel.errors import FieldError, Invalid, NotFound
from backend.kernel.history import advance, begin
from backend.kernel.parameters import (
    ParameterStatus,
    ParameterValue,
    changed,
    lookup_or_none,
    next_version,
)
from backend.kernel.parameters_keys import KEYS, Example, ParameterKey, chain_of, level_of
from backend.kernel.parameters_rules import Span, fit
from backend.kernel.parameters_schemas import ExampleIn, ProposalIn, ValueIn
from backend.kernel.permissions import KernelP
from backend.kernel.privacy import Privacy
from backend.kernel.workflow import Step, Workflow


class ParameterSetStatus(Code):
    """Where a proposal stands."""

    PROPOSED = "proposed", "待批准"
    ACTIVE = "active", "已生效"
    REJECTED = "rejected", "未批准"


class ParameterSetAction(Code):
    """What is done with a proposal; the second person decides."""

    PROPOSE = "propose", "提出"
    APPROVE = "approve", "批准生效"
    REJECT = "reject", "不批准"


class ParameterSet(Scoped, table=True):
    """Values that are proposed together, with the worked examples that must come out before they count."""

    __tablename__ = "parameter_set"
    __table_args__ = (Index("ix_parameter_set_status", "district_id", "status", "id"),)

    title: str = column("名称", max_length=120)
    note: str = column("说明", max_length=1000)
    examples: list[dict[str, Any]] = column("算例", sa_type=JSON)
    status: ParameterSetStatus = code_column(ParameterSetStatus, "状态", default=ParameterSetStatus.PROPOSED)
    proposer_person_id: UUID = column("提出人编号")
    proposer_name: str = column("提出人", privacy=Privacy.P2, max_length=100)


def _second_person(row: ParameterSet, actor: Actor | None) -> str | None:
    same = actor is not None and row.proposer_person_id in actor.persons
    return "提出人不能自己批准，请另一位同事办理" if same else None


PARAMETER_WORKFLOW = Workflow(
    "parameter_set",
    "参数批准",
    (
        Step(
            ParameterSetStatus.PROPOSED,
            ParameterSetAction.APPROVE,
            ParameterSetStatus.ACTIVE,
            KernelP.PARAMETERS_APPROVE,
            guard=_second_person,
            other_than=(ParameterSetAction.PROPOSE,),
        ),
        Step(
            ParameterSetStatus.PROPOSED,
            ParameterSetAction.REJECT,
            ParameterSetStatus.REJECTED,
            KernelP.PARAMETERS_APPROVE,
            needs_note=True,
        ),
    ),
)


def propose(session: Session, actor: Actor, form: ProposalIn) -> ParameterSet:
    """Write down a set of values for a second person to decide; nothing counts yet.

    Raises Invalid naming every value that its key does not accept.
    """
    found = [error for i, item in enumerate(form.values) for error in _value_errors(actor, i, item)]
    if errors := found + _example_errors(form):
        raise Invalid("请按下列提示修改", errors=errors)
    row = ParameterSet(
        id=new_id(),
        district_id=actor.district_id,
        org_path=actor.org_path,
        title=form.title,
        note=form.note,
        examples=[item.model_dump(mode="json") for item in form.examples],
        proposer_person_id=actor.person_id,
        proposer_name=actor.person_name,
    )
    session.add(row)
    for item in form.values:
        _add_value(session, row, item)
    begin(session, actor, PARAMETER_WORKFLOW, row, ParameterSetAction.PROPOSE, note=form.note)
    return row


def act(session: Session, actor: Actor, row: ParameterSet, action: str, note: str, expected: int) -> None:
    """Decide about a proposal; approving puts all its values in force, or none.

    Raises what ``advance`` raises, and Invalid for a failed example, a gap or an overlap.
    """
    advance(
        session, actor, PARAMETER_WORKFLOW, row, action, note=note, expected_version=expected, context=actor
    )
    values = values_of(session, row)
    if action == ParameterSetAction.REJECT:
        for value in values:
            value.status = ParameterStatus.REJECTED
        return
    changed(session)
    _check_examples(row, values)
    _activate(session, values)
    for value in values:
        details = {
            "key": value.key,
            "jurisdiction": value.jurisdiction,
            "valid_from": value.valid_from.isoformat(),
        }
        audit.record(session, actor, "parameter.activate", "parameter_value", value.id, details=details)


def get_set(session: Session, actor: Actor, set_id: UUID) -> ParameterSet:
    """One proposal in reach.

    Raises NotFound.
    """
    return visible(session.get(ParameterSet, (actor.district_id, set_id)), actor)


def values_of(session: Session, row: ParameterSet) -> list[ParameterValue]:
    """The values of one proposal."""
    statement = select(ParameterValue).where(col(ParameterValue.set_id) == row.id)
    return list(session.execute(statement.order_by(col(ParameterValue.id))).scalars())


def declared(key: str) -> ParameterKey:
    """The declaration of a key.

    Raises NotFound.
    """
    if key not in KEYS:
        raise NotFound()
    return KEYS[key]


def _value_errors(actor: Actor, index: int, item: ValueIn) -> list[FieldError]:
    at = f"values.{index}"
    key = KEYS.get(item.key)
    if key is None:
        return [FieldError(f"{at}.key", "unknown_key", "没有这个参数", "请从参数表中选择")]
    errors = []
    refusal = key.refusal(item.value)
    if refusal:
        errors.append(
            FieldError(f"{at}.value", "bad_value", refusal, f"单位是“{key.unit}”，请按参数说明填写")
        )
    if item.jurisdiction not in chain_of(actor.district_id):
        errors.append(
            FieldError(
                f"{at}.jurisdiction", "foreign", "不是本区县及其上级地区", "请选择全国、省、市或本区县"
            )
        )
    elif level_of(item.jurisdiction) not in key.levels:
        errors.append(
            FieldError(f"{at}.jurisdiction", "level", "这一级地区不能规定此参数", "请选择有权规定的地区")
        )
    if item.valid_to is not None and item.valid_to <= item.valid_from:
        errors.append(FieldError(f"{at}.valid_to", "order", "失效日应晚于生效日", "请核对两个日期"))
    return errors


def _example_errors(form: ProposalIn) -> list[FieldError]:
    errors = []
    for i, item in enumerate(form.values):
        key = KEYS.get(item.key)
        if key is None or key.compute is None or key.refusal(item.value):
            continue
        own = [(at, example) for at, example in enumerate(form.examples) if example.key == item.key]
        if not own:
            errors.append(
                FieldError(
                    f"values.{i}.key", "no_example", f"“{key.label}”要有算例才能批准", "请至少给出一个算例"
                )
            )
        wrong = key.failed_examples(item.value, [_example(example) for _, example in own])
        errors += [_wrong_example(f"examples.{own[at][0]}") for at in wrong]
    return errors


def _example(item: ExampleIn) -> Example:
    return Example(item.inputs, item.expected, item.note)


def _wrong_example(at: str) -> FieldError:
    return FieldError(at, "example_failed", "按此取值算不出算例的结果", "请核对取值，或核对算例")


def _add_value(session: Session, row: ParameterSet, item: ValueIn) -> None:
    session.add(
        ParameterValue(
            set_id=row.id,
            key=item.key,
            jurisdiction=item.jurisdiction,
            version=next_version(session, item.key, item.jurisdiction),
            valid_from=item.valid_from,
            valid_to=item.valid_to,
            value=item.value,
            legal_source=item.legal_source,
            status=ParameterStatus.PROPOSED,
            replaces_id=item.replaces_id,
        )
    )
    session.flush()


def _check_examples(row: ParameterSet, values: Sequence[ParameterValue]) -> None:
    errors = []
    for value in values:
        key = declared(value.key)
        own = [(at, kept) for at, kept in enumerate(row.examples) if kept["key"] == value.key]
        wrong = key.failed_examples(
            value.value, [Example(kept["inputs"], kept["expected"], kept["note"]) for _, kept in own]
        )
        errors += [_wrong_example(f"examples.{own[at][0]}") for at in wrong]
        if key.compute is not None and not own:
            errors.append(
                FieldError("examples", "no_example", f"“{key.label}”要有算例才能批准", "请退回补充算例")
            )
    if errors:
        raise Invalid("算例没有通过，不能生效", errors=errors)


def _activate(session: Session, values: Sequence[ParameterValue]) -> None:
    errors: list[FieldError] = []
    groups = sorted(
        {(value.key, value.jurisdiction) for value in values}, key=lambda pair: (pair[1], pair[0])
    )
    for key, jurisdiction in groups:
        added = [value for value in values if (value.key, value.jurisdiction) == (key, jurisdiction)]
        errors += _place(session, key, jurisdiction, added)
    if errors:
        raise Invalid("取值之间有空档或重叠，不能生效", errors=errors)


def _place(
    session: Session, key: str, jurisdiction: str, added: Sequence[ParameterValue]
) -> list[FieldError]:
    active = _active(session, key, jurisdiction)
    replaced = {value.replaces_id for value in added if value.replaces_id is not None}
    unknown = replaced - {row.id for row in active}
    if unknown:
        return [FieldError(key, "not_active", "要替换的取值已不在生效状态", "请刷新后重新提出")]
    standing = [row for row in active if row.id not in replaced]

    def covered_above(on: date) -> bool:
        above = chain_of(jurisdiction)[1:]
        return bool(above) and lookup_or_none(session, key, above[0], on) is not None

    result = fit([_span(row) for row in standing], [_span(row) for row in added], covered_above)
    if result.refusals:
        return [FieldError(key, "timeline", reason, "请修改日期后重新提出") for reason in result.refusals]
    for row in active:
        if row.id in replaced:
            row.status = ParameterStatus.RETIRED
        row.valid_to = result.endings.get(str(row.id), row.valid_to)
    for value in added:
        value.status = ParameterStatus.ACTIVE
    changed(session)
    return []


def _active(session: Session, key: str, jurisdiction: str) -> list[ParameterValue]:
    statement = select(ParameterValue).where(
        col(ParameterValue.key) == key,
        col(ParameterValue.jurisdiction) == jurisdiction,
        col(ParameterValue.status) == ParameterStatus.ACTIVE,
    )
    return list(session.execute(statement.order_by(col(ParameterValue.valid_from))).scalars())


def _span(row: ParameterValue) -> Span:
    return Span(str(row.id), row.valid_from, row.valid_to)
