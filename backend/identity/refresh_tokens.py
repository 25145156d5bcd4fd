"""Refresh tokens: nothing but a session, its generation and a keyed check; the store keeps no secret of them."""

import base64
import hashlib
import hmac
import re
from dataclasses import dataclass
from uuid import UUID

from backend.kernel.errors import Unauthenticated

_SHAPE = re.compile(r"([0-9]{6})\.([0-9a-f]{32})\.(0|[1-9][0-9]{0,8})\.([A-Za-z0-9_-]{43})", re.ASCII)


@dataclass(frozen=True, slots=True)
class RefreshClaim:
    """Which generation of which session a token is."""

    district_id: str
    session_id: UUID
    generation: int


@dataclass(frozen=True, slots=True)
class RefreshKey:
    """Issues and reads refresh tokens with one secret of at least 32 bytes."""

    secret: bytes

    def issue(self, claim: RefreshClaim) -> str:
        """The token of one generation; the same one each time, so that a lost answer can be given again."""
        text = f"{claim.district_id}.{claim.session_id.hex}.{claim.generation}"
        check = hmac.new(self.secret, text.encode(), hashlib.sha256).digest()
        return f"{text}.{base64.urlsafe_b64encode(check).decode().rstrip('=')}"

    def read(self, token: str) -> RefreshClaim:
        """What a genuine token says.

        Raises Unauthenticated for anything else.
        """
        found = _SHAPE.fullmatch(token)
        if found is None:
            raise Unauthenticated()
        claim = RefreshClaim(found[1], UUID(hex=found[2]), int(found[3]))
        if not hmac.compare_digest(self.issue(claim), token):
            raise Unauthenticated()
        return claim
