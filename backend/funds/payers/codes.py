"""Words of payers."""

from backend.kernel.codes import Code


class PayerAction(Code):
    """What happens to a payer."""

    REGISTER = "register", "登记"
    CLOSE = "close", "注销"
    REOPEN = "reopen", "恢复"


class PayerList(Code):
    """A list of payers that is made for each year."""

    SMALL = "small_payer", "小额缴费工会组织"
    MICRO = "micro", "小微企业"
