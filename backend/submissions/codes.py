"""Words of the returns: states, actions, kinds of items, where a value comes from."""

from backend.kernel.codes import Code


class ReturnStatus(Code):
    """Where a return stands (domain L.1)."""

    DRAFT = "draft", "草稿"
    SUBMITTED = "submitted", "已报"
    RETURNED = "returned", "已退回"
    ACCEPTED = "accepted", "已通过"
    LOCKED = "locked", "已锁定"


class ReturnAction(Code):
    """What a person may do with a return."""

    SUBMIT = "submit", "提交"
    SUBMIT_ZERO = "submit_zero", "零报告"
    WITHDRAW = "withdraw", "撤回"
    SEND_BACK = "return", "退回"
    ACCEPT = "accept", "审核通过"
    REOPEN = "reopen", "发回重审"
    LOCK = "lock", "锁定"


class ItemKind(Code):
    """What an item holds."""

    INTEGER = "integer", "整数"
    MONEY = "money_fen", "金额（分）"
    TEXT = "text", "文字"
    DATE = "date", "日期"
    CHOICE = "choice", "选项"
    FLAG = "flag", "是否"


class ItemSource(Code):
    """Where a form says an item comes from."""

    DERIVED = "derived", "登记册带出"
    CARRIED = "carried", "上期结转"
    TYPED = "typed", "本期填写"
    COMPUTED = "computed", "自动计算"


class CellSource(Code):
    """Where the value of one cell really came from."""

    DERIVED = "derived", "登记册带出"
    CARRIED = "carried", "上期结转"
    TYPED = "typed", "人工填写"
    COMPUTED = "computed", "自动计算"
    DEFAULT = "default", "默认（无则为零）"
    ZERO = "zero", "零报告"
    EMPTY = "empty", "未填"


class CheckSeverity(Code):
    """An error stops the submission; a warning wants a reason."""

    ERROR = "error", "错误"
    WARNING = "warning", "提醒"


class FundChannel(Code):
    """How the union funds are paid (domain E.2)."""

    FISCAL = "fiscal", "财政划拨"
    TAX = "tax", "税务代收"
    DIRECT = "direct", "自行缴纳"
    NONE = "none", "本月未缴"


class TermStatus(Code):
    """Where the committee's term stands."""

    IN_TERM = "in_term", "任期内"
    DUE = "due", "已到期未换届"
    EXTENDED = "extended", "批准延期"
    PREPARING = "preparing", "筹备中"


class ReportState(Code):
    """How one union stands in the completeness of a period."""

    MISSING = "missing", "未开始"
    DRAFT = "draft", "填报中"
    RETURNED = "returned", "退回待改"
    SUBMITTED = "submitted", "待审核"
    ACCEPTED = "accepted", "已通过"
    LOCKED = "locked", "已锁定"
