"""What a password must not be: too short, too long, leaked, guessable from its context (pure)."""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from backend.kernel.errors import FieldError

SHORTEST, LONGEST = 12, 128
#: How many signs must stay when every known word, row of digits and repetition is taken out.
OWN_SIGNS = 6
OWN_DIFFERENT = 4

_LIST = Path(__file__).with_name("common_passwords.txt")
_LOOKALIKES = str.maketrans("@4831!0$57", "aabeiiosst")
_ROWS = ("01234567890", "abcdefghijklmnopqrstuvwxyz", "qwertyuiop", "asdfghjkl", "zxcvbnm")
_RUN = 4
_YEARS_AND_DATES = re.compile(r"(?:19|20)\d{2}(?:[01]\d(?:[0-3]\d)?)?")


def canonical_password(text: str) -> str:
    """The one spelling that is hashed: full-width signs count as half-width ones; nothing is cut."""
    return unicodedata.normalize("NFKC", text)


def password_problems(field: str, password: str, context: Iterable[str]) -> list[FieldError]:
    """What speaks against a canonical password; empty when it may be used.

    :param context: words anybody would try for this person: login name, name, union.
    """
    length = len(password)
    if length < SHORTEST:
        fix = "可以用几个不相干的词连成一句话，例如四个词"
        return [FieldError(field, "password_short", f"密码至少 {SHORTEST} 个字符", fix)]
    if length > LONGEST:
        return [FieldError(field, "password_long", f"密码最多 {LONGEST} 个字符", "请缩短后再提交")]
    if any("\ud800" <= sign <= "\udfff" or sign < " " for sign in password):
        return [FieldError(field, "text_control", "密码里有无法输入的字符", "请重新输入")]
    if is_guessable(password, context):
        fix = "不要用姓名、登录名、单位名、常见密码或连续数字，换几个不相干的词"
        return [FieldError(field, "password_common", "这个密码容易被猜到", fix)]
    return []


def is_guessable(password: str, context: Iterable[str]) -> bool:
    """Whether little of a password's own is left once known words, runs, dates and repetitions are taken out."""
    own_words = _context_words(context)
    return any(_is_poor(_without(spelling, own_words)) for spelling in _spellings(password.casefold()))


@lru_cache(maxsize=1)
def common_words() -> tuple[str, ...]:
    """The shipped list, longest first."""
    lines = _LIST.read_text(encoding="utf-8").splitlines()
    found = {line.strip() for line in lines if line.strip() and not line.startswith("#")}
    return tuple(sorted(found, key=lambda word: (-len(word), word)))


def _context_words(context: Iterable[str]) -> list[str]:
    found: set[str] = set()
    for text in context:
        folded = canonical_password(text).casefold()
        parts = [folded, folded.replace(" ", ""), *re.split(r"[\s._@-]+", folded)]
        found.update(part for part in parts if len(part) >= 2)
    return sorted(found, key=lambda word: (-len(word), word))


def _spellings(password: str) -> list[str]:
    return [password, password.translate(_LOOKALIKES), password[::-1]]


def _without(password: str, own_words: Iterable[str]) -> str:
    rest = password
    for word in own_words:
        rest = rest.replace(word, "\x00")
    rest = _YEARS_AND_DATES.sub("\x00", rest)
    for word in common_words():
        rest = rest.replace(word, "\x00")
    return _without_runs(rest)


def _without_runs(text: str) -> str:
    for row in _ROWS:
        for way in (row, row[::-1]):
            for size in range(len(way), _RUN - 1, -1):
                for start in range(len(way) - size + 1):
                    text = text.replace(way[start : start + size], "\x00")
    return re.sub(r"(.{1,6}?)\1{2,}", r"\1", text)


def _is_poor(rest: str) -> bool:
    own = [sign for sign in rest if sign.isalnum()]
    return len(own) < OWN_SIGNS or len(set(own)) < OWN_DIFFERENT
