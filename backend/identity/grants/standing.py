"""The grant an account stands on today, and grants that need no proposal (first administrators, demo)."""

from datetime import date
from typing import Any

from sqlalchemy import and_, or_, select
from sqlmodel import Session, col

from backend.identity.codes import GrantKind, GrantState
from backend.identity.grants.models import RoleGrant
from backend.identity.models import Account
from backend.kernel import clock
from backend.kernel.db import new_id
from backend.kernel.roles import Office, Role

#: Who proposed a grant that needed no proposal.
SYSTEM = "系统"


def in_force() -> Any:
    """The condition under which a grant gives rights on the business date."""
    today = clock.today()
    return and_(
        col(RoleGrant.status) == GrantState.APPROVED,
        col(RoleGrant.kind) != GrantKind.END,
        col(RoleGrant.valid_from) <= today,
        or_(col(RoleGrant.valid_to).is_(None), col(RoleGrant.valid_to) > today),
    )


def of_account() -> Any:
    """The condition that joins grants to their accounts."""
    return and_(
        col(RoleGrant.district_id) == col(Account.district_id), col(RoleGrant.account_id) == col(Account.id)
    )


def grant_of(session: Session, account: Account) -> RoleGrant | None:
    """The grant in force of an account today, if it has one."""
    wanted = select(RoleGrant).where(
        col(RoleGrant.district_id) == account.district_id,
        col(RoleGrant.account_id) == account.id,
        in_force(),
    )
    found: RoleGrant | None = session.execute(wanted.order_by(col(RoleGrant.id).desc())).scalars().first()
    return found


def put_in_force(
    session: Session,
    account: Account,
    offices: frozenset[Office] = frozenset(),
    *,
    since: date | None = None,
) -> RoleGrant:
    """A grant without a second person: the first administrators from the local command, and invented worlds.

    :param since: the first day of the rights; the day the account was opened unless told otherwise.
    """
    first = since or account.created_at.astimezone(clock.ZONE).date()
    grant = RoleGrant(
        id=new_id(),
        district_id=account.district_id,
        org_path=account.org_path,
        account_id=account.id,
        person_id=account.person_id,
        kind=GrantKind.OPEN,
        role=account.role,
        organisation_id=account.organisation_id,
        offices=sorted(offices),
        proposed_on=first,
        proposed_by=SYSTEM,
        valid_from=first,
        status=GrantState.APPROVED,
    )
    session.add(grant)
    session.flush()
    return grant


def adopt_older_accounts(session: Session) -> None:
    """Accounts from before grants existed keep working: a district account gets every office but the leader's."""
    known = select(RoleGrant.id).where(of_account()).exists()  # type: ignore[call-overload]
    for account in session.execute(select(Account).where(~known)).scalars().all():
        is_district = account.role is Role.DISTRICT
        offices = frozenset(Office) - {Office.LEADER} if is_district else frozenset[Office]()
        put_in_force(session, account, offices)
