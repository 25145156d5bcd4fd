"""What the register knows about one union, put before the rules."""

from uuid import UUID

from sqlmodel import Session

from backend.kernel import clock
from backend.kernel.authz import Actor
from backend.kernel.decisions import checks_out, decide
from backend.kernel.parameters import lookup
from backend.organisations.codes import FEDERATIONS, BaseType
from backend.organisations.legal.register import certificates_of
from backend.organisations.models import Organisation
from backend.organisations.queries import employers_of, get_organisation, latest_head_counts
from backend.organisations.standing_checks.rules import KEYS, UnionStanding, check_standing
from backend.organisations.standing_checks.schemas import UnionChecksOut
from backend.organisations.terms.codes import CommitteeBody
from backend.organisations.terms.register import committees_of, facts_of


def checks_of(session: Session, actor: Actor, organisation_id: UUID) -> UnionChecksOut:
    """A-R1..A-R9 of one union as of today.

    Raises NotFound.
    """
    union = get_organisation(session, actor, organisation_id)
    on = clock.today()
    parameters = {key: lookup(session, key, union.district_id, on) for key in KEYS}
    decision = decide(check_standing(standing_of(session, actor, union), parameters))
    return UnionChecksOut(
        organisation_id=union.id, on=on, outcome=decision.outcome, checks=checks_out(decision.checks)
    )


def standing_of(session: Session, actor: Actor, union: Organisation) -> UnionStanding:
    """The facts of one union today."""
    on = clock.today()
    known = committees_of(session, actor, union.id)
    term = known.running(on)
    count = latest_head_counts(session, actor, [union.id]).get(union.id)
    members = None if count is None else count.members
    women = None if count is None else count.women_members
    return UnionStanding(
        on=on,
        level=union.level,
        status=union.status,
        category=union.unit_category,
        approval_no=union.approval_no,
        members=members,
        women_members=women,
        covered_units=len(employers_of(session, actor, union.id)),
        is_joint=union.base_type is BaseType.JOINT,
        has_own_accounts=_has_own_accounts(session, actor, union),
        term=facts_of(term) if term else None,
        committee=tuple((s.seat.role, s.seat.relation) for s in known.in_body(on, CommitteeBody.COMMITTEE)),
        audit_members=len(known.in_body(on, CommitteeBody.AUDIT)),
        women_members_elected=len(known.in_body(on, CommitteeBody.WOMEN)),
        departures=tuple(known.departures(on)),
        vacancies=known.vacancies(on),
    )


def _has_own_accounts(session: Session, actor: Actor, union: Organisation) -> bool | None:
    """Federations and legal persons keep their own accounts; of others nobody has said."""
    if union.level in FEDERATIONS:
        return True
    newest = next(iter(certificates_of(session, actor, union.id)), None)
    return True if newest is not None and not newest.is_cancelled else None
