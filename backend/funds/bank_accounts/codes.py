"""Words of the accounts that money may go to."""

from backend.kernel.codes import Code


class BankAccountPurpose(Code):
    """What an account is kept for."""

    PAYING = "paying", "缴费账户（退费用）"
    UNION = "union", "基层工会账户（返还用）"


class BankAccountState(Code):
    """Where an account stands; money goes only to one in force."""

    PROPOSED = "proposed", "待复核"
    IN_FORCE = "in_force", "有效"
    REFUSED = "refused", "未通过"
    ENDED = "ended", "已停用"


class BankAccountAction(Code):
    """Moves of an account; the first is how one begins."""

    PROPOSE = "propose", "登记"
    CONFIRM = "confirm", "复核通过"
    REFUSE = "refuse", "不通过"
    END = "end", "停用"


class BankAccountRevealPurpose(Code):
    """Why a full account number is looked at."""

    PAY = "pay", "办理付款"
    CHECK = "check", "核对开户资料"
    INSPECTION = "inspection", "审计检查"
