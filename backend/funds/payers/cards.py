"""One payer as the caller sees it."""

from sqlmodel import Session

from backend.funds.codes import PayerStatus
from backend.funds.payers import queries, rules
from backend.funds.payers.listing import row_values
from backend.funds.payers.models import FundPayer
from backend.funds.payers.schemas import PayerChangeOut, PayerOut, PayerRow, PayerYearOut
from backend.funds.permissions import P
from backend.kernel.authz import Actor
from backend.kernel.history import allowed_actions, entries_of
from backend.organisations.queries import union_names

_OWN = (
    (set(PayerOut.model_fields) & set(FundPayer.model_fields)) - set(PayerRow.model_fields)
)  # fmt: skip


def payer_out(session: Session, actor: Actor, row: FundPayer) -> PayerOut:
    """One payer with its yearly lists, changes and trail."""
    names = union_names(session, actor.district_id, [row.organisation_id])
    is_active = row.status is PayerStatus.ACTIVE
    return PayerOut(
        **row_values(row, names),
        **{name: getattr(row, name) for name in _OWN},
        may_edit=is_active and actor.may(P.COLLECT),
        may_declare=actor.may(P.DECLARE),
        years=[PayerYearOut.model_validate(year) for year in queries.years_of(session, actor, row.id)],
        changes=[PayerChangeOut.model_validate(line) for line in queries.changes_of(session, actor, row.id)],
        history=entries_of(session, actor, rules.WORKFLOW.name, row.id),
        actions=allowed_actions(rules.WORKFLOW, row, actor),
    )
