"""Reads of the accounts counter; all start from the caller's place in the tree."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import and_, or_, select
from sqlmodel import Session, col

from backend.identity.accounts.schemas import AccountOut, AccountPage, AccountRow, PlacePage
from backend.identity.codes import AccountStatus
from backend.identity.grants import queries as grants
from backend.identity.grants.models import RoleGrant
from backend.identity.grants.standing import grant_of
from backend.identity.models import Account, Person
from backend.identity.rules import ACCOUNT_WORKFLOW
from backend.identity.schemas import PlaceOut
from backend.kernel.authz import Actor, visible, within
from backend.kernel.history import allowed_actions, entries_of
from backend.kernel.masks import mask_phone
from backend.kernel.paging import Paging, like_escape, paginate
from backend.kernel.privacy import blind_index, cipher
from backend.kernel.roles import Role
from backend.organisations import listing
from backend.organisations import queries as organisations

LISTED: tuple[Any, ...] = (Account, col(Person.name))


@dataclass(frozen=True, slots=True)
class AccountFilter:
    """What the caller wants to see of the list."""

    q: str = ""
    role: Role | None = None
    status: AccountStatus | None = None
    organisation_id: UUID | None = None


def get_account(session: Session, actor: Actor, account_id: UUID, *, lock: bool = False) -> Account:
    """One account in the caller's reach.

    Raises NotFound, the same for a foreign id as for a random one.
    """
    key = (actor.district_id, account_id)
    return visible(session.get(Account, key, with_for_update=lock, populate_existing=lock), actor)


def list_accounts(session: Session, actor: Actor, wanted: AccountFilter, page: Paging) -> AccountPage:
    """One page of accounts in the caller's reach, by place and time of opening."""
    statement = (
        select(*LISTED).join(Person, _same_person()).where(within(Account, actor), within(Person, actor))
    )
    for column in ("role", "status", "organisation_id"):
        value = getattr(wanted, column)
        if value is not None:
            statement = statement.where(getattr(Account, column) == value)
    if wanted.q:
        statement = statement.where(_matches(wanted.q))
    found = paginate(session, statement, order=[col(Account.org_path), col(Account.id)], page=page)
    pairs = [(row[0], row[1]) for row in found.rows]
    names = organisations.union_names(session, actor.district_id, {a.organisation_id for a, _ in pairs})
    held = grants.standings(session, actor.district_id, [a.id for a, _ in pairs])
    return AccountPage(
        items=[
            AccountRow.model_validate(_row(account, name, names, held.get(account.id)))
            for account, name in pairs
        ],
        next_cursor=found.next_cursor,
        total=found.total,
        total_is_estimate=found.total_is_estimate,
    )


def account_out(session: Session, actor: Actor, account: Account) -> AccountOut:
    """One account as the counter shows it."""
    person = person_of(session, account)
    names = organisations.union_names(session, account.district_id, [account.organisation_id])
    mobile = cipher().open_(
        "person", "mobile_sealed", person.id, person.mobile_sealed, district_id=person.district_id
    )
    proposal = grants.open_grant(session, account.district_id, account.id)
    return AccountOut.model_validate(
        {
            **_row(account, person.name, names, grant_of(session, account)),
            "mobile": mask_phone(mobile),
            "standing": grants.standing_out(session, account),
            "coming": grants.coming_out(session, account),
            "proposal": grants.grant_out(session, actor, proposal) if proposal else None,
            "created_at": account.created_at,
            "actions": []
            if account.id == actor.account_id
            else allowed_actions(ACCOUNT_WORKFLOW, account, actor),
            "history": entries_of(session, actor, ACCOUNT_WORKFLOW.name, account.id),
        }
    )


def person_of(session: Session, account: Account) -> Person:
    """The natural person behind an account."""
    return session.get_one(Person, (account.district_id, account.person_id))


def person_with_mobile(session: Session, district_id: str, mobile: str) -> Person | None:
    """The person of a canonical phone number in the whole district."""
    wanted = select(Person).where(
        col(Person.district_id) == district_id, col(Person.mobile_index) == blind_index("mobile", mobile)
    )
    return session.execute(wanted).scalar_one_or_none()


def has_enabled(session: Session, district_id: str, role: Role) -> bool:
    """Whether a district has an enabled account of a role."""
    wanted = select(col(Account.id)).where(
        col(Account.district_id) == district_id,
        col(Account.role) == role,
        col(Account.status) == AccountStatus.ENABLED,
    )
    return session.execute(wanted.limit(1)).first() is not None


def list_places(session: Session, actor: Actor, q: str, page: Paging) -> PlacePage:
    """Unions an account may be placed at, by name or pinyin initials."""
    found = listing.list_organisations(session, actor, listing.OrgFilter(q=q), page)
    return PlacePage(
        items=[PlaceOut(id=row.id, name=row.name, org_path=row.org_path) for row in found.rows],
        next_cursor=found.next_cursor,
        total=found.total,
        total_is_estimate=found.total_is_estimate,
    )


def _same_person() -> Any:
    return and_(col(Person.district_id) == col(Account.district_id), col(Person.id) == col(Account.person_id))


def _matches(q: str) -> Any:
    pattern = f"%{like_escape(q)}%"
    return or_(
        col(Account.login_name).like(f"{like_escape(q.lower())}%", escape="\\"),
        col(Person.name).like(pattern, escape="\\"),
    )


def _row(account: Account, name: str, names: dict[UUID, str], held: RoleGrant | None) -> dict[str, Any]:
    place = PlaceOut(
        id=account.organisation_id, name=names[account.organisation_id], org_path=account.org_path
    )
    return {
        "id": account.id,
        "login_name": account.login_name,
        "person_name": name,
        "role": account.role,
        "organisation": place,
        "offices": sorted(held.office_set) if held else [],
        "has_rights": held is not None,
        "status": account.status,
        "must_change_password": account.must_change_password,
        "last_login_at": account.last_login_at,
        "version": account.version,
    }
