"""The grant an account stands on today, and grants that need no proposal (first administrators, demo)."""

from datetime import date
from typing import Any

from sqlalchemy import and_, or_, select
from sqlmodel import Session, col

from backend.identity.codes import GrantKind, GrantState
from backend.identity.grants.models import RoleGrant
from backend.identity.grants.rules import last_day
from backend.identity.models import Account
from backend.kernel import clock
from backend.kernel.authz import Actor, within
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


def suits(grant: RoleGrant, account: Account) -> bool:
    """Whether the account has already taken the role and place of a grant that began."""
    return grant.role is account.role and grant.organisation_id == account.organisation_id


def grant_of(session: Session, account: Account) -> RoleGrant | None:
    """The grant in force of an account today, if it has one and the account has taken it up."""
    found = begun(session, account)
    return found if found is not None and suits(found, account) else None


def begin_due(session: Session, account: Account) -> bool:
    """The account takes up rights whose first day has come; whether there was anything to take up."""
    found = begun(session, account)
    if found is None or suits(found, account):
        return False
    account.role, account.organisation_id = found.role, found.organisation_id
    account.org_path = found.org_path
    account.version += 1
    session.add(account)
    session.flush()
    return True


def begin_all(session: Session, actor: Actor) -> int:
    """Every account of a district takes up what is due (once a day; whoever signs in earlier does it then)."""
    wanted = (
        select(Account)
        .join(RoleGrant, of_account())
        .where(
            within(Account, actor),
            in_force(),
            or_(
                col(RoleGrant.role) != col(Account.role),
                col(RoleGrant.organisation_id) != col(Account.organisation_id),
            ),
        )
        .order_by(col(Account.id))
    )
    found = session.execute(wanted.with_for_update(of=Account)).scalars().all()
    return sum(begin_due(session, account) for account in found)


def replace_from(session: Session, account: Account, day: date) -> None:
    """Whatever was approved for an account counts no longer from a day on."""
    wanted = select(RoleGrant).where(
        col(RoleGrant.district_id) == account.district_id,
        col(RoleGrant.account_id) == account.id,
        col(RoleGrant.status) == GrantState.APPROVED,
        col(RoleGrant.kind) != GrantKind.END,
    )
    for grant in session.execute(wanted).scalars().all():
        grant.valid_to = last_day(grant.valid_from, grant.valid_to, day)
        session.add(grant)
    session.flush()


def coming(session: Session, account: Account) -> RoleGrant | None:
    """Approved rights whose first day is still to come."""
    wanted = select(RoleGrant).where(
        col(RoleGrant.district_id) == account.district_id,
        col(RoleGrant.account_id) == account.id,
        col(RoleGrant.status) == GrantState.APPROVED,
        col(RoleGrant.kind) != GrantKind.END,
        col(RoleGrant.valid_from) > clock.today(),
        or_(col(RoleGrant.valid_to).is_(None), col(RoleGrant.valid_to) > col(RoleGrant.valid_from)),
    )
    found: RoleGrant | None = session.execute(wanted.order_by(col(RoleGrant.id).desc())).scalars().first()
    return found


def begun(session: Session, account: Account) -> RoleGrant | None:
    """The newest approved grant that covers today, whether or not the account has taken it up."""
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
