"""The password right now, with every try counted: what log-in, the change of a password and step-up have in common."""

from sqlmodel import Session

from backend.identity.desk import Desk
from backend.identity.password_rules import canonical_password
from backend.identity.sessions import queries, throttle
from backend.kernel import audit
from backend.kernel.db import independent
from backend.kernel.errors import Unauthenticated

#: The chain that refused log-ins of unknown names are noted in: no district knows them.
NOBODYS_DISTRICT = "000000"


class LoginRefused(Unauthenticated):
    """The one answer to an unknown name, a wrong password and a disabled account."""

    slug, title = "login-refused", "登录名或密码不正确"


class CodeRefused(Unauthenticated):
    """The code of the second factor is wrong, or was used before."""

    slug, title = "code-refused", "验证码不正确或已用过，请等下一个验证码"


def proven(
    session: Session, desk: Desk, name: str, password: str, source: str
) -> tuple[queries.Candidate, str | None]:
    """The enabled account a password is right for; the try was counted in a transaction of its own.

    Ends the caller's transaction. Raises LoginRefused, TooManyRequests (wait) and Busy (too many at once).
    """
    with desk.hasher.place():
        with independent(session) as counting:
            throttle.charge(counting, name, source)
            candidate = queries.find_candidate(counting, name)
        stored = candidate.password_hash if candidate else None
        is_right, renewed = desk.hasher.check(canonical_password(password), stored)
    if candidate is None or not is_right or not candidate.is_enabled:
        note_refusal(session, candidate)
        raise LoginRefused()
    return candidate, renewed


def note_refusal(session: Session, candidate: queries.Candidate | None) -> None:
    """One audit row for a refused log-in, kept although the request fails."""
    district = candidate.district_id if candidate else NOBODYS_DISTRICT
    path = candidate.org_path if candidate else f"{NOBODYS_DISTRICT}."
    account_id = candidate.account_id if candidate else None
    with independent(session) as noting:
        audit.record_unsigned(noting, district, path, "account.login_refused", "account", account_id)
