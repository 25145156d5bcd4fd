"""What waits at a place: it stays there and is the successor's by their own rights."""

from sqlmodel import Session

from backend.kernel.authz import Actor
from backend.kernel.handover import HandoverWork
from backend.submissions.inbox.queries import waiting


def count_waiting(session: Session, leaving: Actor) -> int:
    """Everything in the inbox of the leaving account's place and rights."""
    return sum(group.count for group in waiting(session, leaving))


HANDOVER: tuple[HandoverWork, ...] = (
    HandoverWork("inbox", "本岗位待办（不转移，由接任人凭自己的权限办理）", count_waiting),
)
