"""Giving and ending delegations, and switching a session to act under one and back."""

from uuid import UUID

from sqlmodel import Session

from backend.identity.codes import DelegationAction, DelegationState
from backend.identity.delegations import queries
from backend.identity.delegations.acting import acting_actor
from backend.identity.delegations.models import Delegation
from backend.identity.delegations.rules import DELEGATION_WORKFLOW, date_problems, delegable, may_act
from backend.identity.delegations.schemas import DelegationIn
from backend.identity.desk import Desk
from backend.identity.models import Account, LoginSession
from backend.identity.parameters import DELEGATION_DAYS
from backend.identity.rules import canonical_login
from backend.identity.sessions.callers import own_actor
from backend.kernel import audit, clock
from backend.kernel.authz import Actor
from backend.kernel.db import as_system, new_id
from backend.kernel.errors import FieldError, Forbidden, Invalid, NotFound, Unauthenticated, invalid
from backend.kernel.history import advance, begin
from backend.kernel.parameters import lookup
from backend.organisations import queries as organisations


def give(session: Session, actor: Actor, form: DelegationIn) -> Delegation:
    """Lend a part of the caller's rights to a colleague's account for some days.

    Raises Forbidden while acting for somebody (one level only), Invalid.
    """
    if actor.acting_for is not None:
        raise Forbidden("代办期间不能再委托他人，请先切换回本人")
    problems = _problems(session, actor, form)
    if problems:
        raise Invalid("请按下列提示修改", errors=problems)
    delegate = _delegate(session, actor, form.delegate_login_name)
    row = Delegation(
        id=new_id(),
        district_id=actor.district_id,
        org_path=_scope(session, actor, form.organisation_id),
        principal_account_id=actor.account_id,
        delegate_account_id=delegate.id,
        organisation_id=form.organisation_id or actor.org_id,
        rights=sorted(set(form.rights)),
        starts_on=form.starts_on,
        last_on=form.last_on,
        status=DelegationState.GIVEN,
    )
    session.add(row)
    begin(session, actor, DELEGATION_WORKFLOW, row, DelegationAction.GIVE, note=form.note)
    return row


def end(session: Session, actor: Actor, row: Delegation, action: str, note: str, expected: int) -> None:
    """End a delegation before its last day; a session acting under it is its own again with the next request.

    Raises Conflict, Forbidden, StaleVersion.
    """
    if actor.acting_for is not None:
        raise Forbidden("请先切换回本人再办理自己的委托")
    with as_system(session):
        advance(
            session, actor, DELEGATION_WORKFLOW, row, action, note=note, expected_version=expected,
            context=actor.account_id,
        )  # fmt: skip
        row.ended_on = clock.today()
        session.add(row)


def act_for(session: Session, desk: Desk, actor: Actor, delegation_id: UUID) -> Actor:
    """Let this session act for somebody until it is switched back, or the delegation ends.

    Raises NotFound for a delegation that gives the caller nothing today.
    """
    with as_system(session):
        login = _own_session(session, actor)
        login.acting_for_id = delegation_id
        session.add(login)
        session.flush()
        acting = acting_actor(session, desk.rights_of, _oneself(session, desk, login), delegation_id)
        if acting is None:
            raise NotFound("没有可用的委托，可能已到期或已终止")
        audit.record(session, acting, "delegation.act", "delegation", delegation_id)
    return acting


def act_as_oneself(session: Session, desk: Desk, actor: Actor) -> Actor:
    """Switch this session back to the caller's own rights."""
    with as_system(session):
        login = _own_session(session, actor)
        if login.acting_for_id is not None:
            audit.record(session, actor, "delegation.act_no_more", "delegation", login.acting_for_id)
            login.acting_for_id = None
            session.add(login)
            session.flush()
        return _oneself(session, desk, login)


def _oneself(session: Session, desk: Desk, login: LoginSession) -> Actor:
    account = session.get_one(Account, (login.district_id, login.account_id))
    return own_actor(session, desk, account, login)


def _own_session(session: Session, actor: Actor) -> LoginSession:
    key = (actor.district_id, actor.session_id)
    login = session.get(LoginSession, key, with_for_update=True, populate_existing=True)
    if login is None or login.ended_at is not None:
        raise Unauthenticated()
    return login


def _problems(session: Session, actor: Actor, form: DelegationIn) -> list[FieldError]:
    today = clock.today()
    longest = int(lookup(session, DELEGATION_DAYS.key, actor.district_id, today).value)
    problems = date_problems(form.starts_on, form.last_on, today, longest)
    if set(form.rights) - delegable(actor.permissions):
        fix = "只能委托自己现有的、可以委托的权限，请重新勾选"
        problems.append(FieldError("rights", "not_held", "所选权限中有不能委托的", fix))
    return problems


def _delegate(session: Session, actor: Actor, login_name: str) -> Account:
    found = queries.account_named(session, actor.district_id, canonical_login(login_name))
    if found is None:
        raise invalid(
            "delegate_login_name", "unknown_account", "没有这个登录名的在用账号", "请向对方核对登录名"
        )
    if found.person_id == actor.person_id:
        raise invalid("delegate_login_name", "same_person", "不能委托给自己的账号", "请填同事的登录名")
    if not may_act(found.role):
        fix = "管理员和审计人员不能代办业务，请委托给其他同事"
        raise invalid("delegate_login_name", "role_clash", f"对方是{found.role.label}，不能代办", fix)
    return found


def _scope(session: Session, actor: Actor, organisation_id: UUID | None) -> str:
    if organisation_id is None or organisation_id == actor.org_id:
        return actor.org_path
    try:
        return organisations.get_organisation(session, actor, organisation_id).org_path
    except NotFound as problem:
        raise invalid("organisation_id", "unknown_place", "没有这个组织", "请从列表中选择") from problem
