"""Reads of grants; all start from the caller's place in the tree."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from sqlalchemy import and_, select
from sqlmodel import Session, col

from backend.identity.codes import GrantState
from backend.identity.grants.models import RoleGrant
from backend.identity.grants.rules import GRANT_WORKFLOW
from backend.identity.grants.schemas import GrantOut, GrantPage, GrantRow, StandingOut
from backend.identity.grants.standing import coming, grant_of, in_force, of_account
from backend.identity.models import Account, Person
from backend.identity.schemas import PlaceOut
from backend.kernel.authz import Actor, visible, within
from backend.kernel.history import allowed_actions, entries_of
from backend.kernel.paging import Paging, paginate
from backend.organisations import queries as organisations

LISTED: tuple[Any, ...] = (RoleGrant, col(Account.login_name), col(Person.name))


def get_grant(session: Session, actor: Actor, grant_id: UUID) -> RoleGrant:
    """One grant in the caller's reach.

    Raises NotFound, the same for a foreign id as for a random one.
    """
    return visible(session.get(RoleGrant, (actor.district_id, grant_id)), actor)


def list_grants(
    session: Session, actor: Actor, status: GrantState | None, account_id: UUID | None, page: Paging
) -> GrantPage:
    """One page of grants in the caller's reach, newest first."""
    statement = _listed(actor)
    if status is not None:
        statement = statement.where(col(RoleGrant.status) == status)
    if account_id is not None:
        statement = statement.where(col(RoleGrant.account_id) == account_id)
    found = paginate(session, statement, order=[col(RoleGrant.id)], page=page, descending=True)
    lines = [(row[0], row[1], row[2]) for row in found.rows]
    return GrantPage(
        items=_rows(session, actor, lines),
        next_cursor=found.next_cursor,
        total=found.total,
        total_is_estimate=found.total_is_estimate,
    )


def grant_out(session: Session, actor: Actor, grant: RoleGrant) -> GrantOut:
    """One grant as the administrators see it."""
    line = session.execute(_listed(actor).where(col(RoleGrant.id) == grant.id)).one()
    (row,) = _rows(session, actor, [(line[0], line[1], line[2])])
    account = session.get_one(Account, (grant.district_id, grant.account_id))
    return GrantOut(
        **row.model_dump(),
        standing=standing_out(session, account),
        actions=allowed_actions(GRANT_WORKFLOW, grant, actor, actor),
        history=entries_of(session, actor, GRANT_WORKFLOW.name, grant.id),
    )


def open_grant(session: Session, district_id: str, account_id: UUID) -> RoleGrant | None:
    """The undecided proposal of an account, of which there is at most one."""
    wanted = select(RoleGrant).where(
        col(RoleGrant.district_id) == district_id,
        col(RoleGrant.account_id) == account_id,
        col(RoleGrant.status) == GrantState.PROPOSED,
    )
    found: RoleGrant | None = session.execute(wanted).scalars().first()
    return found


def last_approved(session: Session, account: Account) -> RoleGrant | None:
    """The newest approved grant of an account, in force or not."""
    wanted = select(RoleGrant).where(
        col(RoleGrant.district_id) == account.district_id,
        col(RoleGrant.account_id) == account.id,
        col(RoleGrant.status) == GrantState.APPROVED,
    )
    found: RoleGrant | None = session.execute(wanted.order_by(col(RoleGrant.id).desc())).scalars().first()
    return found


def standings(session: Session, district_id: str, account_ids: Iterable[UUID]) -> dict[UUID, RoleGrant]:
    """The grants in force today of some accounts; accounts without rights are left out."""
    wanted = select(RoleGrant).where(
        col(RoleGrant.district_id) == district_id, col(RoleGrant.account_id).in_(set(account_ids)), in_force()
    )
    return {row.account_id: row for row in session.execute(wanted.order_by(col(RoleGrant.id))).scalars()}


def standing_out(session: Session, account: Account) -> StandingOut | None:
    """The rights of an account today, if it has any."""
    return _standing(session, grant_of(session, account))


def coming_out(session: Session, account: Account) -> StandingOut | None:
    """The approved rights of an account whose first day is still to come."""
    return _standing(session, coming(session, account))


def _standing(session: Session, grant: RoleGrant | None) -> StandingOut | None:
    if grant is None or grant.valid_from is None:
        return None
    names = organisations.union_names(session, grant.district_id, [grant.organisation_id])
    return StandingOut(
        role=grant.role,
        organisation=_place(grant.organisation_id, grant.org_path, names),
        offices=sorted(grant.office_set),
        valid_from=grant.valid_from,
        valid_to=grant.valid_to,
    )


def _listed(actor: Actor) -> Any:
    same_person = and_(
        col(Person.district_id) == col(RoleGrant.district_id), col(Person.id) == col(RoleGrant.person_id)
    )
    return (
        select(*LISTED)
        .join(Account, of_account())
        .join(Person, same_person)
        .where(within(RoleGrant, actor), within(Account, actor), within(Person, actor))
    )


def _rows(session: Session, actor: Actor, lines: list[tuple[RoleGrant, str, str]]) -> list[GrantRow]:
    names = organisations.union_names(session, actor.district_id, {line[0].organisation_id for line in lines})
    return [
        GrantRow.model_validate(
            {
                **grant.model_dump(),
                "login_name": login_name,
                "person_name": person_name,
                "organisation": _place(grant.organisation_id, grant.org_path, names),
            }
        )
        for grant, login_name, person_name in lines
    ]


def _place(organisation_id: UUID, org_path: str, names: dict[UUID, str]) -> PlaceOut:
    return PlaceOut(id=organisation_id, name=names[organisation_id], org_path=org_path)
