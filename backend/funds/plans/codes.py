"""Words of the collection plan."""

from backend.kernel.codes import Code


class FundPlanState(Code):
    """Where a version of a plan stands."""

    DRAFT = "draft", "编制中"
    SUBMITTED = "submitted", "待批准"
    APPROVED = "approved", "执行中"
    SUPERSEDED = "superseded", "已被新版本取代"
    WITHDRAWN = "withdrawn", "已撤回"


class FundPlanAction(Code):
    """What moves a plan."""

    OPEN = "open", "开始编制"
    REVISE = "revise", "修改"
    SUBMIT = "submit", "提交批准"
    APPROVE = "approve", "批准"
    RETURN = "return", "退回修改"
    WITHDRAW = "withdraw", "撤回"
    SUPERSEDE = "supersede", "由新版本取代"
