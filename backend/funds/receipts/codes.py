"""Words of receipts and their books."""

from backend.kernel.codes import Code


class ReceiptBookState(Code):
    """Where a book stands."""

    IN_STOCK = "in_stock", "库存"
    IN_USE = "in_use", "使用中"
    CLOSED = "closed", "已核销"


class ReceiptBookAction(Code):
    """Moves of a book; the first is how one begins."""

    REGISTER = "register", "入库登记"
    TAKE = "take", "领用"
    HAND_BACK = "hand_back", "交回"
    CLOSE = "close", "核销"


class ReceiptState(Code):
    """Where a receipt stands."""

    ISSUED = "issued", "已开具"
    VOID = "void", "已作废"
    REVERSED = "reversed", "已红冲"


class ReceiptAction(Code):
    """Moves of a receipt; the first is how one begins."""

    ISSUE = "issue", "开具"
    VOID = "void", "作废"
    REVERSE = "reverse", "红字冲销"


class ReceiptKind(Code):
    """What a used number stands for."""

    NORMAL = "normal", "收据"
    RED = "red", "红字收据"
    BLANK = "blank", "空白作废"
