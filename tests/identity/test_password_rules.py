"""AU-2 and AU-3: length in code points, nothing cut, common, leaked and context words refused."""

import time

import pytest

from backend.identity.password_rules import (
    LONGEST,
    SHORTEST,
    canonical_password,
    common_words,
    is_guessable,
    password_problems,
)
from backend.identity.passwords import generated_password

CONTEXT = ("430702003chair", "李晓雷", "启明街道红星机械厂工会委员会")
GOOD = "tokyo-rain-bicycle"


def codes(password: str) -> list[str]:
    return [problem.code for problem in password_problems("new_password", password, CONTEXT)]


def test_au_2_eleven_code_points_are_too_few_and_twelve_are_enough() -> None:
    assert (SHORTEST, LONGEST) == (12, 128)
    assert codes("kx7#Lm2!vQ9") == ["password_short"]
    assert codes("kx7#Lm2!vQ9z") == []


def test_au_2_length_counts_code_points_and_not_bytes() -> None:
    assert codes("水杯窗台雨伞钥匙墨镜围") == ["password_short"]
    assert codes("水杯窗台雨伞钥匙墨镜围巾") == []


def test_au_2_a_hundred_and_twenty_eight_pass_and_one_more_does_not() -> None:
    long = "".join(chr(0x4E00 + i * 7) for i in range(LONGEST))
    assert codes(long) == []
    assert codes(long + "x") == ["password_long"]


@pytest.mark.parametrize(
    "password",
    [
        "password123456",
        "P@ssw0rd2020!!",
        "1234567890123",
        "aaaaaaaaaaaaaaaa",
        "abcabcabcabcabc",
        "qwertyuiop123",
        "1qaz2wsx3edc4rfv",
        "woaini5201314!",
        "Wuling@2020gonghui",
        "zhongguo19491001",
        "430702003chair!!",
        "李晓雷李晓雷李晓雷李晓雷",
        "启明街道红星机械厂工会委员会2020",
        "drowssap123456",
        "admin@admin@admin",
        "20200101-20201231",
    ],
)
def test_au_3_common_leaked_and_context_passwords_are_refused(password: str) -> None:
    assert codes(canonical_password(password)) == ["password_common"]


@pytest.mark.parametrize(
    "password", [GOOD, "correct horse battery staple", "kx7#Lm2!vQ9z", "雨伞 bicycle 钥匙 46 围巾"]
)
def test_au_3_passphrases_of_unrelated_words_pass(password: str) -> None:
    assert codes(canonical_password(password)) == []


def test_generated_passwords_always_pass_and_never_repeat() -> None:
    made = {generated_password() for _ in range(200)}
    assert len(made) == 200
    assert [codes(password) for password in made] == [[]] * 200


def test_full_width_typing_gives_the_same_password() -> None:
    assert canonical_password("ｔｏｋｙｏ－rain-bicycle") == GOOD
    assert canonical_password("  blank stays ") == "  blank stays "


@pytest.mark.parametrize(
    "password", ["tokyo-rain\x00-bicycle", "tokyo-rain-\ud800bicycle", "tokyo\nrain\nbicycle"]
)
def test_signs_nobody_can_type_are_refused(password: str) -> None:
    assert codes(password) == ["text_control"]


def test_the_problem_never_repeats_the_password() -> None:
    for problem in password_problems("new_password", "password123456", CONTEXT):
        assert "123456" not in problem.message + problem.fix


def test_the_shipped_list_is_there_and_longest_first() -> None:
    words = common_words()
    assert len(words) > 300
    assert [len(word) for word in words] == sorted((len(word) for word in words), reverse=True)
    assert all(word == word.strip().lower() and len(word) >= 2 for word in words)


def test_a_hostile_password_does_not_take_long() -> None:
    started = time.perf_counter()
    for password in ("a" * 128, "ab" * 64, "abcabd" * 21, "é" * 128):
        is_guessable(password, ["x" * 60] * 10)
    assert time.perf_counter() - started < 0.5
