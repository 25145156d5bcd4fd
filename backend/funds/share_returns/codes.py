"""Words of returns to base unions."""

from backend.kernel.codes import Code


class ShareReturnKind(Code):
    """What is returned."""

    BASE_SHARE = "base_share", "基层留成返还"
    SMALL_PAYER = "small_payer", "小额缴费全额返还"
    RESERVE = "reserve", "建会后筹备金返还"


class ShareReturnState(Code):
    """Where a batch stands."""

    DRAFT = "draft", "拟定"
    SUBMITTED = "submitted", "待审批"
    APPROVED = "approved", "待付款"
    PAID = "paid", "已付款"
    CANCELLED = "cancelled", "已取消"


class ShareReturnAction(Code):
    """Moves of a batch; the first is how one begins."""

    COMPILE = "compile", "生成"
    SUBMIT = "submit", "提交审批"
    SEND_BACK = "send_back", "退回"
    APPROVE = "approve", "批准"
    PAY = "pay", "登记付款"
    CANCEL = "cancel", "取消"


class ShareReturnLineState(Code):
    """Where the line of one union stands."""

    READY = "ready", "可付"
    HELD = "held", "暂缓"
    PAID = "paid", "已付"
    RELEASED = "released", "转下批"


class SmallPayerBasis(Code):
    """Who is a small payer in a year."""

    NONE = "none", "不返还"
    MICRO = "micro", "小微企业名单"
    LISTED = "listed", "小额缴费工会组织名单"
    THRESHOLD = "threshold", "只按全年上缴额"
