"""Half-signed log-ins: the password was right, the code of the second factor is still to come."""

import base64
import hashlib
import hmac
import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

from backend.kernel.errors import Unauthenticated

LASTS = timedelta(minutes=5)
_SHAPE = re.compile(r"([0-9]{6})\.([0-9a-f]{32})\.([0-9]{10})\.([A-Za-z0-9_-]{43})", re.ASCII)


class ChallengeOver(Unauthenticated):
    """The half-signed log-in is too old, or no longer the account's."""

    slug, title = "challenge-over", "登录已超时，请重新输入密码"


@dataclass(frozen=True, slots=True)
class Challenge:
    """Whose password was right, and until when the code may follow."""

    district_id: str
    account_id: UUID
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class ChallengeKey:
    """Issues and reads half-signed log-ins with one secret; each is bound to the password it was given for."""

    secret: bytes

    def issue(self, challenge: Challenge, password_hash: str) -> str:
        """The text the page hands back together with the code."""
        moment = int(challenge.expires_at.timestamp())
        text = f"{challenge.district_id}.{challenge.account_id.hex}.{moment:010d}"
        return f"{text}.{self._check(text, password_hash)}"

    def claim(self, given: str) -> Challenge:
        """Whose log-in a text says to be; nothing is proved before :meth:`is_genuine`.

        Raises ChallengeOver for a malformed text.
        """
        found = _SHAPE.fullmatch(given)
        if found is None:
            raise ChallengeOver()
        return Challenge(found[1], UUID(hex=found[2]), datetime.fromtimestamp(int(found[3]), UTC))

    def is_genuine(self, given: str, password_hash: str, now: datetime) -> bool:
        """Whether this installation gave the text for this password, and it is not over."""
        text, _, check = given.rpartition(".")
        right = hmac.compare_digest(self._check(text, password_hash), check)
        return right and now < self.claim(given).expires_at

    def _check(self, text: str, password_hash: str) -> str:
        mac = hmac.new(self.secret, f"{text}|{password_hash}".encode(), hashlib.sha256).digest()
        return base64.urlsafe_b64encode(mac).decode().rstrip("=")
