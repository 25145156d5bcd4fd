"""Words of enrolment in batches."""

from backend.kernel.codes import Code


class BatchState(Code):
    """Where a batch stands."""

    DRAFT = "draft", "名单草稿"
    CONFIRMING = "confirming", "本人确认中"
    SUBMITTED = "submitted", "待批准"
    APPROVED = "approved", "已批准"
    DISCARDED = "discarded", "已放弃"


class BatchAction(Code):
    """Moves of a batch; the first is how one begins."""

    CREATE = "create", "建立名单"
    START = "start", "开始本人确认"
    SUBMIT = "submit", "提交批准"
    APPROVE = "approve", "批准入会"
    RETURN = "return", "退回"
    DISCARD = "discard", "放弃"


class BatchRowState(Code):
    """Where one person of a batch stands."""

    FAULTY = "faulty", "有错"
    WAITING = "waiting", "待本人确认"
    CONFIRMED = "confirmed", "本人已确认"
    DECLINED = "declined", "本人不同意"
    ENROLLED = "enrolled", "已批准入会"
    EXCEPTION = "exception", "未能入会"


class ConfirmationKind(Code):
    """How the person confirmed."""

    CODE = "code", "本人确认码"
    SIGNATURE = "signature", "本人签名"
