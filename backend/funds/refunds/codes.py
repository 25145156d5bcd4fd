"""Words of refunds."""

from backend.kernel.codes import Code


class RefundReason(Code):
    """Why money goes back."""

    OVERPAID = "overpaid", "多缴"
    DUPLICATE = "duplicate", "重复缴纳"
    RELIEF = "relief", "减免后多缴"
    WRONG_ITEM = "wrong_item", "费种错误"


class RefundState(Code):
    """Where a refund stands."""

    APPLIED = "applied", "待审批"
    APPROVED = "approved", "待付款"
    PAID = "paid", "已退费"
    REFUSED = "refused", "不予退费"
    WITHDRAWN = "withdrawn", "已撤回"


class RefundAction(Code):
    """Moves of a refund; the first is how one begins."""

    APPLY = "apply", "申请"
    APPROVE = "approve", "批准"
    REFUSE = "refuse", "不予退费"
    WITHDRAW = "withdraw", "撤回"
    PAY = "pay", "登记付款"
    CANCEL = "cancel", "取消付款"
