"""Words of the registration of unions as legal persons."""

from backend.kernel.codes import Code


class LegalKind(Code):
    """申请类别."""

    FIRST = "first", "首次登记"
    RENEWAL = "renewal", "换届换证"
    CHANGE = "change", "变更登记"
    REISSUE = "reissue", "补领证书"
    DEREGISTER = "deregister", "注销登记"


class LegalState(Code):
    """登记申请的进度."""

    APPLIED = "applied", "已申请"
    CORRECTING = "correcting", "待补正"
    ACCEPTED = "accepted", "已受理"
    REVIEWED = "reviewed", "已审查"
    ISSUED = "issued", "已办结"
    REFUSED = "refused", "不予登记"
    WITHDRAWN = "withdrawn", "已撤回"


class LegalAction(Code):
    """Steps of an application."""

    APPLY = "apply", "提出申请"
    ASK_CORRECTION = "ask_correction", "通知补正"
    RESUBMIT = "resubmit", "补正后重报"
    ACCEPT = "accept", "受理"
    REVIEW = "review", "审查通过"
    SEND_BACK = "send_back", "退回重审"
    ISSUE = "issue", "准予登记"
    REFUSE = "refuse", "不予登记"
    WITHDRAW = "withdraw", "撤回"


class LegalMaterial(Code):
    """Papers of an application (工会法人登记材料)."""

    FORM = "form", "工会法人资格登记申请表"
    APPROVAL = "approval", "上一级工会的建会或换届批复"
    CHAIR_ID = "chair_id", "主席身份证复印件"
    HANDLER_ID = "handler_id", "经办人身份证复印件"
    OLD_CERTIFICATE = "old_certificate", "原法人资格证书"
    CHANGE_PROOF = "change_proof", "变更事项证明"
    LOSS_STATEMENT = "loss_statement", "证书遗失声明"
    SETTLEMENT = "settlement", "经费和财产清理证明"


class CertificateStanding(Code):
    """Where a certificate stands on a day."""

    VALID = "valid", "有效"
    EXPIRING = "expiring", "即将到期"
    EXPIRED = "expired", "已到期"
    CANCELLED = "cancelled", "已注销"


#: The papers each kind of application needs.
NEEDED: dict[LegalKind, tuple[LegalMaterial, ...]] = {
    LegalKind.FIRST: (
        LegalMaterial.FORM,
        LegalMaterial.APPROVAL,
        LegalMaterial.CHAIR_ID,
        LegalMaterial.HANDLER_ID,
    ),
    LegalKind.RENEWAL: (
        LegalMaterial.FORM,
        LegalMaterial.APPROVAL,
        LegalMaterial.CHAIR_ID,
        LegalMaterial.HANDLER_ID,
        LegalMaterial.OLD_CERTIFICATE,
    ),
    LegalKind.CHANGE: (
        LegalMaterial.FORM,
        LegalMaterial.CHANGE_PROOF,
        LegalMaterial.HANDLER_ID,
        LegalMaterial.OLD_CERTIFICATE,
    ),
    LegalKind.REISSUE: (LegalMaterial.FORM, LegalMaterial.HANDLER_ID, LegalMaterial.LOSS_STATEMENT),
    LegalKind.DEREGISTER: (
        LegalMaterial.FORM,
        LegalMaterial.HANDLER_ID,
        LegalMaterial.OLD_CERTIFICATE,
        LegalMaterial.SETTLEMENT,
    ),
}
OPEN_LEGAL = frozenset({LegalState.APPLIED, LegalState.CORRECTING, LegalState.ACCEPTED, LegalState.REVIEWED})
