"""Field encryption: bound to its cell, rotated without loss; the blind index; the key file."""

import json
import os
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.kernel import privacy
from backend.kernel.privacy import (
    CannotOpen,
    FieldCipher,
    KeyFileError,
    KeyRing,
    Privacy,
    Suite,
    create_key_file,
    load_keys,
    load_or_create_keys,
    new_ring,
    rotated,
    save_keys,
)

ROW = uuid4()
SUITES = pytest.mark.parametrize("suite", Suite)


def seal(cipher: FieldCipher, text: str) -> bytes:
    """A value sealed for the one cell of these tests."""
    return cipher.seal("member", "id_number_sealed", ROW, text, district_id="430702")


def open_(cipher: FieldCipher, sealed: bytes) -> str:
    """What a value of the one cell says."""
    return cipher.open_("member", "id_number_sealed", ROW, sealed, district_id="430702")


@SUITES
@given(text=st.text(st.characters(exclude_categories=("Cs",)), max_size=100))
def test_what_was_sealed_is_opened(suite: Suite, text: str) -> None:
    cipher = FieldCipher(new_ring(suite))
    assert open_(cipher, seal(cipher, text)) == text


@SUITES
def test_the_same_value_never_looks_the_same_twice(suite: Suite) -> None:
    cipher = FieldCipher(new_ring(suite))
    assert len({seal(cipher, "430702199001010019") for _ in range(50)}) == 50
    assert b"430702" not in seal(cipher, "430702199001010019")


@SUITES
@pytest.mark.parametrize(
    "place",
    [
        ("account", "id_number_sealed", ROW, "430702"),
        ("member", "phone_sealed", ROW, "430702"),
        ("member", "id_number_sealed", uuid4(), "430702"),
        ("member", "id_number_sealed", ROW, "430703"),
    ],
)
def test_a_value_moved_to_another_cell_cannot_be_opened(
    suite: Suite, place: tuple[str, str, object, str]
) -> None:
    cipher = FieldCipher(new_ring(suite))
    table, column, row, district = place
    with pytest.raises(CannotOpen):
        cipher.open_(table, column, row, seal(cipher, "x"), district_id=district)  # type: ignore[arg-type]


@SUITES
def test_every_changed_byte_is_noticed(suite: Suite) -> None:
    cipher = FieldCipher(new_ring(suite))
    sealed = seal(cipher, "430702199001010019")
    for place in range(len(sealed)):
        changed = sealed[:place] + bytes([sealed[place] ^ 1]) + sealed[place + 1 :]
        with pytest.raises(CannotOpen):
            open_(cipher, changed)


@given(st.binary(max_size=60))
def test_bytes_that_were_never_sealed_are_refused(junk: bytes) -> None:
    with pytest.raises(CannotOpen):
        open_(FieldCipher(new_ring()), junk)


def test_after_a_rotation_old_values_open_and_new_ones_use_the_new_key() -> None:
    old = FieldCipher(new_ring())
    before = seal(old, "甲")
    new = FieldCipher(rotated(old.ring, Suite.NATIONAL))
    after = seal(new, "乙")
    assert (open_(new, before), open_(new, after)) == ("甲", "乙")
    assert (new.is_current(before), new.is_current(after)) == (False, True)
    with pytest.raises(CannotOpen, match="k2"):
        open_(old, after)
    assert rotated(new.ring).current == "k3"
    assert rotated(new.ring).keys["k3"].suite is Suite.NATIONAL


def test_a_rotation_keeps_the_blind_index_and_the_derived_secrets() -> None:
    ring = new_ring()
    assert FieldCipher(rotated(ring)).blind_index("phone", "1") == FieldCipher(ring).blind_index("phone", "1")
    assert rotated(ring).derived_secret("tokens") == ring.derived_secret("tokens")


def test_derived_secrets_differ_by_purpose_and_ring() -> None:
    ring = new_ring()
    secrets = {
        ring.derived_secret("tokens"),
        ring.derived_secret("cursor"),
        new_ring().derived_secret("tokens"),
    }
    assert len(secrets) == 3
    assert {len(secret) for secret in secrets} == {32}
    assert len(ring.derived_secret("tokens", 64)) == 64


