"""Access tokens (JWT). The only module that imports jose; whatever is wrong with a token is "not signed in"."""

import base64
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from jose import jwt  # type: ignore[import-untyped]

from backend.kernel.errors import Unauthenticated

ALGORITHM = "HS256"
ISSUER = "union-ledger"
AUDIENCE = "union-ledger-api"
MAX_CHARACTERS = 2_000
MIN_SECRET_BYTES = 32
_REQUIRED = ("exp", "iat", "nbf", "iss", "aud", "sub", "jti")


@dataclass(frozen=True, slots=True)
class Claims:
    """What an access token says: which account, in which district, through which session, until when."""

    account_id: UUID
    district_id: str
    session_id: UUID
    token_id: UUID
    issued_at: datetime
    expires_at: datetime


class TokenKey:
    """Issues and reads access tokens with one secret."""

    def __init__(self, secret: bytes) -> None:
        if len(secret) < MIN_SECRET_BYTES:
            raise ValueError(f"a token key has at least {MIN_SECRET_BYTES} random bytes")
        self._secret = secret.hex()

    def issue(self, claims: Claims) -> str:
        """The signed token of some claims."""
        issued = int(claims.issued_at.timestamp())
        token: str = jwt.encode(
            {
                "iss": ISSUER,
                "aud": AUDIENCE,
                "sub": str(claims.account_id),
                "did": claims.district_id,
                "sid": str(claims.session_id),
                "jti": str(claims.token_id),
                "iat": issued,
                "nbf": issued,
                "exp": int(claims.expires_at.timestamp()),
            },
            self._secret,
            algorithm=ALGORITHM,
        )
        return token

    def read(self, token: str) -> Claims:
        """The claims of a genuine, current token.

        Raises Unauthenticated for anything else, whatever the reason.
        """
        try:
            _check_shape(token)
            found = jwt.decode(
                token,
                self._secret,
                algorithms=[ALGORITHM],
                audience=AUDIENCE,
                issuer=ISSUER,
                options={**{f"require_{name}": True for name in _REQUIRED}, "leeway": 0},
            )
            return _claims(found)
        except Exception as problem:
            raise Unauthenticated() from problem


def _check_shape(token: str) -> None:
    if len(token) > MAX_CHARACTERS or not token.isascii():
        raise ValueError("size")
    header, payload, signature = token.split(".")
    if header != HEADER:
        raise ValueError("header")
    for part in (payload, signature):
        if _encoded(_decoded(part)) != part:
            raise ValueError("encoding")


def _decoded(part: str) -> bytes:
    return base64.b64decode(part + "=" * (-len(part) % 4), altchars=b"-_", validate=True)


def _encoded(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).decode().rstrip("=")


def _claims(found: dict[str, Any]) -> Claims:
    if type(found["iat"]) is not int or type(found["exp"]) is not int or type(found["nbf"]) is not int:
        raise ValueError("moment")
    district = found["did"]
    if not isinstance(district, str) or found["aud"] != AUDIENCE:
        raise ValueError("claims")
    return Claims(
        account_id=UUID(found["sub"]),
        district_id=district,
        session_id=UUID(found["sid"]),
        token_id=UUID(found["jti"]),
        issued_at=datetime.fromtimestamp(found["iat"], UTC),
        expires_at=datetime.fromtimestamp(found["exp"], UTC),
    )


#: The one header this installation writes; any other one (alg, kid, crit, nesting) is refused unread.
HEADER: str = jwt.encode({}, "0" * MIN_SECRET_BYTES, algorithm=ALGORITHM).split(".")[0]
