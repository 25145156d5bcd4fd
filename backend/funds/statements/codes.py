"""Words of statements and of their exceptions."""

from backend.kernel.codes import Code


class StatementLayout(Code):
    """Whose file it is and how it is laid out; each has its importer."""

    TAX = "tax", "税务代收明细"
    TREASURY = "treasury", "国库入库清单"
    FISCAL = "fiscal", "财政划拨明细"
    BANK = "bank", "银行流水"


class StatementState(Code):
    """Where a statement stands."""

    READING = "reading", "正在读取"
    READY = "ready", "待确认"
    COMMITTING = "committing", "正在入账"
    COMMITTED = "committed", "已入账"
    DISCARDED = "discarded", "已放弃"
    FAILED = "failed", "未能完成"


class StatementAction(Code):
    """What may be done with a statement after its preview."""

    COMMIT = "commit", "确认入账"
    DISCARD = "discard", "放弃"


class StatementVerdict(Code):
    """What the comparison found about one row of a file, or about one payment the file lacks."""

    OK = "ok", "可以入账"
    NAME_DIFFERS = "name_differs_warning", "户名略有不同"
    REVERSAL = "reversal", "冲正，已找到原记录"
    MATCHED = "matched", "与已入账记录一致"
    KNOWN = "known", "以前已经导入"
    OUTGOING = "outgoing", "付出，不属缴费"
    DUPLICATE_TICKET = "duplicate_ticket", "税票号重复"
    UNKNOWN_PAYER = "unknown_payer", "没有此缴费户"
    REVERSAL_WITHOUT_ORIGINAL = "reversal_without_original", "冲正，找不到原记录"
    ITEM_CONTRADICTS = "item_contradicts_union", "费种与建会情况不符"
    RATE_DIFFERS = "rate_differs", "费率不是法定比例"
    DUE_DIFFERS = "due_is_not_base_times_rate", "应缴不等于计费依据乘费率"
    UPPER_SHARE_ONLY = "paid_is_upper_share_only", "只缴了上级留成部分"
    PAID_DIFFERS = "paid_differs_from_due", "实缴与应缴不符"
    AMOUNT_DIFFERS = "amount_differs", "与已入账记录金额不符"
    PAYER_DIFFERS = "payer_differs", "与已入账记录户不符"
    LATE_FEE = "late_fee", "滞纳金待核"
    OTHER_PERIOD = "other_period", "不是本期的款项"
    PLATFORM_ONLY = "platform_only", "来源没有这笔"
    INVALID = "invalid", "填写有误"


class ReconciliationClass(Code):
    """The seven classes of a reconciliation (domain E.6-7)."""

    AGREED = "agreed", "一致"
    SOURCE_ONLY = "source_only", "源有我无"
    PLATFORM_ONLY = "platform_only", "我有源无"
    AMOUNT = "amount", "金额不符"
    PAYER = "payer", "户不符"
    DUPLICATE = "duplicate", "重复"
    PERIOD = "period", "跨期"


class FundExceptionState(Code):
    """Where an open item stands."""

    OPEN = "open", "待认领"
    ASSIGNED = "assigned", "办理中"
    PROPOSED = "proposed", "待区级复核"
    REJECTING = "rejecting", "不入账待批准"
    SETTLED = "settled", "已办结"
    REJECTED = "rejected", "不入账"


class FundExceptionAction(Code):
    """Moves of an open item."""

    OPEN = "open", "列为异常"
    ASSIGN = "assign", "指派经办人"
    PROPOSE = "propose", "提出处理意见"
    RETURN = "return", "退回重办"
    ACCEPT = "accept", "照实入账"
    CORRECT = "correct", "改正后入账"
    LINK = "link", "关联原记录"
    EXPLAIN = "explain", "说明差异"
    REVERSE = "reverse", "冲销平台记录"
    REJECT = "reject", "申请不入账"
    APPROVE_REJECT = "approve_reject", "同意不入账"
    REFUSE_REJECT = "refuse_reject", "不同意，退回"
