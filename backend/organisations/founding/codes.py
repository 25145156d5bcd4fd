"""Words of founding a union."""

from backend.kernel.codes import Code


class FoundingState(Code):
    """Where a founding stands."""

    APPLIED = "applied", "筹备待批复"
    PREPARING = "preparing", "筹备中"
    SLATE_FILED = "slate_filed", "选举待批复"
    SLATE_APPROVED = "slate_approved", "可以选举"
    ELECTED = "elected", "已选举待批复"
    FOUNDED = "founded", "已批准建会"
    REFUSED = "refused", "不予批准"
    WITHDRAWN = "withdrawn", "已撤回"
    LAPSED = "lapsed", "筹备失效"


class FoundingAction(Code):
    """Steps of a founding."""

    APPLY = "apply", "申请筹备"
    WITHDRAW = "withdraw", "撤回申请"
    REFUSE = "refuse", "不予批准"
    APPROVE_PREPARATION = "approve_preparation", "批复筹备"
    FILE_SLATE = "file_slate", "报批选举"
    RETURN_SLATE = "return_slate", "退回候选人名单"
    APPROVE_SLATE = "approve_slate", "同意选举"
    REPORT_ELECTION = "report_election", "报告选举结果"
    RETURN_ELECTION = "return_election", "退回重新选举"
    APPROVE_UNION = "approve_union", "批准建会"
    STOP = "stop", "停止筹备"
    REVOKE = "revoke", "终止筹备"
    LAPSE = "lapse", "筹备超期失效"


class FoundingLetter(Code):
    """Letters of a founding that can be printed."""

    APPLICATION = "application", "建会申请书"
    PREPARATION_REPLY = "preparation_reply", "筹备批复"
    ELECTION_REPORT = "election_report", "选举结果报告"
    APPROVAL = "approval", "建会批复"
