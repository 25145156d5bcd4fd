"""Words of endings of membership."""

from backend.kernel.codes import Code


class EndingKind(Code):
    """Why a membership is to end."""

    REQUEST = "request", "本人申请退会"
    SILENCE = "silence", "自动退会"
    EXPULSION = "expulsion", "除名"


class EndingState(Code):
    """Where an ending stands."""

    AWAITING = "awaiting", "待委员会决定"
    DECIDED = "decided", "已决定"
    FILED = "filed", "上级已备案"
    REFUSED = "refused", "未通过"
    WITHDRAWN = "withdrawn", "已撤回"


class EndingAction(Code):
    """Moves of an ending; the first is how one begins."""

    PROPOSE = "propose", "提出"
    DECIDE = "decide", "决定通过"
    REFUSE = "refuse", "不通过"
    WITHDRAW = "withdraw", "撤回"
    FILE = "file", "备案"
