"""Parameters by date, their history, proposals and the second person's decision."""

from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import Depends, Path, Query, Response
from sqlalchemy import select
from sqlmodel import Session, col

from backend.kernel import clock
from backend.kernel.authz import Actor, require, within
from backend.kernel.db import Db
from backend.kernel.history import ActionIn, allowed_actions, entries_of
from backend.kernel.http import Idempotent, IfMatch, WireDate, api_router, set_etag
from backend.kernel.paging import PageQuery, paginate
from backend.kernel.parameters import ParameterStatus, ParameterValue, lookup_or_none
from backend.kernel.parameters_keys import KEYS, Level, ParameterKey, chain_of, level_of
from backend.kernel.parameters_schemas import (
    ParameterDetailOut,
    ParameterExampleOut,
    ParameterOut,
    ParameterPage,
    ParameterSetOut,
    ParameterSetPage,
    ParameterSetRow,
    ParameterValueOut,
    ProposalIn,
)
from backend.kernel.parameters_service import (
    PARAMETER_WORKFLOW,
    ParameterSet,
    ParameterSetStatus,
    act,
    declared,
    get_set,
    propose,
    values_of,
)
from backend.kernel.permissions import KernelP

router = api_router("/parameters", "parameters")
sets_router = api_router("/parameter-sets", "parameters")

Reader = Annotated[Actor, require(KernelP.PARAMETERS_READ)]
Proposer = Annotated[Actor, require(KernelP.PARAMETERS_PROPOSE)]
AsOfQuery = Annotated[WireDate | None, Query(description="哪一天的取值，不填为今天")]


def _set_in_reach(set_id: UUID, db: Db, actor: Reader) -> ParameterSet:
    return get_set(db, actor, set_id)


SetInReach = Annotated[ParameterSet, Depends(_set_in_reach)]


@router.get("", summary="参数一览（某日取值）")
def list_parameters(db: Db, actor: Reader, as_of: AsOfQuery = None) -> ParameterPage:
    """Every declared parameter with the value in force in the caller's district on a date."""
    proposed = _proposed_keys(db, actor)
    on = as_of or clock.today()
    items = [_parameter(db, actor, KEYS[name], on, name in proposed) for name in sorted(KEYS)]
    return ParameterPage(items=items, next_cursor=None, total=len(items), total_is_estimate=False)


@router.post("", status_code=201, summary="提出参数取值", dependencies=[Idempotent])
def propose_parameters(db: Db, actor: Proposer, form: ProposalIn, response: Response) -> ParameterSetOut:
    """A set of values with its worked examples; nothing counts until a second person approves."""
    row = propose(db, actor, form)
    db.flush()
    set_etag(response, row)
    return _set(db, actor, row)


@router.get("/{key}", summary="参数的全部取值")
def get_parameter(
    db: Db, actor: Reader, key: Annotated[str, Path(max_length=80)], as_of: AsOfQuery = None
) -> ParameterDetailOut:
    """All values in the caller's jurisdictions, in force or not, newest first."""
    found = declared(key)
    statement = select(ParameterValue).where(
        col(ParameterValue.key) == key, col(ParameterValue.jurisdiction).in_(chain_of(actor.district_id))
    )
    order = (col(ParameterValue.valid_from).desc(), col(ParameterValue.id).desc())
    rows = db.execute(statement.order_by(*order)).scalars()
    now = _parameter(db, actor, found, as_of or clock.today(), key in _proposed_keys(db, actor))
    return ParameterDetailOut.model_validate({**now.model_dump(), "rows": [_value(row) for row in rows]})


@sets_router.get("", summary="参数批准件")
def list_parameter_sets(
    db: Db, actor: Reader, page: PageQuery, status: Annotated[ParameterSetStatus | None, Query()] = None
) -> ParameterSetPage:
    """Proposals in reach, newest first."""
    statement = select(ParameterSet).where(within(ParameterSet, actor))
    if status is not None:
        statement = statement.where(col(ParameterSet.status) == status)
    found = paginate(db, statement, order=[ParameterSet.id], page=page, descending=True)
    return ParameterSetPage(
        items=[_set_row(row) for row in found.rows],
        next_cursor=found.next_cursor,
        total=found.total,
        total_is_estimate=found.total_is_estimate,
    )


@sets_router.get("/{set_id}", summary="参数批准件详情")
def get_parameter_set(db: Db, actor: Reader, row: SetInReach, response: Response) -> ParameterSetOut:
    """The values, the worked examples, the trail and what the caller may do."""
    set_etag(response, row)
    return _set(db, actor, row)


@sets_router.post("/{set_id}/actions", summary="批准或不批准参数")
def act_on_parameter_set(
    db: Db, actor: Reader, row: SetInReach, form: ActionIn, expected: IfMatch, response: Response
) -> ParameterSetOut:
    """Approving puts all values in force or none; the proposer cannot approve."""
    act(db, actor, row, form.action, form.note, expected)
    db.flush()
    set_etag(response, row)
    return _set(db, actor, row)


def _proposed_keys(db: Session, actor: Actor) -> set[str]:
    statement = select(col(ParameterValue.key)).where(
        col(ParameterValue.status) == ParameterStatus.PROPOSED,
        col(ParameterValue.jurisdiction).in_(chain_of(actor.district_id)),
    )
    return set(db.execute(statement).scalars())


def _parameter(db: Session, actor: Actor, key: ParameterKey, on: date, has_proposal: bool) -> ParameterOut:
    found = lookup_or_none(db, key.key, actor.district_id, on)
    return ParameterOut(
        key=key.key,
        label=key.label,
        kind=key.kind,
        unit=key.unit,
        description=key.description,
        levels=[level for level in Level if level in key.levels],
        needs_examples=key.compute is not None,
        value=found.value if found else None,
        is_loaded=found is not None,
        jurisdiction=found.jurisdiction if found else None,
        level=level_of(found.jurisdiction) if found else None,
        valid_from=found.valid_from if found else None,
        valid_to=found.valid_to if found else None,
        legal_source=found.legal_source if found else None,
        version=found.version if found else None,
        has_proposal=has_proposal,
    )


def _value(row: ParameterValue) -> ParameterValueOut:
    names = [name for name in ParameterValueOut.model_fields if name != "level"]
    return ParameterValueOut(level=level_of(row.jurisdiction), **{name: getattr(row, name) for name in names})


def _set_row(row: ParameterSet) -> ParameterSetRow:
    return ParameterSetRow(
        id=row.id,
        title=row.title,
        status=row.status.value,
        status_label=row.status.label,
        proposer_name=row.proposer_name,
        created_at=row.created_at,
    )


def _set(db: Session, actor: Actor, row: ParameterSet) -> ParameterSetOut:
    return ParameterSetOut(
        id=row.id,
        title=row.title,
        note=row.note,
        status=row.status.value,
        status_label=row.status.label,
        proposer_name=row.proposer_name,
        created_at=row.created_at,
        version=row.version,
        values=[_value(value) for value in values_of(db, row)],
        examples=[ParameterExampleOut(**kept) for kept in row.examples],
        history=entries_of(db, actor, PARAMETER_WORKFLOW.name, row.id),
        actions=allowed_actions(PARAMETER_WORKFLOW, row, actor, context=actor),
    )
