"""Words of committees, terms and re-elections."""

from backend.kernel.codes import Code


class CommitteeBody(Code):
    """Which committee of a union somebody sits in."""

    COMMITTEE = "committee", "工会委员会"
    AUDIT = "audit", "经费审查委员会"
    WOMEN = "women", "女职工委员会"


class CommitteeRole(Code):
    """委员职务."""

    CHAIR = "chair", "主席"
    VICE_CHAIR = "vice_chair", "副主席"
    MEMBER = "member", "委员"
    ORGANISER = "organiser", "组织员"
    AUDIT_HEAD = "audit_head", "经审会主任"
    AUDIT_MEMBER = "audit_member", "经审会委员"
    WOMEN_HEAD = "women_head", "女职工委员会主任"
    WOMEN_MEMBER = "women_member", "女职工委员会委员"
    WOMEN_DELEGATE = "women_delegate", "女职工委员"


class DeclaredRelation(Code):
    """How somebody stands to the principal of the employer, as declared before the election (工会法第十条)."""

    NONE = "none", "无近亲属关系"
    RELATIVE = "relative", "企业主要负责人的近亲属"
    PRINCIPAL = "principal", "企业主要负责人、法定代表人或合伙人"
    HR_HEAD = "hr_head", "人力资源部门负责人"
    UNDECLARED = "undeclared", "未申报"


class SeatLeaveReason(Code):
    """Why somebody left a committee."""

    TRANSFER = "transfer", "工作调动"
    REMOVAL = "removal", "罢免"
    RESIGNATION = "resignation", "辞职"
    RETIREMENT = "retirement", "退休"
    LEFT_UNIT = "left_unit", "离开单位"
    DEATH = "death", "去世"
    WITHDRAWN = "withdrawn", "更正（未离任）"


class TermStanding(Code):
    """Where a union's term stands on a day."""

    IN_FORCE = "in_force", "任期内"
    DUE = "due", "临近届满"
    EXTENDED = "extended", "延期中"
    OVERDUE = "overdue", "超期未换届"
    NONE = "none", "未登记届次"


class ElectingAssembly(Code):
    """Which assembly elects."""

    MEMBERS = "members", "会员大会"
    DELEGATES = "delegates", "会员代表大会"


class ReelectionState(Code):
    """换届的进度."""

    REQUESTED = "requested", "请示待批"
    RETURNED = "returned", "请示退回"
    PERMITTED = "permitted", "已批准召开"
    REPORTED = "reported", "结果待批复"
    REPLIED = "replied", "已批复"
    WITHDRAWN = "withdrawn", "已撤回"


class ReelectionAction(Code):
    """Steps of a re-election."""

    REQUEST = "request", "提交请示"
    RESUBMIT = "resubmit", "重新提交"
    PERMIT = "permit", "批准召开"
    RETURN = "return", "退回修改"
    REPORT = "report", "报告选举结果"
    RETURN_REPORT = "return_report", "退回结果报告"
    REPLY = "reply", "批复选举结果"
    WITHDRAW = "withdraw", "撤回"


class ExtensionState(Code):
    """延期换届申请的进度."""

    REQUESTED = "requested", "待批准"
    APPROVED = "approved", "已批准"
    REFUSED = "refused", "未批准"
    WITHDRAWN = "withdrawn", "已撤回"


class ExtensionAction(Code):
    """Steps of an extension."""

    REQUEST = "request", "申请延期"
    APPROVE = "approve", "批准延期"
    REFUSE = "refuse", "不批准"
    WITHDRAW = "withdraw", "撤回"


class TermStatusAction(Code):
    """How the state of a union follows its term."""

    BECOME_DUE = "become_due", "进入待换届"
    RENEW = "renew", "完成换届"


BODY_OF: dict[CommitteeRole, CommitteeBody] = {
    CommitteeRole.CHAIR: CommitteeBody.COMMITTEE,
    CommitteeRole.VICE_CHAIR: CommitteeBody.COMMITTEE,
    CommitteeRole.MEMBER: CommitteeBody.COMMITTEE,
    CommitteeRole.ORGANISER: CommitteeBody.COMMITTEE,
    CommitteeRole.AUDIT_HEAD: CommitteeBody.AUDIT,
    CommitteeRole.AUDIT_MEMBER: CommitteeBody.AUDIT,
    CommitteeRole.WOMEN_HEAD: CommitteeBody.WOMEN,
    CommitteeRole.WOMEN_MEMBER: CommitteeBody.WOMEN,
    CommitteeRole.WOMEN_DELEGATE: CommitteeBody.WOMEN,
}


def body_of(role: CommitteeRole) -> CommitteeBody:
    """The committee a role belongs to."""
    return BODY_OF[role]


#: There is at most one of each at a time.
SINGLE = frozenset({CommitteeRole.CHAIR, CommitteeRole.AUDIT_HEAD, CommitteeRole.WOMEN_HEAD})
#: Roles that the law protects against removal and transfer (工会法第十八条).
PROTECTED = frozenset({CommitteeRole.CHAIR, CommitteeRole.VICE_CHAIR})


def is_protected(role: CommitteeRole) -> bool:
    """Whether the law protects an office against removal and transfer."""
    return role in PROTECTED


def is_single(role: CommitteeRole) -> bool:
    """Whether there is at most one of an office."""
    return role in SINGLE


#: Roles that may not stay vacant.
MUST_BE_FILLED = (CommitteeRole.CHAIR, CommitteeRole.VICE_CHAIR, CommitteeRole.AUDIT_HEAD)
OPEN_REELECTIONS = frozenset(
    {
        ReelectionState.REQUESTED,
        ReelectionState.RETURNED,
        ReelectionState.PERMITTED,
        ReelectionState.REPORTED,
    }
)
