"""What may be delegated, to whom, for how long (pure): one level, never the keys of the house."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from backend.identity.codes import DelegationAction as A
from backend.identity.codes import DelegationState as S
from backend.identity.permissions import P
from backend.identity.rules import SEPARATE
from backend.kernel.errors import FieldError
from backend.kernel.roles import Role
from backend.kernel.workflow import Step, Workflow

#: Rights over accounts, grants, delegations themselves and the audit trail stay with their holder.
KEPT = ("accounts:", "grants:", "delegations:", "audit:")
#: Names are cut so that both fit where one name is kept.
NAME_LENGTH = 27


def _principals_own(delegation: Any, account_id: UUID | None) -> str | None:
    is_own = account_id is None or delegation.principal_account_id == account_id
    return None if is_own else "只有委托人能终止委托"


DELEGATION_WORKFLOW = Workflow(
    "delegation",
    "委托代办",
    (Step(S.GIVEN, A.END, S.ENDED, P.DELEGATE, guard=_principals_own),),
)


def delegable(rights: Iterable[str]) -> frozenset[str]:
    """The rights among some that may be lent to somebody else."""
    return frozenset(right for right in rights if not right.startswith(KEPT))


def acting_name(delegate: str, principal: str) -> str:
    """How the hand of somebody who acts for another is written: ``乙（代甲）``."""
    return f"{delegate[:NAME_LENGTH]}（代{principal[:NAME_LENGTH]}）"


def runs(delegation: Any, today: date) -> bool:
    """Whether a delegation may be used on a date; it ends by itself after its last day."""
    return delegation.status is S.GIVEN and delegation.starts_on <= today <= delegation.last_on


def date_problems(starts_on: date, last_on: date, today: date, longest_days: int) -> list[FieldError]:
    """What speaks against the dates of a new delegation."""
    if starts_on < today:
        return [FieldError("starts_on", "date_past", "开始日期不能早于今天", "请改为今天或以后的日期")]
    if last_on < starts_on:
        return [FieldError("last_on", "date_order", "最后一日早于开始日期", "请核对两个日期")]
    latest = starts_on + timedelta(days=longest_days - 1)
    if last_on > latest:
        fix = f"最后一日不能晚于 {latest.isoformat()}，到期后可再委托"
        return [FieldError("last_on", "too_long", f"一次委托最长 {longest_days} 天", fix)]
    return []


def may_act(delegate: Role) -> bool:
    """Whether a role may act for somebody in business: administrators and auditors may not."""
    return delegate not in SEPARATE
