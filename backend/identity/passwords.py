"""Password hashes: Argon2id, a bounded number at once, and one cost for known and unknown names."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore

from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher

from backend.kernel.errors import Busy
from backend.settings import Profile

#: (passes, KiB, lanes): the second recommendation of RFC 9106; tests run with the least that Argon2id takes.
COST = (3, 65_536, 4)
TEST_COST = (1, 64, 1)
_ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"


class Hasher:
    """Hashes and checks passwords; at most ``places`` at once, the next one is told to come back."""

    def __init__(self, profile: Profile, places: int) -> None:
        passes, memory, lanes = TEST_COST if profile is Profile.TEST else COST
        self._hash = PasswordHash([Argon2Hasher(time_cost=passes, memory_cost=memory, parallelism=lanes)])
        self._places = BoundedSemaphore(places)
        self._nobody = self._hash.hash(secrets.token_urlsafe(24))

    @contextmanager
    def place(self) -> Iterator[None]:
        """Hold one of the places.

        Raises Busy at once when all are taken: waiting callers would block every other request.
        """
        if not self._places.acquire(blocking=False):
            raise Busy("登录的人较多，请稍后再试", retry_after=1)
        try:
            yield
        finally:
            self._places.release()

    def hash(self, password: str) -> str:
        """The hash of a canonical password; the caller holds a place."""
        return self._hash.hash(password)

    def check(self, password: str, stored: str | None) -> tuple[bool, str | None]:
        """(right or not, a new hash if the stored one is out of date); the caller holds a place.

        Without a stored hash a nobody's hash is checked, so that an unknown name costs the same time.
        """
        is_right, renewed = self._hash.verify_and_update(password, stored or self._nobody)
        return is_right and stored is not None, renewed


def generated_password() -> str:
    """A password to hand over once: four groups of four signs that are not mistaken for one another (79 bits)."""
    groups = ("".join(secrets.choice(_ALPHABET) for _ in range(4)) for _ in range(4))
    return "-".join(groups)
