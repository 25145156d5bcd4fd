"""Who may own an open item: accounts in the caller's reach that may settle differences, and see the item."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from sqlmodel import Session

from backend.funds.permissions import GRANTS, OFFICE_GRANTS, P
from backend.identity.accounts.queries import AccountFilter, account_out, get_account, list_accounts
from backend.identity.codes import AccountStatus
from backend.kernel.authz import Actor
from backend.kernel.errors import NotFound, invalid
from backend.kernel.paging import Paging
from backend.kernel.roles import Office, Role

_MOST = 200


@dataclass(frozen=True, slots=True)
class Owner:
    """One account that may own open items."""

    id: UUID
    person_name: str
    place: str


def list_owners(session: Session, actor: Actor) -> list[Owner]:
    """Accounts in the caller's reach that may settle differences."""
    found = []
    for role in (Role.DISTRICT, Role.STREET):
        wanted = AccountFilter(role=role, status=AccountStatus.ENABLED)
        found += [
            Owner(row.id, row.person_name, row.organisation.name)
            for row in list_accounts(session, actor, wanted, Paging(_MOST)).items
            if _may_settle(role, row.offices)
        ]
    return found


def owner_of(session: Session, actor: Actor, account_id: UUID, org_path: str) -> Owner:
    """One of them, who sees the place of the item.

    Raises Invalid.
    """
    try:
        account = get_account(session, actor, account_id)
    except NotFound as problem:
        raise _refused() from problem
    card = account_out(session, actor, account)
    is_fit = account.status is AccountStatus.ENABLED and _may_settle(account.role, card.offices)
    if not is_fit or not org_path.startswith(account.org_path):
        raise _refused()
    return Owner(account.id, card.person_name, card.organisation.name)


def _may_settle(role: Role, offices: Iterable[Office]) -> bool:
    return P.COLLECT in GRANTS[role] or any(P.COLLECT in OFFICE_GRANTS.get(one, ()) for one in offices)


def _refused() -> Exception:
    return invalid(
        "owner_account_id", "not_an_owner", "这个账号不能经办这项异常", "请选择区财务或该户所属街道的经办人"
    )
