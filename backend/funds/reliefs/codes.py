"""Words of reliefs."""

from backend.kernel.codes import Code


class ReliefState(Code):
    """Where a relief stands."""

    APPLIED = "applied", "待批准"
    GRANTED = "granted", "已批准"
    REFUSED = "refused", "未批准"
    WITHDRAWN = "withdrawn", "已撤回"


class ReliefAction(Code):
    """What moves a relief."""

    APPLY = "apply", "申请"
    GRANT = "grant", "批准减免"
    REFUSE = "refuse", "不予减免"
    WITHDRAW = "withdraw", "撤回"
