"""Words of payers."""

from backend.kernel.codes import Code


class PayerAction(Code):
    """What happens to a payer."""

    REGISTER = "register", "登记"
    CLOSE = "close", "注销"
    REOPEN = "reopen", "恢复"
