"""TK-1..3: one module imports jose; whatever is wrong with a token is "not signed in"."""

import ast
import base64
import hashlib
import hmac
import json
import os
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from jose import jwt

from backend.identity import tokens
from backend.identity.tokens import AUDIENCE, HEADER, ISSUER, Claims, TokenKey
from backend.kernel.clock import real_now
from backend.kernel.errors import Unauthenticated

SECRET = os.urandom(32)
KEY = TokenKey(SECRET)
BACKEND = Path(__file__).resolve().parents[2] / "backend"


def claims(**changes: Any) -> Claims:
    now = real_now().replace(microsecond=0)
    values = {
        "account_id": uuid4(),
        "district_id": "430702",
        "session_id": uuid4(),
        "token_id": uuid4(),
        "issued_at": now,
        "expires_at": now + timedelta(minutes=10),
    }
    return Claims(**{**values, **changes})


def body(**changes: Any) -> dict[str, Any]:
    """The payload of a genuine token, changed."""
    now = int(real_now().timestamp())
    genuine = {
        "iss": ISSUER, "aud": AUDIENCE, "sub": str(uuid4()), "did": "430702", "sid": str(uuid4()),
        "jti": str(uuid4()), "iat": now, "nbf": now, "exp": now + 600,
    }  # fmt: skip
    return {name: value for name, value in {**genuine, **changes}.items() if value is not None}


def part(content: Any) -> str:
    raw = (
        content
        if isinstance(content, bytes)
        else json.dumps(content, separators=(",", ":"), sort_keys=True).encode()
    )
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def signed(header: Any, payload: Any, secret: bytes = SECRET) -> str:
    """A token with any header, truly signed with the installation's key."""
    text = f"{header if isinstance(header, str) else part(header)}.{part(payload)}"
    check = hmac.new(secret.hex().encode(), text.encode(), hashlib.sha256).digest()
    return f"{text}.{part(check)}"


def refused(token: str) -> None:
    with pytest.raises(Unauthenticated) as caught:
        KEY.read(token)
    assert caught.value.detail == ""


def test_a_genuine_token_comes_back_as_it_was() -> None:
    sent = claims()
    assert KEY.read(KEY.issue(sent)) == sent
    assert KEY.read(signed(HEADER, body())).district_id == "430702"


def test_tk_1_only_one_module_imports_jose() -> None:
    found = []
    for path in sorted(BACKEND.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom) and node.module:
                names = [node.module]
            found += [str(path.relative_to(BACKEND)) for name in names if name.split(".")[0] == "jose"]
    assert found == ["identity/tokens.py"]


