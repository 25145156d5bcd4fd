"""Code lists of large exports."""

from backend.kernel.codes import Code


class LargeExportState(Code):
    """Where the request for a large export stands."""

    REQUESTED = "requested", "待审批"
    APPROVED = "approved", "已批准，正在生成"
    READY = "ready", "可下载"
    REFUSED = "refused", "未批准"
    WITHDRAWN = "withdrawn", "已撤回"
    EXPIRED = "expired", "已到期销毁"


class LargeExportAction(Code):
    """The steps of a large export; the last two are the system's own."""

    REQUEST = "request", "申请"
    APPROVE = "approve", "批准"
    REFUSE = "refuse", "不批准"
    WITHDRAW = "withdraw", "撤回"
    FINISH = "finish", "生成文件"
    EXPIRE = "expire", "到期销毁"
