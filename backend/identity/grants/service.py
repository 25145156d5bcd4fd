"""Rights of accounts: proposed by one administrator, in force once another person has approved them."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlmodel import Session

from backend.identity.codes import AccountStatus, GrantAction, GrantKind
from backend.identity.grants import queries
from backend.identity.grants.duties import place_for, refuse_clash
from backend.identity.grants.models import RoleGrant
from backend.identity.grants.rules import GRANT_WORKFLOW, OWN_RIGHTS, grant_problems, start_problems
from backend.identity.grants.schemas import GrantIn
from backend.identity.grants.standing import begin_due, grant_of, replace_from
from backend.identity.models import Account
from backend.kernel import clock
from backend.kernel.authz import Actor
from backend.kernel.db import new_id
from backend.kernel.errors import Conflict, Forbidden, Invalid
from backend.kernel.history import advance, begin
from backend.kernel.interests import Subject, refuse_interest
from backend.kernel.roles import Office, Role


@dataclass(frozen=True, slots=True)
class Wanted:
    """The rights a proposal asks for."""

    kind: GrantKind
    role: Role
    organisation_id: UUID
    offices: frozenset[Office] = frozenset()
    valid_from: date | None = None
    valid_to: date | None = None
    note: str = ""


def propose_change(session: Session, actor: Actor, account: Account, form: GrantIn) -> RoleGrant:
    """Ask for other rights of an account, or for their end when the form names no role.

    Raises Forbidden for the caller's own rights, Conflict, Invalid.
    """
    problems = start_problems(form.valid_from, clock.today())
    if problems:
        raise Invalid("请按下列提示修改", errors=problems)
    wanted_role = form.role
    if wanted_role is None:
        return propose(session, actor, account, _ending(session, account, form))
    place = form.organisation_id or account.organisation_id
    kind = GrantKind.CHANGE if queries.last_approved(session, account) else GrantKind.OPEN
    offices = frozenset(form.offices)
    wanted = Wanted(kind, wanted_role, place, offices, form.valid_from, form.valid_to, form.note)
    return propose(session, actor, account, wanted)


def propose(session: Session, actor: Actor, account: Account, wanted: Wanted) -> RoleGrant:
    """Write down rights for a second person to decide; nothing counts yet.

    Raises Forbidden for the caller's own rights, Conflict for a second open proposal, Invalid.
    """
    if account.person_id in actor.persons:
        raise Forbidden(OWN_RIGHTS)
    if account.status is not AccountStatus.ENABLED:
        raise Conflict("账号已停用，请先启用账号")
    if queries.open_grant(session, account.district_id, account.id) is not None:
        raise Conflict("这个账号已有待批准的授权申请，请先等待批准或撤回")
    org_path = _checked_place(session, actor, account, wanted)
    grant = RoleGrant(
        id=new_id(),
        district_id=account.district_id,
        org_path=org_path,
        account_id=account.id,
        person_id=account.person_id,
        kind=wanted.kind,
        role=wanted.role,
        organisation_id=wanted.organisation_id,
        offices=sorted(wanted.offices),
        proposed_on=clock.today(),
        proposed_by=actor.person_name,
        valid_from=wanted.valid_from,
        valid_to=wanted.valid_to,
    )
    session.add(grant)
    begin(session, actor, GRANT_WORKFLOW, grant, GrantAction.PROPOSE, note=wanted.note)
    return grant


def settle(session: Session, actor: Actor, grant: RoleGrant, action: str, note: str, expected: int) -> None:
    """Decide about a proposal, or take it back; approved rights count from their first day on.

    Raises Conflict (own rights, a relative's, own proposal, somebody was quicker), Forbidden, Invalid, StaleVersion.
    """
    if action == GrantAction.APPROVE.value:
        refuse_interest(session, actor, [Subject(person_id=grant.person_id)])
    step = advance(
        session, actor, GRANT_WORKFLOW, grant, action, note=note, expected_version=expected, context=actor
    )
    if step.action is GrantAction.APPROVE:
        _take_effect(session, actor, grant)


def end_rights(session: Session, account: Account) -> None:
    """The account's rights end today, those to come as well: it was disabled or handed over."""
    replace_from(session, account, clock.today())


def withdraw_open(session: Session, actor: Actor, account: Account, note: str) -> None:
    """Take back the undecided proposal of an account that is being closed."""
    grant = queries.open_grant(session, account.district_id, account.id)
    if grant is not None:
        advance(session, actor, GRANT_WORKFLOW, grant, GrantAction.WITHDRAW.value, note=note)


def propose_again(session: Session, actor: Actor, account: Account) -> RoleGrant | None:
    """A re-opened account has no rights: those it held last are proposed anew."""
    held = queries.last_approved(session, account)
    if held is None or queries.open_grant(session, account.district_id, account.id) is not None:
        return None
    wanted = Wanted(GrantKind.OPEN, held.role, held.organisation_id, held.office_set, note="重新启用账号")
    return propose(session, actor, account, wanted)


def _take_effect(session: Session, actor: Actor, grant: RoleGrant) -> None:
    """The approved rights replace what the account held, from their first day on."""
    account = session.get_one(
        Account, (grant.district_id, grant.account_id), with_for_update=True, populate_existing=True
    )
    if account.status is not AccountStatus.ENABLED:
        raise Conflict("账号已停用，请先启用账号")
    first = max(grant.valid_from or clock.today(), clock.today())
    if grant.kind is not GrantKind.END:
        wanted = Wanted(
            grant.kind, grant.role, grant.organisation_id, grant.office_set, first, grant.valid_to
        )
        grant.org_path = _checked_place(session, actor, account, wanted)
    own_end = grant.valid_to
    replace_from(session, account, first)
    grant.valid_from, grant.valid_to = first, own_end
    account.version += 1
    session.add_all([grant, account])
    session.flush()
    begin_due(session, account)


def _checked_place(session: Session, actor: Actor, account: Account, wanted: Wanted) -> str:
    if wanted.kind is GrantKind.END:
        return account.org_path
    problems = grant_problems(wanted.role, wanted.offices, wanted.valid_from, wanted.valid_to, clock.today())
    if problems:
        raise Invalid("请按下列提示修改", errors=problems)
    org_path = place_for(session, actor, wanted.role, wanted.organisation_id)
    refuse_clash(session, account.district_id, account.person_id, wanted.role, account.id)
    return org_path


def _ending(session: Session, account: Account, form: GrantIn) -> Wanted:
    held = grant_of(session, account)
    if held is None:
        raise Conflict("这个账号现在没有权限，无须收回")
    place = account.organisation_id
    return Wanted(GrantKind.END, account.role, place, held.office_set, form.valid_from, note=form.note)
