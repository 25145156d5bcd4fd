"""A session that acts for somebody: the principal's role, place and rights of today, cut to what was lent."""

from dataclasses import replace
from uuid import UUID

from sqlmodel import Session

from backend.identity.codes import AccountStatus
from backend.identity.delegations.models import Delegation
from backend.identity.delegations.rules import acting_name, delegable, may_act, runs
from backend.identity.desk import Rights
from backend.identity.grants.standing import grant_of
from backend.identity.models import Account, Person
from backend.kernel import clock
from backend.kernel.authz import Actor, Principal


def acting_actor(session: Session, rights_of: Rights, own: Actor, delegation_id: UUID) -> Actor | None:
    """The caller in another's name; None when the delegation gives nothing today.

    Nothing is passed on: only the principal's own rights count, never those lent to the principal.
    """
    row = session.get(Delegation, (own.district_id, delegation_id))
    if row is None or row.delegate_account_id != own.account_id or not runs(row, clock.today()):
        return None
    account = session.get_one(Account, (own.district_id, row.principal_account_id))
    grant = grant_of(session, account)
    is_open = account.status is AccountStatus.ENABLED and grant is not None
    if not is_open or not own.permissions or not may_act(own.role) or account.person_id == own.person_id:
        return None
    if not row.org_path.startswith(account.org_path):
        return None
    person = session.get_one(Person, (account.district_id, account.person_id))
    offices = grant.office_set if grant is not None else frozenset()
    held = delegable(rights_of(account.role, offices))
    return replace(
        own,
        person_name=acting_name(own.person_name, person.name),
        role=account.role,
        org_id=row.organisation_id,
        org_path=row.org_path,
        permissions=held & frozenset(row.rights),
        offices=offices,
        acting_for=Principal(row.id, account.id, account.person_id, person.name),
    )