def test_tk_1_the_algorithm_is_given_as_a_list_of_one(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[Any] = []
    real = jwt.decode

    def spy(token: str, key: str, **options: Any) -> Any:
        seen.append(options["algorithms"])
        return real(token, key, **options)

    monkeypatch.setattr(tokens.jwt, "decode", spy)
    KEY.read(KEY.issue(claims()))
    assert seen == [["HS256"]]


@pytest.mark.parametrize("name", ["exp", "iat", "nbf", "iss", "aud", "sub", "jti", "did", "sid"])
def test_tk_2_a_token_without_one_claim_is_refused(name: str) -> None:
    refused(signed(HEADER, body(**{name: None})))


@pytest.mark.parametrize(
    "changes",
    [
        {"iss": "somebody-else"},
        {"aud": "another-api"},
        {"aud": [AUDIENCE, "another-api"]},
        {"aud": [AUDIENCE]},
        {"sub": "1"},
        {"sub": 7},
        {"sub": {"a": 1}},
        {"sid": "x"},
        {"jti": 3},
        {"did": 430702},
        {"exp": 1},
        {"exp": int(real_now().timestamp()) - 1},
        {"exp": "9999999999"},
        {"exp": 1e20},
        {"exp": True},
        {"exp": float("inf")},
        {"nbf": int(real_now().timestamp()) + 86_400},
        {"nbf": "0"},
        {"iat": "yesterday"},
        {"iat": 10**30},
    ],
)
def test_tk_2_a_truly_signed_token_with_a_wrong_claim_is_refused(changes: dict[str, Any]) -> None:
    refused(signed(HEADER, body(**changes)))


def test_tk_2_a_token_ends_at_its_second() -> None:
    now = datetime.now(UTC)
    refused(KEY.issue(claims(issued_at=now - timedelta(minutes=10), expires_at=now - timedelta(seconds=1))))


def _none(payload: dict[str, Any]) -> str:
    return f"{part({'alg': 'none', 'typ': 'JWT'})}.{part(payload)}."


def _none_with_old_signature(payload: dict[str, Any]) -> str:
    return f"{part({'alg': 'NonE', 'typ': 'JWT'})}.{part(payload)}.{part(b'x' * 32)}"


def _public_key_as_secret(payload: dict[str, Any]) -> str:
    public = rsa.generate_private_key(public_exponent=65537, key_size=2048).public_key()
    pem = public.public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
    text = f"{HEADER}.{part(payload)}"
    return f"{text}.{part(hmac.new(pem, text.encode(), hashlib.sha256).digest())}"


def _rs256(payload: dict[str, Any]) -> str:
    private = rsa.generate_private_key(public_exponent=65537, key_size=2048).private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    return str(jwt.encode(payload, private.decode(), algorithm="RS256"))


@pytest.mark.parametrize("forge", [_none, _none_with_old_signature, _public_key_as_secret, _rs256])
def test_tk_3_forged_algorithms_are_refused(forge: Callable[[dict[str, Any]], str]) -> None:
    refused(forge(body()))


@pytest.mark.parametrize(
    "header",
    [
        {"alg": "HS384", "typ": "JWT"},
        {"alg": "HS512", "typ": "JWT"},
        {"alg": ["HS256"], "typ": "JWT"},
        {"alg": "HS256", "crit": ["exp"], "typ": "JWT"},
        {"alg": "HS256", "crit": ["b64"], "b64": False, "typ": "JWT"},
        {"alg": "HS256", "kid": "../../dev/null", "typ": "JWT"},
        {"alg": "HS256", "jwk": {"kty": "oct", "k": "AA"}, "typ": "JWT"},
        {"alg": "HS256", "jku": "https://attacker.example/keys", "typ": "JWT"},
        {"typ": "JWT"},
        {"alg": "HS256"},
        b'{"alg":"HS256","alg":"none","typ":"JWT"}',
        b' {"alg":"HS256","typ":"JWT"}',
        b'{"typ":"JWT","alg":"HS256"}',
        b"[]",
        b"null",
        b"",
        b"[" * 600 + b"]" * 600,
        b'{"alg":' + b"[" * 100_000 + b"]" * 100_000 + b"}",
    ],
)
def test_tk_3_any_other_header_is_refused_even_if_truly_signed(header: Any) -> None:
    refused(signed(header, body()))


@pytest.mark.parametrize(
    "junk", [".", ".x", "=", "==", "A", "AAAA", "\n", " ", "%", "!!!!", "\x00", "é", "\ud800"]
)
def test_tk_3_junk_after_the_signature_is_refused(junk: str) -> None:
    refused(KEY.issue(claims()) + junk)


def test_tk_3_another_spelling_of_the_same_signature_is_refused() -> None:
    token = KEY.issue(claims())
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    last = alphabet.index(token[-1])
    refused(token[:-1] + alphabet[last ^ 1])


def test_tk_3_every_flipped_character_is_refused() -> None:
    token = KEY.issue(claims())
    for place in range(0, len(token), 7):
        other = "A" if token[place] != "A" else "B"
        refused(token[:place] + other + token[place + 1 :])


@pytest.mark.parametrize("text", ["", ".", "..", "...", "a.b.c", "Bearer", "null", "9" * 5000, "é.é.é"])
def test_tk_3_nonsense_is_refused(text: str) -> None:
    refused(text)


def test_tk_3_a_deeply_nested_payload_is_refused() -> None:
    refused(signed(HEADER, b'{"a":' + b"[" * 700 + b"]" * 700 + b"}"))


def test_tk_3_another_installations_key_opens_nothing() -> None:
    refused(TokenKey(os.urandom(32)).issue(claims()))


@pytest.mark.parametrize("size", [0, 16, 31])
def test_tk_3_a_short_key_does_not_start(size: int) -> None:
    with pytest.raises(ValueError, match="32 random bytes"):
        TokenKey(os.urandom(size))
