"""Code lists of identity."""

from backend.kernel.codes import Code


class AccountStatus(Code):
    """Whether an account may sign in."""

    ENABLED = "enabled", "启用"
    DISABLED = "disabled", "停用"


class AccountAction(Code):
    """What the system administrator does with an account."""

    DISABLE = "disable", "停用"
    ENABLE = "enable", "启用"
    RESET_PASSWORD = "reset_password", "重置密码"
    RESET_FACTOR = "reset_factor", "重置二次验证"


class SessionEnd(Code):
    """Why a session ended before its time."""

    LOGOUT = "logout", "本人退出"
    REVOKED = "revoked", "本人在别处下线"
    REPLAY = "replay", "登录凭据被重复使用，已下线"
    PASSWORD_CHANGED = "password_changed", "修改了密码"
    SECOND_FACTOR = "second_factor", "启用或更换了二次验证"
    ADMINISTRATOR = "administrator", "管理员停用或重置"
    SECURITY = "security", "安全管理员下线"


class ThrottleKind(Code):
    """What a log-in delay counts by."""

    ACCOUNT = "account", "登录名"
    SOURCE = "source", "来源地址"


class GrantKind(Code):
    """What a proposal does to the rights of an account."""

    OPEN = "open", "开户授权"
    CHANGE = "change", "变更权限"
    END = "end", "收回权限"


class GrantState(Code):
    """Where a proposal of rights stands; only approved ones give rights."""

    PROPOSED = "proposed", "待批准"
    APPROVED = "approved", "已批准"
    REFUSED = "refused", "未批准"
    WITHDRAWN = "withdrawn", "已撤回"


class GrantAction(Code):
    """The steps of a proposal of rights."""

    PROPOSE = "propose", "提出"
    APPROVE = "approve", "批准"
    REFUSE = "refuse", "不批准"
    WITHDRAW = "withdraw", "撤回"


class DelegationState(Code):
    """Where a delegation stands; one past its last day is over without anybody's act."""

    GIVEN = "given", "已委托"
    ENDED = "ended", "已终止"


class DelegationAction(Code):
    """The steps of a delegation."""

    GIVE = "give", "委托"
    END = "end", "终止"


class Relation(Code):
    """How somebody is related to the account holder; ``self`` declares the holder's own papers."""

    SELF = "self", "本人"
    SPOUSE = "spouse", "配偶"
    PARENT = "parent", "父母"
    CHILD = "child", "子女"
    SIBLING = "sibling", "兄弟姐妹"
    GRANDPARENT = "grandparent", "祖父母、外祖父母"
    GRANDCHILD = "grandchild", "孙子女、外孙子女"
    IN_LAW = "in_law", "配偶的父母、子女的配偶等近姻亲"


class HandoverReason(Code):
    """Why somebody hands their work over."""

    ELECTION = "election", "换届"
    TRANSFER = "transfer", "岗位调整"
    LEAVE = "leave", "离职、退休"
    OTHER = "other", "其他"
