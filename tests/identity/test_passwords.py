"""AU-1 and AU-8: Argon2id, rehash of out-of-date hashes, a bounded number at once."""

import threading

import pytest
from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher

from backend.identity import passwords
from backend.identity.passwords import COST, Hasher
from backend.kernel.errors import Busy
from backend.settings import Profile

PASSWORD = "tokyo-rain-bicycle-7"


def test_au_1_real_profiles_use_argon2id_with_the_cost_of_rfc_9106() -> None:
    hashed = Hasher(Profile.PRODUCTION, 4).hash(PASSWORD)
    assert hashed.startswith("$argon2id$v=19$m=65536,t=3,p=4$")
    assert COST == (3, 65_536, 4)


@pytest.mark.parametrize("profile", [p for p in Profile if p is not Profile.TEST])
def test_au_1_only_the_test_profile_is_cheap(profile: Profile, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[dict[str, int]] = []

    class Spy(Argon2Hasher):
        def __init__(self, **cost: int) -> None:
            seen.append(cost)
            super().__init__(time_cost=1, memory_cost=8, parallelism=1)

    monkeypatch.setattr(passwords, "Argon2Hasher", Spy)
    Hasher(profile, 4)
    assert seen == [{"time_cost": 3, "memory_cost": 65_536, "parallelism": 4}]


def test_au_1_a_hash_of_other_cost_is_renewed_when_the_password_is_right() -> None:
    hasher = Hasher(Profile.TEST, 4)
    old = PasswordHash([Argon2Hasher(time_cost=2, memory_cost=16, parallelism=1)]).hash(PASSWORD)
    is_right, renewed = hasher.check(PASSWORD, old)
    assert is_right and renewed is not None and renewed != old
    assert hasher.check(PASSWORD, renewed) == (True, None)
    assert hasher.check("wrong", old) == (False, None)


def test_the_same_password_never_hashes_alike_and_every_sign_counts() -> None:
    hasher = Hasher(Profile.TEST, 4)
    stored = hasher.hash("x" * 127 + "a")
    assert stored != hasher.hash("x" * 127 + "a")
    assert hasher.check("x" * 127 + "a", stored)[0]
    assert not hasher.check("x" * 127 + "b", stored)[0]
    assert not hasher.check("x" * 127, stored)[0]


def test_au_6_a_missing_hash_is_checked_all_the_same_and_never_right(monkeypatch: pytest.MonkeyPatch) -> None:
    hasher = Hasher(Profile.TEST, 4)
    checked: list[str] = []
    real = hasher._hash.verify_and_update

    def spy(password: str, stored: str) -> tuple[bool, str | None]:
        checked.append(stored)
        return real(password, stored)

    monkeypatch.setattr(hasher._hash, "verify_and_update", spy)
    assert hasher.check(PASSWORD, None)[0] is False
    stored = hasher.hash(PASSWORD)
    assert hasher.check("wrong", stored)[0] is False
    assert len(checked) == 2
    assert [one.split("$")[1:4] for one in checked] == [stored.split("$")[1:4]] * 2


def test_au_8_a_fifth_caller_is_told_to_come_back_and_places_are_given_back() -> None:
    hasher = Hasher(Profile.TEST, 4)
    inside, leave = threading.Barrier(5), threading.Event()

    def hold() -> None:
        with hasher.place():
            inside.wait(timeout=10)
            leave.wait(timeout=10)

    threads = [threading.Thread(target=hold) for _ in range(4)]
    for thread in threads:
        thread.start()
    inside.wait(timeout=10)
    with pytest.raises(Busy) as refused, hasher.place():
        pass
    assert refused.value.retry_after == 1
    leave.set()
    for thread in threads:
        thread.join(timeout=10)
    for _ in range(10):
        with hasher.place():
            pass


def test_au_8_a_failure_inside_gives_the_place_back() -> None:
    hasher = Hasher(Profile.TEST, 1)
    for _ in range(3):
        with pytest.raises(ValueError, match="inside"), hasher.place():
            raise ValueError("inside")
    with hasher.place():
        pass
