"""Identity rules: login names, growing delays, life of a session, who may hold which role where (pure)."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum

from backend.identity.codes import AccountAction as A
from backend.identity.codes import AccountStatus as S
from backend.identity.codes import ThrottleKind
from backend.identity.permissions import P
from backend.kernel.roles import Role
from backend.kernel.workflow import Step, Workflow

LOGIN_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{2,31}")
REPLAY_GRACE = timedelta(seconds=10)
#: Roles that watch or keep the system; their holders do no union business (separation of duties).
ADMINISTRATORS = frozenset({Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN})
SEPARATE = ADMINISTRATORS | {Role.AUDITOR}
#: Roles that reach many persons or hold the keys of the system; finance is an office of the district.
SECOND_FACTOR_ROLES = ADMINISTRATORS | {Role.DISTRICT}

ACCOUNT_WORKFLOW = Workflow(
    "account",
    "账号",
    (
        Step(S.ENABLED, A.RESET_PASSWORD, S.ENABLED, P.ACCOUNTS_MANAGE),
        Step(S.ENABLED, A.RESET_FACTOR, S.ENABLED, P.FACTOR_RESET, needs_note=True),
        Step(S.ENABLED, A.DISABLE, S.DISABLED, P.ACCOUNTS_MANAGE, needs_note=True),
        Step(S.DISABLED, A.ENABLE, S.ENABLED, P.ACCOUNTS_MANAGE),
    ),
)


@dataclass(frozen=True, slots=True)
class Delay:
    """How a counter of failures turns into waiting: free tries, then doubling up to a cap, forgotten after a while."""

    free: int
    cap: timedelta
    forget: timedelta

    def after(self, failures: int) -> timedelta:
        """How long to wait after that many failures in a row: 1, 2, 4 … seconds once the free tries are used."""
        beyond = failures - self.free
        if beyond <= 0:
            return timedelta()
        return min(timedelta(seconds=2 ** min(beyond - 1, 30)), self.cap)


DELAYS: dict[ThrottleKind, Delay] = {
    ThrottleKind.ACCOUNT: Delay(5, timedelta(minutes=15), timedelta(hours=24)),
    ThrottleKind.SOURCE: Delay(30, timedelta(minutes=15), timedelta(hours=1)),
}


class RefreshVerdict(Enum):
    """What to do with a genuine refresh token."""

    ROTATE = "rotate"
    REPEAT = "repeat"
    REPLAY = "replay"
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True)
class Lifetime:
    """How long a session lives without use, and at all."""

    idle: timedelta
    absolute: timedelta


@dataclass(frozen=True, slots=True)
class Family:
    """Where the chain of refresh tokens of one session stands."""

    generation: int
    started_at: datetime
    used_at: datetime
    ended: bool


def judge_refresh(family: Family, presented: int, lifetime: Lifetime, now: datetime) -> RefreshVerdict:
    """The newest token rotates; its predecessor repeats the answer for 10 s; anything older is a replay."""
    if family.ended or now - family.started_at >= lifetime.absolute or now - family.used_at >= lifetime.idle:
        return RefreshVerdict.EXPIRED
    if presented == family.generation:
        return RefreshVerdict.ROTATE
    if presented == family.generation - 1 and now - family.used_at <= REPLAY_GRACE:
        return RefreshVerdict.REPEAT
    return RefreshVerdict.REPLAY


def canonical_login(text: str) -> str:
    """The one spelling of a login name: half width, lower case, no outer blanks."""
    return unicodedata.normalize("NFKC", text).strip().lower()


def place_fits(role: Role, org_path: str, district_id: str) -> bool:
    """Whether a role makes sense at a place: a street one step below the district, a union below it, others at its top."""
    depth = org_path.count(".")
    if role is Role.ENTERPRISE:
        return depth >= 2
    if role is Role.STREET:
        return depth == 2
    return org_path == f"{district_id}."


def roles_clash(role: Role, others: frozenset[Role]) -> bool:
    """Whether one natural person may not hold a role beside the others they hold."""
    return any(other != role and (role in SEPARATE or other in SEPARATE) for other in others)


def device_of(user_agent: str) -> str:
    """A short name for the device of a session, e.g. ``Chrome / Windows``."""
    browsers = {"Edg/": "Edge", "Firefox/": "Firefox", "Chrome/": "Chrome", "Safari/": "Safari"}
    systems = {
        "Windows": "Windows",
        "Android": "Android",
        "iPhone": "iPhone",
        "Mac OS": "macOS",
        "Linux": "Linux",
    }
    browser = next((name for sign, name in browsers.items() if sign in user_agent), "其他程序")
    system = next((name for sign, name in systems.items() if sign in user_agent), "其他系统")
    return f"{browser} / {system}"
