"""Reads of delegations: only the two accounts of one see it, wherever they stand in the tree."""

from typing import Any
from uuid import UUID

from sqlalchemy import and_, or_, select
from sqlmodel import Session, col

from backend.identity.codes import AccountStatus, DelegationState
from backend.identity.delegations.models import Delegation
from backend.identity.delegations.rules import DELEGATION_WORKFLOW, runs
from backend.identity.delegations.schemas import DelegationOut, RightOut
from backend.identity.models import Account, LoginName, Person
from backend.identity.schemas import PlaceOut
from backend.kernel import clock
from backend.kernel.authz import Actor
from backend.kernel.db import as_system
from backend.kernel.errors import NotFound
from backend.kernel.history import HistoryEntry, HistoryOut, allowed_actions
from backend.kernel.right_labels import labels_of
from backend.organisations import queries as organisations

D: Any = Delegation


def get_delegation(session: Session, actor: Actor, delegation_id: UUID) -> Delegation:
    """One delegation the caller's account gave or received.

    Raises NotFound for anybody else's, as for a random id.
    """
    with as_system(session):
        row = session.get(Delegation, (actor.district_id, delegation_id), with_for_update=True)
    if row is None or actor.account_id not in (row.principal_account_id, row.delegate_account_id):
        raise NotFound()
    return row


def list_own(session: Session, actor: Actor) -> list[DelegationOut]:
    """The newest 200 delegations the caller's account gave or received."""
    wanted = (
        select(Delegation)
        .where(
            D.district_id == actor.district_id,
            or_(D.principal_account_id == actor.account_id, D.delegate_account_id == actor.account_id),
        )
        .order_by(D.id.desc())
        .limit(200)
    )
    with as_system(session):
        rows = session.execute(wanted).scalars().all()
    return [delegation_out(session, actor, row) for row in rows]


def given_by(session: Session, account: Account) -> list[Delegation]:
    """The delegations of an account, either way, that nobody has ended."""
    wanted = select(Delegation).where(
        D.district_id == account.district_id,
        D.status == DelegationState.GIVEN,
        or_(D.principal_account_id == account.id, D.delegate_account_id == account.id),
    )
    return list(session.execute(wanted).scalars())


def delegation_out(session: Session, actor: Actor, row: Delegation) -> DelegationOut:
    """One delegation as the caller sees it; both names are known to both sides."""
    with as_system(session):
        sides = _sides(session, row)
        history = _trail(session, row)
    names = organisations.union_names(session, row.district_id, [row.organisation_id])
    principal, delegate = sides[row.principal_account_id], sides[row.delegate_account_id]
    labels = labels_of(row.rights)
    return DelegationOut(
        id=row.id,
        principal_name=principal[0],
        delegate_name=delegate[0],
        delegate_login_name=delegate[1],
        is_given=row.principal_account_id == actor.account_id,
        is_running=runs(row, clock.today()),
        organisation=PlaceOut(id=row.organisation_id, name=names[row.organisation_id], org_path=row.org_path),
        rights=[RightOut(code=one.code, subject=one.subject, label=one.label) for one in labels],
        starts_on=row.starts_on,
        last_on=row.last_on,
        ended_on=row.ended_on,
        status=row.status,
        version=row.version,
        actions=allowed_actions(DELEGATION_WORKFLOW, row, actor, actor.account_id),
        history=history,
    )


def account_named(session: Session, district_id: str, login_name: str) -> Account | None:
    """The enabled account of a canonical login name in a district."""
    with as_system(session):
        named = session.get(LoginName, login_name)
        if named is None or named.district_id != district_id:
            return None
        account = session.get(Account, (district_id, named.account_id))
    return account if account is not None and account.status is AccountStatus.ENABLED else None


def _sides(session: Session, row: Delegation) -> dict[UUID, tuple[str, str]]:
    same_person = and_(
        col(Person.district_id) == col(Account.district_id), col(Person.id) == col(Account.person_id)
    )
    wanted = (
        select(col(Account.id), col(Person.name), col(Account.login_name))
        .join(Person, same_person)
        .where(
            col(Account.district_id) == row.district_id,
            col(Account.id).in_([row.principal_account_id, row.delegate_account_id]),
        )
    )
    return {line[0]: (line[1], line[2]) for line in session.execute(wanted)}


def _trail(session: Session, row: Delegation) -> list[HistoryOut]:
    wanted = (
        select(HistoryEntry)
        .where(
            col(HistoryEntry.district_id) == row.district_id,
            col(HistoryEntry.object_type) == DELEGATION_WORKFLOW.name,
            col(HistoryEntry.object_id) == row.id,
        )
        .order_by(col(HistoryEntry.id))
    )
    return [HistoryOut.model_validate(one, from_attributes=True) for one in session.execute(wanted).scalars()]
