"""Words of members' dues."""

from backend.kernel.codes import Code


class DuesState(Code):
    """Where one month's register of a union stands."""

    DRAFT = "draft", "填写基数"
    CONFIRMED = "confirmed", "待收缴"
    COLLECTED = "collected", "已收缴"


class DuesAction(Code):
    """What moves a register."""

    OPEN = "open", "建立名册"
    CONFIRM = "confirm", "核定名册"
    REOPEN = "reopen", "退回修改"
    COLLECT = "collect", "登记收缴"


class DuesPurpose(Code):
    """Why the wages of a register are looked at."""

    FILL = "fill", "填写和核对基数"
    NOTIFY = "notify", "告知会员应交数额"
    INSPECTION = "inspection", "经审检查"
