"""Rights over returns, and which role holds them."""

from enum import StrEnum

from backend.kernel.roles import Office, Role


class P(StrEnum):
    """One right each; ``resource:verb``."""

    READ = "returns:read"
    FILL = "returns:fill"
    REVIEW = "returns:review"
    LOCK = "returns:lock"
    REMIND = "returns:remind"
    CORRECT = "returns:correct"
    EXTEND = "returns:extend"
    BOARD = "board:read"


GRANTS: dict[Role, frozenset[str]] = {
    Role.ENTERPRISE: frozenset({P.READ, P.FILL}),
    Role.STREET: frozenset({P.READ, P.FILL, P.REVIEW, P.REMIND, P.BOARD}),
    Role.DISTRICT: frozenset({P.READ, P.BOARD}),
    Role.AUDITOR: frozenset({P.READ, P.BOARD}),
    Role.SYSTEM_ADMIN: frozenset(),
    Role.SECURITY_ADMIN: frozenset(),
    Role.AUDIT_ADMIN: frozenset(),
}
#: The organisation office runs the monthly returns; the leader may close a month and grant delays.
OFFICE_GRANTS: dict[Office, frozenset[str]] = {
    Office.ORGANISATION: frozenset({P.REVIEW, P.LOCK, P.REMIND, P.CORRECT, P.EXTEND}),
    Office.LEADER: frozenset({P.LOCK, P.EXTEND}),
}

LABELS: dict[str, str] = {
    P.READ: "查看月报",
    P.FILL: "填报月报（街道为代报）",
    P.REVIEW: "审核月报",
    P.LOCK: "锁定月报、发回重审",
    P.REMIND: "催报",
    P.CORRECT: "锁定后更正",
    P.EXTEND: "批准延期",
    P.BOARD: "查看完成情况和看板",
}
