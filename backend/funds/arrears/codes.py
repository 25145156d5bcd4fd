"""Words of arrears and dunning (domain E3.5, E.6-8)."""

from backend.kernel.codes import Code


class AgeBucket(Code):
    """How long an amount has been overdue."""

    UP_TO_30 = "d30", "1—30天"
    UP_TO_90 = "d90", "31—90天"
    UP_TO_180 = "d180", "91—180天"
    UP_TO_365 = "d365", "181—365天"
    OVER_365 = "over", "365天以上"


class LimitationFlag(Code):
    """Where the limitation of action stands."""

    RUNNING = "running", "时效期内"
    SOON = "soon", "时效将届满"
    EXPIRED = "expired", "时效已届满"


class ArrearsCaseState(Code):
    """Where a case of dunning stands."""

    OPENED = "opened", "待提示"
    REMINDED = "reminded", "已提示"
    NOTICED = "noticed", "已发催缴通知书"
    PRESSED = "pressed", "已二次催缴"
    ORDER_PROPOSED = "order_proposed", "申请支付令待批"
    ORDER_APPROVED = "order_approved", "已批准申请支付令"
    ORDER_ISSUED = "order_issued", "法院已发支付令"
    OBJECTED = "objected", "对方提出异议"
    IN_COURT = "in_court", "诉讼中"
    ENFORCING = "enforcing", "强制执行中"
    SETTLED = "settled", "已结清"
    CLOSED = "closed", "已终止"


class ArrearsCaseAction(Code):
    """What moves a case."""

    OPEN = "open", "立案催缴"
    REMIND = "remind", "发提示函"
    NOTIFY = "notify", "发催缴通知书"
    PRESS = "press", "二次催缴"
    LAWYER = "lawyer", "发律师函"
    PROPOSE_ORDER = "propose_order", "提请申请支付令"
    APPROVE_ORDER = "approve_order", "批准申请支付令"
    RETURN_ORDER = "return_order", "退回补充"
    ISSUED = "issued", "登记法院支付令"
    DISMISSED = "dismissed", "登记法院不予受理"
    OBJECTED = "objected", "登记对方异议"
    SUE = "sue", "提起诉讼"
    ENFORCE = "enforce", "申请强制执行"
    SETTLE = "settle", "结清"
    CLOSE = "close", "终止催缴"


class DunningKind(Code):
    """Which paper it is."""

    REMINDER = "reminder", "缴费提示函"
    NOTICE = "notice", "催缴通知书"
    SECOND = "second", "二次催缴通知书"
    LAWYER = "lawyer", "律师函"
    ORDER = "order", "支付令申请书"


class ServiceMethod(Code):
    """How a paper reached the payer, or the court."""

    DIRECT = "direct", "直接送达"
    LEFT = "left", "留置送达"
    POST = "post", "邮寄送达"
    ELECTRONIC = "electronic", "电子送达"
    PUBLIC = "public", "公告送达"
    COURT = "court", "递交人民法院"


class ServiceOutcome(Code):
    """Whether the paper arrived."""

    SERVED = "served", "已送达"
    FAILED = "failed", "未能送达"
