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


class SessionEnd(Code):
    """Why a session ended before its time."""

    LOGOUT = "logout", "本人退出"
    REVOKED = "revoked", "本人在别处下线"
    REPLAY = "replay", "登录凭据被重复使用，已下线"
    PASSWORD_CHANGED = "password_changed", "修改了密码"
    ADMINISTRATOR = "administrator", "管理员停用或重置"


class ThrottleKind(Code):
    """What a log-in delay counts by."""

    ACCOUNT = "account", "登录名"
    SOURCE = "source", "来源地址"
