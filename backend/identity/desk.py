"""What log-in needs for the life of a process: settings, keys, hasher, rights of roles; kept on the application."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Annotated, cast

from fastapi import Depends, Request

from backend.identity.challenges import ChallengeKey
from backend.identity.models import Account
from backend.identity.passwords import Hasher
from backend.identity.refresh_tokens import RefreshKey
from backend.identity.rules import SECOND_FACTOR_ROLES, Lifetime
from backend.identity.tokens import TokenKey
from backend.kernel.privacy import KeyRing
from backend.kernel.roles import Office, Role
from backend.settings import SecondFactorRule, Settings

#: every right of a role and, for a district account, of its offices
Rights = Callable[[Role, frozenset[Office]], frozenset[str]]


@dataclass(frozen=True)
class Desk:
    """The log-in counter of one process."""

    settings: Settings
    hasher: Hasher
    token_key: TokenKey
    refresh_key: RefreshKey
    challenge_key: ChallengeKey
    rights_of: Rights

    @property
    def lifetime(self) -> Lifetime:
        """How long sessions live."""
        return Lifetime(
            timedelta(minutes=self.settings.refresh_idle_minutes),
            timedelta(hours=self.settings.refresh_absolute_hours),
        )

    @property
    def cookie_name(self) -> str:
        """The refresh cookie; plain-HTTP installations may not use the ``__Host-`` prefix."""
        return "__Host-rt" if self.settings.secure_cookies else "rt_dev"

    def needs_second_factor(self, role: Role) -> bool:
        """Whether this installation wants a second factor of a role."""
        return self.settings.second_factor is SecondFactorRule.REQUIRED and role in SECOND_FACTOR_ROLES

    def must_enrol(self, account: Account) -> bool:
        """Whether an account may do nothing before it has a second factor."""
        return account.second_factor_at is None and self.needs_second_factor(account.role)


def open_desk(settings: Settings, ring: KeyRing, rights_of: Rights) -> Desk:
    """The counter for some settings and one key ring."""
    return Desk(
        settings=settings,
        hasher=Hasher(settings.profile, settings.hash_concurrency),
        token_key=TokenKey(ring.derived_secret("access-token")),
        refresh_key=RefreshKey(ring.derived_secret("refresh-token")),
        challenge_key=ChallengeKey(ring.derived_secret("login-challenge")),
        rights_of=rights_of,
    )


def _desk_of(request: Request) -> Desk:
    return cast(Desk, request.app.state.desk)


DeskOf = Annotated[Desk, Depends(_desk_of)]
