"""Words of applications for membership."""

from backend.kernel.codes import Code


class ApplicationState(Code):
    """Where an application stands."""

    AWAITING = "awaiting", "待审"
    APPROVED = "approved", "已批准"
    REFUSED = "refused", "不批准"
    WITHDRAWN = "withdrawn", "已撤回"


class ApplicationAction(Code):
    """Moves of an application; the first is how one begins."""

    APPLY = "apply", "提出申请"
    APPROVE = "approve", "批准入会"
    REFUSE = "refuse", "不批准"
    WITHDRAW = "withdraw", "撤回申请"


class EvidenceKind(Code):
    """What shows that the person wants to join (工会会员会籍管理办法: orally, in writing or online)."""

    PAPER = "paper", "书面申请书"
    LIST = "list", "本人签名的名单"
    ONLINE = "online", "网上申请"
