"""Refresh tokens cannot be forged, altered or moved on; the store holds nothing to steal."""

import os
from uuid import uuid4

import pytest

from backend.identity.models import LoginSession
from backend.identity.refresh_tokens import RefreshClaim, RefreshKey
from backend.kernel.errors import Unauthenticated

KEY = RefreshKey(os.urandom(32))
CLAIM = RefreshClaim("430702", uuid4(), 4)


def test_the_token_of_a_generation_is_always_the_same_and_comes_back() -> None:
    assert KEY.issue(CLAIM) == KEY.issue(CLAIM)
    assert KEY.read(KEY.issue(CLAIM)) == CLAIM


def test_neighbouring_generations_sessions_districts_and_keys_differ() -> None:
    others = [
        RefreshClaim("430702", CLAIM.session_id, 5),
        RefreshClaim("430702", uuid4(), 4),
        RefreshClaim("430703", CLAIM.session_id, 4),
    ]
    checks = {KEY.issue(one).rsplit(".", 1)[1] for one in [CLAIM, *others]}
    checks.add(RefreshKey(os.urandom(32)).issue(CLAIM).rsplit(".", 1)[1])
    assert len(checks) == 5


def test_a_known_token_does_not_give_the_next_one() -> None:
    district, session, generation, check = KEY.issue(CLAIM).split(".")
    with pytest.raises(Unauthenticated):
        KEY.read(f"{district}.{session}.{int(generation) + 1}.{check}")


def test_every_altered_character_is_refused() -> None:
    token = KEY.issue(CLAIM)
    for place, sign in enumerate(token):
        other = "0" if sign != "0" else "1"
        with pytest.raises(Unauthenticated):
            KEY.read(token[:place] + other + token[place + 1 :])


@pytest.mark.parametrize("change", ["{} ", " {}", "{}\n", "{}=", "{}.", "{}a", "é{}", "{}\x00", "{}{}"])
def test_anything_around_a_token_is_refused(change: str) -> None:
    token = KEY.issue(CLAIM)
    with pytest.raises(Unauthenticated):
        KEY.read(change.format(token, token))


@pytest.mark.parametrize(
    "text", ["", "...", "430702." + "0" * 32 + ".-1." + "A" * 43, "4٣0702." + "0" * 32 + ".1." + "A" * 43]
)
def test_nonsense_is_refused(text: str) -> None:
    with pytest.raises(Unauthenticated):
        KEY.read(text)


def test_the_store_keeps_no_secret_of_a_session() -> None:
    columns = set(LoginSession.model_fields)
    assert {"generation", "used_at", "started_at"} <= columns
    assert not [name for name in columns if "token" in name or "hash" in name or "secret" in name]
