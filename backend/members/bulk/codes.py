"""Words of acts over many members."""

from backend.kernel.codes import Code


class BulkKind(Code):
    """What is done with many members at once."""

    RETAIN = "retain", "批量保留会籍"
    RESUME = "resume", "批量恢复会籍"
    WITHDRAW = "withdraw", "批量退会"
    TRANSFER = "transfer", "批量转出到一个工会"
    GROUP = "group", "批量改八大群体"


class BulkState(Code):
    """Where such an act stands."""

    APPLIED = "applied", "已办理"
    UNDONE = "undone", "已撤销"


class BulkAction(Code):
    """Moves of such an act; the first is the act itself."""

    APPLY = "apply", "批量办理"
    UNDO = "undo", "撤销"


class BulkOutcome(Code):
    """What became of one member of the selection."""

    DONE = "done", "已办理"
    EXCEPTION = "exception", "未办理"
    UNDONE = "undone", "已撤销"
    KEPT = "kept", "未能撤销"
