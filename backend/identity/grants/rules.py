"""The workflow of grants and what a grant may say (pure): nobody raises own rights, the second person decides."""

from datetime import date
from typing import Any

from backend.identity.codes import GrantAction as A
from backend.identity.codes import GrantState as S
from backend.identity.permissions import P
from backend.kernel.authz import Actor
from backend.kernel.errors import FieldError
from backend.kernel.roles import Office, Role
from backend.kernel.workflow import Step, Workflow

OWN_RIGHTS = "不能办理自己的权限，请由另一位管理员办理"


def _not_about_oneself(grant: Any, actor: Actor | None) -> str | None:
    """A grant is decided by somebody it does not concern."""
    return OWN_RIGHTS if actor is not None and grant.person_id in actor.persons else None


GRANT_WORKFLOW = Workflow(
    "role_grant",
    "授权",
    (
        Step(
            S.PROPOSED,
            A.APPROVE,
            S.APPROVED,
            P.GRANTS_APPROVE,
            guard=_not_about_oneself,
            other_than=(A.PROPOSE,),
        ),
        Step(
            S.PROPOSED,
            A.REFUSE,
            S.REFUSED,
            P.GRANTS_APPROVE,
            guard=_not_about_oneself,
            needs_note=True,
            other_than=(A.PROPOSE,),
        ),
        Step(S.PROPOSED, A.WITHDRAW, S.WITHDRAWN, P.GRANTS_PROPOSE),
    ),
)


def grant_problems(
    role: Role, offices: frozenset[Office], valid_to: date | None, today: date
) -> list[FieldError]:
    """What speaks against a proposal whatever the account: offices of the wrong role, an end that is past."""
    found = []
    if offices and role is not Role.DISTRICT:
        fix = "只有区总工会账号分科室，请清空科室"
        found.append(FieldError("offices", "office_role", f"“{role.label}”没有科室", fix))
    if valid_to is not None and valid_to <= today:
        fix = "截止日期当天起不再有权限，请填今天以后的日期，长期有效可不填"
        found.append(FieldError("valid_to", "date_past", "截止日期应在今天以后", fix))
    return found
