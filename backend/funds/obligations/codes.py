"""Words of obligations."""

from backend.kernel.codes import Code


class MonthState(Code):
    """How a payer stands with one month."""

    UNDECLARED = "undeclared", "未申报"
    NOTHING_DUE = "nothing_due", "零申报"
    NOT_YET_DUE = "not_yet_due", "未到期"
    OVERDUE = "overdue", "欠缴"
    PARTLY_PAID = "partly_paid", "部分缴纳"
    PAID = "paid", "已缴清"
    OVERPAID = "overpaid", "多缴"
