"""One-time codes by RFC 6238 and recovery codes: how they are made, and which one is right now (pure)."""

import base64
import secrets
import unicodedata
from datetime import datetime
from hmac import compare_digest

from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP

DIGITS = 6
STEP_SECONDS = 30
#: How many steps a phone's clock may be off, either way.
WINDOW = 1
SECRET_BYTES = 20
ISSUER = "工会一本账"
RECOVERY_CODES = 10
_ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
_GROUP = 5


def new_secret() -> bytes:
    """A shared secret of 160 random bits, as RFC 4226 recommends."""
    return secrets.token_bytes(SECRET_BYTES)


def shown_secret(secret: bytes) -> str:
    """The secret as typed by hand into an authenticator."""
    return base64.b32encode(secret).decode()


def kept_secret(shown: str) -> bytes:
    """The bytes of a shown secret."""
    return base64.b32decode(shown)


def enrolment_uri(secret: bytes, login_name: str) -> str:
    """The ``otpauth://`` address an authenticator scans."""
    return _generator(secret).get_provisioning_uri(login_name, ISSUER)


def matching_step(secret: bytes, typed: str, now: datetime) -> int | None:
    """The time step a six-digit code belongs to, one step early or late at most; every candidate is compared."""
    generator, current = _generator(secret), int(now.timestamp()) // STEP_SECONDS
    found = None
    for step in range(current - WINDOW, current + WINDOW + 1):
        if compare_digest(generator.generate(step * STEP_SECONDS), typed.encode()):
            found = step
    return found


def is_one_time_code(typed: str) -> bool:
    """Whether the text looks like a code of an authenticator (and not like a recovery code)."""
    return len(typed) == DIGITS and typed.isascii() and typed.isdigit()


def canonical_code(typed: str) -> str:
    """A code in half width, without the blanks and dashes people type between its groups."""
    return "".join(unicodedata.normalize("NFKC", typed).split()).replace("-", "").lower()


def new_recovery_codes() -> list[str]:
    """Ten codes of 49 random bits, in two groups of signs that are not mistaken for one another."""
    return ["-".join(_group() for _ in range(2)) for _ in range(RECOVERY_CODES)]


def _group() -> str:
    return "".join(secrets.choice(_ALPHABET) for _ in range(_GROUP))


def _generator(secret: bytes) -> TOTP:
    return TOTP(secret, DIGITS, SHA1(), STEP_SECONDS)
