"""Members' dues as the caller sees them."""

from typing import Any

from sqlmodel import Session

from backend.funds.dues import queries, rules, service
from backend.funds.dues.codes import DuesState
from backend.funds.dues.models import DuesBatch
from backend.funds.dues.schemas import (
    DuesAmountOut,
    DuesAmountsOut,
    DuesBatchOut,
    DuesBatchPage,
    DuesBatchRow,
    DuesLineOut,
    DuesMonthOut,
    DuesRevealIn,
    DuesSummaryOut,
)
from backend.funds.permissions import P
from backend.kernel.authz import Actor
from backend.kernel.decisions import checks_out
from backend.kernel.history import allowed_actions, entries_of
from backend.kernel.paging import Slice
from backend.organisations.queries import get_organisation


def page_of(found: Slice) -> DuesBatchPage:
    """One page of registers."""
    return DuesBatchPage(
        items=[DuesBatchRow(**_facts(row[0], row[1])) for row in found.rows],
        next_cursor=found.next_cursor,
        total=found.total,
        total_is_estimate=found.total_is_estimate,
    )


def batch_out(session: Session, actor: Actor, batch: DuesBatch) -> DuesBatchOut:
    """One register without the wages."""
    union = get_organisation(session, actor, batch.organisation_id)
    is_draft = batch.status is DuesState.DRAFT
    facts = service.facts_of(session, batch)
    return DuesBatchOut(
        **_facts(batch, union.name),
        as_of=batch.as_of,
        bank_ref=batch.bank_ref,
        version=batch.version,
        may_edit=is_draft and actor.may(P.DECLARE),
        may_reveal=actor.may(P.DECLARE),
        is_outdated=service.is_outdated(session, batch),
        lines=[
            DuesLineOut(
                member_id=line.member_id,
                person_name=line.person_name,
                standing=line.standing,
                is_exempt=line.is_exempt,
                reason=line.reason,
                has_base=line.base_sealed is not None,
            )
            for line in queries.lines_of(session, batch)
        ],
        checks=checks_out(service.checks_of(session, batch)),
        history=entries_of(session, actor, rules.WORKFLOW.name, batch.id),
        actions=allowed_actions(rules.WORKFLOW, batch, actor, facts),
    )


def amounts_out(session: Session, actor: Actor, batch: DuesBatch, form: DuesRevealIn) -> DuesAmountsOut:
    """The wages and dues in full."""
    return DuesAmountsOut(
        items=[
            DuesAmountOut(
                member_id=line.member_id,
                base_fen=amounts[0] if amounts else None,
                dues_fen=amounts[1] if amounts else None,
            )
            for line, amounts in service.reveal(session, actor, batch, form)
        ]
    )


def summary_of(session: Session, actor: Actor, year: int) -> DuesSummaryOut:
    """The months of a year."""
    return DuesSummaryOut(
        year=year,
        months=[
            DuesMonthOut(
                period=period,
                unions=count,
                collected_unions=int(collected),
                payers=int(payers),
                exempt=int(exempt),
                dues_fen=int(dues),
                collected_fen=int(taken),
            )
            for period, count, collected, payers, exempt, dues, taken in queries.months_of(
                session, actor, year
            )
        ],
    )


def _facts(batch: DuesBatch, union_name: str) -> dict[str, Any]:
    names = (
        "id", "organisation_id", "period", "status", "payers", "exempt", "missing", "dues_fen", "collected_fen",
        "collected_on",
    )  # fmt: skip
    return {**{name: getattr(batch, name) for name in names}, "organisation_name": union_name}
