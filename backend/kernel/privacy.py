"""Personal data: the five data classes, field encryption bound to its cell, and the keyed blind index."""

import base64
import json
import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from json.encoder import encode_basestring as _quoted  # JSON text of one string, without an encoder a call
from pathlib import Path
from typing import Any
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes, hmac
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

FORMAT_VERSION = 1
NONCE_BYTES = 12
TAG_BYTES = 16
SECRET_BYTES = 32


class Privacy(StrEnum):
    """Data class of a column: P0 public, P1 internal, P2 personal, P3 sensitive, P4 special (named roles only)."""

    P0 = "P0"
    P1 = "P1"
    P2 = "P2"
    P3 = "P3"
    P4 = "P4"


class Suite(StrEnum):
    """A pair of algorithms: field encryption and blind index (GB/T 32907 SM4, GB/T 32905 SM3)."""

    INTERNATIONAL = "AES-256-GCM/HMAC-SHA256"
    NATIONAL = "SM4-GCM/HMAC-SM3"


class CannotOpen(Exception):
    """A sealed value was altered, moved to another cell, or its key is not in the ring: never shown, always logged."""


class KeyFileError(Exception):
    """The key file is missing, unreadable, readable by others, or not a key file."""


@dataclass(frozen=True, slots=True)
class Key:
    """One secret of 32 bytes with the suite it is used in."""

    suite: Suite
    secret: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class KeyRing:
    """All field keys by id, the one that seals now, the key of the blind index and the root of derived secrets."""

    current: str
    keys: Mapping[str, Key]
    index: Key
    root: bytes = field(repr=False)

    def derived_secret(self, purpose: str, length: int = 32) -> bytes:
        """A secret of its own for another purpose, e.g. `tokens`, `cursor`; the same one after every start."""
        return _derived(self.root, f"purpose:{purpose}", length)


@dataclass(frozen=True, slots=True)
class FieldCipher:
    """Seals single values (AEAD bound to table, column, district and row) and finds equal ones by a keyed index."""

    ring: KeyRing

    def seal(self, table: str, column: str, row_id: UUID | str, text: str, *, district_id: str) -> bytes:
        """Ciphertext of one value: format, key id, nonce, ciphertext and tag.

        The same value seals differently every time. Copied to another cell it cannot be opened.
        """
        key = self.ring.keys[self.ring.current]
        nonce = os.urandom(NONCE_BYTES)
        body = _encrypt(key, nonce, text.encode(), _cell(table, column, district_id, row_id))
        key_id = self.ring.current.encode()
        return bytes([FORMAT_VERSION, len(key_id)]) + key_id + nonce + body

    def open_(self, table: str, column: str, row_id: UUID | str, sealed: bytes, *, district_id: str) -> str:
        """The value that was sealed for this very cell.

        Raises CannotOpen when it was altered, belongs to another cell, or its key is missing.
        """
        key_id, nonce, body = _parts(sealed)
        key = self.ring.keys.get(key_id)
        if key is None:
            raise CannotOpen(f"key {key_id} is not in the ring")
        try:
            return _decrypt(key, nonce, body, _cell(table, column, district_id, row_id)).decode()
        except InvalidTag as error:
            raise CannotOpen(f"a value of {table}.{column} does not belong to its cell") from error

    def is_current(self, sealed: bytes) -> bool:
        """False when the value should be sealed again because the key has been rotated since."""
        return _parts(sealed)[0] == self.ring.current

    def blind_index(self, kind: str, canonical: str) -> str:
        """64 hex digits, equal exactly for equal canonical values of one kind (`resident_id`, `phone`…).

        Nobody without the key can compute it, so the small space of ID numbers cannot be tried out.
        The caller brings the value to its canonical form first (`kernel.identifiers`).
        """
        algorithm = hashes.SM3() if self.ring.index.suite is Suite.NATIONAL else hashes.SHA256()
        mac = hmac.HMAC(self.ring.index.secret, algorithm)
        mac.update(f"[{_quoted(kind)}, {_quoted(canonical)}]".encode())
        return mac.finalize().hex()


class _Loaded:
    """The ring this process works with."""

    cipher: FieldCipher | None = None


def use_keys(ring: KeyRing) -> FieldCipher:
    """Set the key ring of this process (at start of server, worker, command or test)."""
    _Loaded.cipher = FieldCipher(ring)
    return _Loaded.cipher


def cipher() -> FieldCipher:
    """The cipher of this process.

    Raises RuntimeError when `use_keys` was not called at start.
    """
    if _Loaded.cipher is None:
        raise RuntimeError(
            "the key ring is not loaded: call privacy.use_keys(privacy.load_keys(path)) at start"
        )
    return _Loaded.cipher


def blind_index(kind: str, canonical: str) -> str:
    """Blind index of a canonical value with the key of this process; see `FieldCipher.blind_index`."""
    return cipher().blind_index(kind, canonical)


def new_ring(suite: Suite = Suite.INTERNATIONAL) -> KeyRing:
    """A fresh ring with one field key."""
    secrets = [os.urandom(SECRET_BYTES) for _ in range(3)]
    return KeyRing("k1", {"k1": Key(suite, secrets[0])}, Key(suite, secrets[1]), secrets[2])


def rotated(ring: KeyRing, suite: Suite | None = None) -> KeyRing:
    """The ring with a new current field key; old keys stay to open what they sealed, the index stays as it is."""
    number = max(int(key_id[1:]) for key_id in ring.keys) + 1
    key = Key(suite or ring.keys[ring.current].suite, os.urandom(SECRET_BYTES))
    return KeyRing(f"k{number}", {**ring.keys, f"k{number}": key}, ring.index, ring.root)


