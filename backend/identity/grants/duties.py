"""Who may hold which role where: the place fits the role, and duties of one natural person do not clash."""

from uuid import UUID

from sqlmodel import Session, col, select

from backend.identity.codes import AccountStatus
from backend.identity.models import Account
from backend.identity.rules import place_fits, roles_clash
from backend.kernel.authz import Actor
from backend.kernel.errors import NotFound, invalid
from backend.kernel.roles import Role
from backend.organisations import queries as organisations


def place_for(session: Session, actor: Actor, role: Role, organisation_id: UUID) -> str:
    """The path of a union in the caller's reach at which a role makes sense.

    Raises Invalid.
    """
    try:
        org_path = organisations.get_organisation(session, actor, organisation_id).org_path
    except NotFound as problem:
        raise invalid("organisation_id", "unknown_place", "没有这个组织", "请从列表中选择") from problem
    if not place_fits(role, org_path, actor.district_id):
        fix = "区级角色选区总工会，街道文员选街道工会，企业主席选其所在工会"
        raise invalid("organisation_id", "place_role", f"“{role.label}”不能设在这个组织", fix)
    return org_path


def refuse_clash(
    session: Session, district_id: str, person_id: UUID, role: Role, except_id: UUID | None
) -> None:
    """Separation of duties: who keeps, secures or audits the system does no union business, and only one of these.

    Raises Invalid.
    """
    wanted = select(col(Account.role)).where(
        col(Account.district_id) == district_id,
        col(Account.person_id) == person_id,
        col(Account.status) == AccountStatus.ENABLED,
        col(Account.id) != except_id,
    )
    if roles_clash(role, frozenset(session.exec(wanted))):
        fix = "系统管理、安全管理、审计与业务由不同的人担任，请换人或先停用其另一个账号"
        raise invalid("role", "role_clash", "此人的另一个账号与这个角色不能兼任", fix)
