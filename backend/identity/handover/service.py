"""Preview and act of a handover: open work to the successor, delegations ended, account closed, all in one."""

from dataclasses import replace
from uuid import UUID

from sqlalchemy import func, select
from sqlmodel import Session, col

from backend.identity.accounts.queries import get_account, person_of
from backend.identity.accounts.service import close_account
from backend.identity.codes import AccountStatus, DelegationAction
from backend.identity.delegations.queries import account_named, given_by
from backend.identity.delegations.rules import DELEGATION_WORKFLOW
from backend.identity.desk import Rights
from backend.identity.grants.standing import grant_of
from backend.identity.handover.models import Handover
from backend.identity.handover.rules import Post, covers
from backend.identity.handover.schemas import HandoverIn, HandoverOut, HandoverPreviewOut, WorkOut
from backend.identity.models import Account, LoginSession
from backend.identity.permissions import P
from backend.identity.rules import canonical_login
from backend.kernel import audit, clock
from backend.kernel.authz import Actor
from backend.kernel.db import new_id
from backend.kernel.errors import Conflict, Forbidden, invalid
from backend.kernel.handover import works
from backend.kernel.history import advance

DELEGATIONS = "未到期的委托代办（交接时终止）"
SESSIONS = "在用的登录（交接时退出）"


def preview(session: Session, rights_of: Rights, actor: Actor, account_id: UUID) -> HandoverPreviewOut:
    """How much of each kind of work is open at an account.

    Raises NotFound.
    """
    account = get_account(session, actor, account_id)
    return HandoverPreviewOut(
        person_name=person_of(session, account).name,
        login_name=account.login_name,
        role=account.role,
        work=_open_work(session, rights_of, account),
    )


def hand_over(
    session: Session, rights_of: Rights, actor: Actor, account_id: UUID, form: HandoverIn, expected: int
) -> HandoverOut:
    """Move the open work of an account to the successor's and close the account.

    Raises Forbidden for the caller's own account, Conflict, Invalid, StaleVersion, NotFound.
    """
    leaving = get_account(session, actor, account_id, lock=True)
    if leaving.person_id in actor.persons:
        raise Forbidden("不能办理自己的交接，请由另一位系统管理员办理")
    if leaving.status is not AccountStatus.ENABLED:
        raise Conflict("账号已停用，无须交接")
    successor = _successor(session, actor, leaving, form.successor_login_name)
    work = _open_work(session, rights_of, leaving)
    _reassign(session, rights_of, leaving, successor)
    for delegation in given_by(session, leaving):
        lent = _as_principal(actor)
        advance(session, lent, DELEGATION_WORKFLOW, delegation, DelegationAction.END.value, note="交接时终止")
        delegation.ended_on = clock.today()
        session.add(delegation)
    name = person_of(session, successor).name
    close_account(session, actor, leaving, f"{form.reason.label}，交接给 {name}：{form.note}", expected)
    row = Handover(
        id=new_id(),
        district_id=leaving.district_id,
        org_path=leaving.org_path,
        from_account_id=leaving.id,
        to_account_id=successor.id,
        reason=form.reason,
        done_on=clock.today(),
        work=[line.model_dump() for line in work],
    )
    session.add(row)
    session.flush()
    audit.record(session, actor, "account.hand_over", "handover", row.id, org_path=row.org_path)
    return HandoverOut(
        id=row.id,
        from_name=person_of(session, leaving).name,
        to_name=name,
        reason=row.reason,
        done_on=row.done_on,
        work=work,
    )


def _as_principal(actor: Actor) -> Actor:
    """The administrator with the one right that ending a delegation asks for."""
    return replace(actor, permissions=actor.permissions | {P.DELEGATE})


def _successor(session: Session, actor: Actor, leaving: Account, login_name: str) -> Account:
    """The account that takes over: it has the same duty, at least the same place and offices, granted to it beforehand.

    Raises Invalid.
    """
    found = account_named(session, actor.district_id, canonical_login(login_name))
    field = "successor_login_name"
    if found is None or found.id == leaving.id:
        raise invalid(field, "unknown_account", "没有这个登录名的其他在用账号", "请先为接任人开设账号")
    has_rights = grant_of(session, found) is not None
    if not covers(_post(session, found), _post(session, leaving)) or not has_rights:
        fix = "请先为接任人申请同一岗位、同一组织、同样部门的权限，批准后再办理交接"
        raise invalid(field, "not_covering", "接任账号还没有这个岗位的权限", fix)
    return found


def _post(session: Session, account: Account) -> Post:
    grant = grant_of(session, account)
    return Post(account.role, account.org_path, grant.office_set if grant is not None else frozenset())


def _open_work(session: Session, rights_of: Rights, account: Account) -> list[WorkOut]:
    holder = _holder(session, rights_of, account)
    lines = [
        WorkOut(
            code=work.code,
            label=work.label,
            count=work.count(session, holder),
            is_reassigned=work.reassign is not None,
        )
        for work in works()
    ]
    counted = select(func.count()).where(
        col(LoginSession.district_id) == account.district_id,
        col(LoginSession.account_id) == account.id,
        col(LoginSession.ended_at).is_(None),
    )
    delegations = len(given_by(session, account))
    lines.append(WorkOut(code="delegations", label=DELEGATIONS, count=delegations, is_reassigned=False))
    sessions = int(session.execute(counted).scalar_one())
    lines.append(WorkOut(code="sessions", label=SESSIONS, count=sessions, is_reassigned=False))
    return lines


def _reassign(session: Session, rights_of: Rights, leaving: Account, successor: Account) -> None:
    old, new = _holder(session, rights_of, leaving), _holder(session, rights_of, successor)
    for work in works():
        if work.reassign is not None:
            work.reassign(session, old, new)


def _holder(session: Session, rights_of: Rights, account: Account) -> Actor:
    """An account as an Actor without a session, for counting what is its own."""
    grant = grant_of(session, account)
    offices = grant.office_set if grant is not None else frozenset()
    return Actor(
        account_id=account.id,
        person_id=account.person_id,
        person_name=person_of(session, account).name,
        role=account.role,
        district_id=account.district_id,
        org_id=account.organisation_id,
        org_path=account.org_path,
        permissions=rights_of(account.role, offices) if grant is not None else frozenset(),
        offices=offices,
    )