def create_key_file(path: Path, suite: Suite = Suite.INTERNATIONAL) -> KeyRing:
    """Write a fresh ring to a new file only its owner can read (0600).

    Raises KeyFileError when the file exists: keys are never overwritten.
    """
    ring = new_ring(suite)
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = _written_draft(path, ring)
    try:
        os.link(draft, path)
    except FileExistsError as error:
        raise KeyFileError(f"{path} exists already; keys are never overwritten") from error
    finally:
        draft.unlink()
    return ring


def save_keys(path: Path, ring: KeyRing) -> None:
    """Replace the key file by a ring that grew (after `rotated`), in one step that a crash cannot halve.

    Raises KeyFileError when the new ring would lose a key of the file.
    """
    kept = load_keys(path)
    if any(ring.keys.get(key_id) != key for key_id, key in kept.keys.items()):
        raise KeyFileError(
            "the new ring lacks a key of the file; what it sealed could not be opened any more"
        )
    os.replace(_written_draft(path, ring), path)


def load_keys(path: Path) -> KeyRing:
    """The ring of a key file.

    Raises KeyFileError when it is missing, open to other accounts, or not a key file.
    """
    try:
        if os.name == "posix" and path.stat().st_mode & 0o077:
            raise KeyFileError(f"{path} can be read by others: chmod 600")
        return _ring_of(json.loads(path.read_text()))
    except FileNotFoundError as error:
        raise KeyFileError(f"{path} does not exist") from error
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise KeyFileError(f"{path} is not a readable key file") from error


def load_or_create_keys(path: Path, suite: Suite = Suite.INTERNATIONAL) -> KeyRing:
    """The ring of the key file, made first when there is none (the embedded default and the demo).

    Two processes starting together end with the same ring.
    """
    if not path.exists():
        with suppress(KeyFileError):  # another process was first
            return create_key_file(path, suite)
    return load_keys(path)


def _written_draft(path: Path, ring: KeyRing) -> Path:
    """The ring in a complete private file beside `path`, to be put in its place in one step."""
    draft = path.with_name(f"{path.name}.{os.urandom(6).hex()}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w") as file:
        json.dump(_json_of(ring), file, indent=1)
        file.flush()
        os.fsync(file.fileno())
    return draft


def _json_of(ring: KeyRing) -> dict[str, Any]:
    return {
        "format": FORMAT_VERSION,
        "current": ring.current,
        "keys": {key_id: _key_json(key) for key_id, key in ring.keys.items()},
        "index": _key_json(ring.index),
        "root": base64.b64encode(ring.root).decode(),
    }


def _key_json(key: Key) -> dict[str, str]:
    return {"suite": key.suite.value, "secret": base64.b64encode(key.secret).decode()}


def _ring_of(data: Any) -> KeyRing:
    keys = {key_id: _key_of(stored) for key_id, stored in data["keys"].items()}
    if data["format"] != FORMAT_VERSION or data["current"] not in keys:
        raise ValueError("unknown format or no current key")
    return KeyRing(data["current"], keys, _key_of(data["index"]), _secret_of(data["root"]))


def _key_of(stored: Any) -> Key:
    return Key(Suite(stored["suite"]), _secret_of(stored["secret"]))


def _secret_of(encoded: str) -> bytes:
    secret = base64.b64decode(encoded, validate=True)
    if len(secret) != SECRET_BYTES:
        raise ValueError("a key has 32 bytes")
    return secret


def _cell(table: str, column: str, district_id: str, row_id: UUID | str) -> bytes:
    parts = ", ".join(map(_quoted, (table, column, district_id, str(row_id))))
    return f"[{FORMAT_VERSION}, {parts}]".encode()


def _parts(sealed: bytes) -> tuple[str, bytes, bytes]:
    start = 2 + sealed[1] if len(sealed) > 2 and sealed[0] == FORMAT_VERSION else 0
    if not start or len(sealed) < start + NONCE_BYTES + TAG_BYTES:
        raise CannotOpen("not a sealed value")
    nonce_end = start + NONCE_BYTES
    return sealed[2:start].decode("ascii", "replace"), sealed[start:nonce_end], sealed[nonce_end:]


def _encrypt(key: Key, nonce: bytes, text: bytes, cell: bytes) -> bytes:
    if key.suite is Suite.INTERNATIONAL:
        return AESGCM(key.secret).encrypt(nonce, text, cell)
    encryptor = Cipher(algorithms.SM4(_sm4_key(key)), modes.GCM(nonce)).encryptor()
    encryptor.authenticate_additional_data(cell)
    return encryptor.update(text) + encryptor.finalize() + encryptor.tag


def _decrypt(key: Key, nonce: bytes, body: bytes, cell: bytes) -> bytes:
    if key.suite is Suite.INTERNATIONAL:
        return AESGCM(key.secret).decrypt(nonce, body, cell)
    tag = body[-TAG_BYTES:]
    decryptor = Cipher(algorithms.SM4(_sm4_key(key)), modes.GCM(nonce, tag)).decryptor()
    decryptor.authenticate_additional_data(cell)
    return decryptor.update(body[:-TAG_BYTES]) + decryptor.finalize()


def _sm4_key(key: Key) -> bytes:
    return _derived(key.secret, "sm4", 16)


@lru_cache(maxsize=64)
def _derived(secret: bytes, info: str, length: int) -> bytes:
    return HKDF(algorithm=hashes.SHA256(), length=length, salt=None, info=info.encode()).derive(secret)
