"""Words of the ledger."""

from backend.kernel.codes import Code


class LedgerAccountKind(Code):
    """What a ledger account stands for."""

    ASSET = "asset", "资产"
    LIABILITY = "liability", "负债"
    INCOME = "income", "收入"
    EXPENSE = "expense", "支出"


class LedgerEntryKind(Code):
    """What an entry records."""

    OPENING = "opening", "期初余额"
    COLLECTION = "collection", "经费入账"
    SHARE = "share", "分成"
    REMITTANCE = "remittance", "上解"
    RETURN = "return", "返还"
    REFUND = "refund", "退费"
    DUES = "dues", "会费"
    REVERSAL = "reversal", "冲销"


class LedgerMonthState(Code):
    """Whether a month still takes entries."""

    OPEN = "open", "未结账"
    CLOSED = "closed", "已结账"
    REOPENING = "reopening", "申请反结账"


class LedgerMonthAction(Code):
    """Moves of a month."""

    CLOSE = "close", "结账"
    ASK_REOPEN = "ask_reopen", "申请反结账"
    REOPEN = "reopen", "批准反结账"
    KEEP_CLOSED = "keep_closed", "不同意反结账"