@SUITES
def test_the_blind_index_is_equal_for_equal_values_of_one_kind_only(suite: Suite) -> None:
    ring = new_ring(suite)
    cipher, other = FieldCipher(ring), FieldCipher(new_ring(suite))
    index = cipher.blind_index("resident_id", "430702199001010019")
    assert index == FieldCipher(ring).blind_index("resident_id", "430702199001010019")
    assert len(index) == 64 and int(index, 16)
    assert index != cipher.blind_index("resident_id", "430702199001010020")
    assert index != cipher.blind_index("phone", "430702199001010019")
    assert index != other.blind_index("resident_id", "430702199001010019")
    assert cipher.blind_index("a", "bc") != cipher.blind_index("ab", "c")


def test_the_two_suites_use_different_algorithms() -> None:
    key = new_ring().index
    international = FieldCipher(KeyRing("k1", {}, key, b""))
    national = FieldCipher(KeyRing("k1", {}, privacy.Key(Suite.NATIONAL, key.secret), b""))
    assert international.blind_index("a", "b") != national.blind_index("a", "b")


def test_secrets_do_not_show_when_a_ring_is_printed() -> None:
    ring = new_ring()
    assert repr(ring.index.secret)[2:-1] not in repr(ring)
    assert "secret" not in repr(ring)


@SUITES
def test_a_key_file_is_private_and_comes_back_as_it_was(tmp_path: Path, suite: Suite) -> None:
    path = tmp_path / "var" / "keys.json"
    ring = create_key_file(path, suite)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert load_keys(path) == load_or_create_keys(path) == ring
    assert ring.keys["k1"].suite is suite


def test_a_key_file_is_private_whatever_the_umask(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        create_key_file(tmp_path / "keys.json")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "keys.json").stat().st_mode) == 0o600


def test_keys_are_never_overwritten_nor_lost(tmp_path: Path) -> None:
    path = tmp_path / "keys.json"
    ring = create_key_file(path)
    with pytest.raises(KeyFileError, match="exists"):
        create_key_file(path)
    with pytest.raises(KeyFileError, match="lacks"):
        save_keys(path, new_ring())
    assert load_keys(path) == ring
    save_keys(path, rotated(ring))
    assert load_keys(path).current == "k2"
    assert load_keys(path).keys["k1"] == ring.keys["k1"]
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [entry.name for entry in tmp_path.iterdir()] == ["keys.json"]


def test_a_missing_key_file_is_made_once(tmp_path: Path) -> None:
    path = tmp_path / "keys.json"
    with pytest.raises(KeyFileError, match="does not exist"):
        load_keys(path)
    assert load_or_create_keys(path) == load_or_create_keys(path)


def test_processes_starting_together_end_with_the_same_ring(tmp_path: Path) -> None:
    path = tmp_path / "keys.json"
    with ThreadPoolExecutor(16) as pool:
        rings = list(pool.map(lambda _: load_or_create_keys(path), range(64)))
    assert all(ring == load_keys(path) for ring in rings)
    assert [entry.name for entry in tmp_path.iterdir()] == ["keys.json"]


def test_a_key_file_others_can_read_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "keys.json"
    create_key_file(path)
    path.chmod(0o640)
    with pytest.raises(KeyFileError, match="chmod 600"):
        load_keys(path)


@pytest.mark.parametrize("change", ["format", "current", "keys", "index", "root", "short", "suite"])
def test_a_damaged_key_file_is_refused(tmp_path: Path, change: str) -> None:
    path = tmp_path / "keys.json"
    create_key_file(path)
    stored = json.loads(path.read_text())
    if change == "short":
        stored["index"]["secret"] = "YWJj"
    elif change == "suite":
        stored["index"]["suite"] = "ROT13"
    else:
        stored[change] = "k9" if change == "current" else None
    path.write_text(json.dumps(stored))
    with pytest.raises(KeyFileError, match="not a readable"):
        load_keys(path)


def test_text_that_is_no_json_is_no_key_file(tmp_path: Path) -> None:
    path = tmp_path / "keys.json"
    path.write_bytes(b"\xff\xfe{")
    path.chmod(0o600)
    with pytest.raises(KeyFileError):
        load_keys(path)


def test_the_process_works_with_the_ring_it_was_given(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(privacy._Loaded, "cipher", None)
    with pytest.raises(RuntimeError, match="use_keys"):
        privacy.cipher()
    ring = new_ring()
    assert privacy.use_keys(ring) is privacy.cipher()
    assert privacy.blind_index("a", "b") == FieldCipher(ring).blind_index("a", "b")


def test_the_data_classes_are_five() -> None:
    assert [cls.value for cls in Privacy] == ["P0", "P1", "P2", "P3", "P4"]
