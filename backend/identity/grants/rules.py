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


def start_problems(valid_from: date | None, today: date) -> list[FieldError]:
    """What speaks against the first day of a proposal: rights never begin in the past."""
    if valid_from is None or valid_from >= today:
        return []
    fix = "请填今天或以后的日期，批准之日起生效可不填"
    return [FieldError("valid_from", "date_past", "生效日期在今天以前", fix)]


def last_day(valid_from: date | None, valid_to: date | None, next_from: date) -> date | None:
    """The end of rights (exclusive) that others replace from a day on; rights that never began are empty."""
    if valid_to is not None and valid_to <= next_from:
        return valid_to
    return next_from if valid_from is None or valid_from < next_from else valid_from


def grant_problems(
    role: Role, offices: frozenset[Office], valid_from: date | None, valid_to: date | None, today: date
) -> list[FieldError]:
    """What speaks against a proposal whatever the account: offices of the wrong role, days in the wrong order."""
    found = []
    if valid_to is not None and valid_from is not None and valid_to <= valid_from:
        found.append(FieldError("valid_to", "before_start", "截止日期应在生效日期以后", "请核对两个日期"))
    if offices and role is not Role.DISTRICT:
        fix = "只有区总工会账号分科室，请清空科室"
        found.append(FieldError("offices", "office_role", f"“{role.label}”没有科室", fix))
    if valid_to is not None and valid_to <= today:
        fix = "截止日期当天起不再有权限，请填今天以后的日期，长期有效可不填"
        found.append(FieldError("valid_to", "date_past", "截止日期应在今天以后", fix))
    return found
