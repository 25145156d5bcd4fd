"""Words of change requests."""

from backend.kernel.codes import Code


class ChangeRequestKind(Code):
    """What is to be put right."""

    IDENTITY = "identity", "更正身份信息"
    DEATH = "death", "撤销误登的死亡"


class ChangeRequestState(Code):
    """Where a change request stands."""

    AWAITING_STREET = "awaiting_street", "待街道审批"
    AWAITING_DISTRICT = "awaiting_district", "待区总核准"
    APPLIED = "applied", "已更正"
    REFUSED = "refused", "未同意"
    WITHDRAWN = "withdrawn", "已撤回"


class ChangeRequestAction(Code):
    """Moves of a change request."""

    SUBMIT = "submit", "提出更正"
    APPROVE = "approve", "同意并更正"
    ENDORSE = "endorse", "同意，报区总核准"
    CONFIRM = "confirm", "核准并更正"
    REFUSE = "refuse", "不同意"
    WITHDRAW = "withdraw", "撤回"


class ChangeSide(Code):
    """Which of the two sets of values is looked at."""

    OLD = "old", "更正前"
    NEW = "new", "更正后"
