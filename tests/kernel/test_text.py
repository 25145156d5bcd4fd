"""Text: one spelling for what looks the same, names as they are on the card, nothing hidden."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.kernel.text import (
    NAME_MAX_CODE_POINTS,
    clean_name,
    compact_code,
    half_width,
    half_width_alnum,
    hidden_characters,
    is_storable,
    tidy,
    tidy_lines,
)


@pytest.mark.parametrize(
    "hidden",
    [chr(code) for code in (0x00, 0x07, 0x1F, 0x7F, 0x85, 0xAD, 0x61C, 0x200B, 0x200D, 0x200F, 0x2028)]
    + [chr(code) for code in (0x202E, 0x2060, 0x2066, 0x3164, 0xD800, 0xFEFF, 0xE0041)],
)
def test_characters_nobody_can_see_are_named_and_removed(hidden: str) -> None:
    assert hidden_characters(f"张{hidden}三") == [f"U+{ord(hidden):04X}"]
    assert tidy(f"{hidden}张{hidden}三{hidden}") == "张三"
    assert compact_code(f"4{hidden}3") == "43"


def test_blanks_are_not_hidden() -> None:
    assert hidden_characters("张 三\t李\n四\u3000王") == []


@pytest.mark.parametrize(
    ("typed", "clean"),
    [
        ("  张  三 ", "张 三"),
        ("张\u3000三", "张 三"),
        ("a\tb\nc", "a b c"),
        ("e\u0301", "é"),
        ("\ufa1b", "福"),
        ("（武陵）１号", "（武陵）１号"),
        ("", ""),
    ],
)
def test_a_line_of_text_has_one_spelling(typed: str, clean: str) -> None:
    assert tidy(typed) == clean


def test_notes_keep_their_lines() -> None:
    assert tidy_lines("\n 第一行 \r\n\r\n第二\u200b行\r末行\n\n") == "第一行\n\n第二行\n末行"


def test_full_width_becomes_half_width_where_it_is_safe() -> None:
    assert half_width("ＡＢｃ１２３（）－　") == "ABc123()- "
    assert half_width_alnum("ＡＢｃ１２３（）－") == "ABc123（）－"
    assert compact_code(" ｅ 57\u3000８３x ") == "E5783X"
    assert compact_code("ß") == "ß"


@pytest.mark.parametrize(
    ("text", "storable"), [("张三", True), ("𠮷", True), ("a\0b", False), ("\udc00", False)]
)
def test_text_the_store_cannot_hold_is_known(text: str, storable: bool) -> None:
    assert is_storable(text) is storable


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("张三", "张三"),
        (" 罗\u3000桂 ", "罗桂"),
        ("张 三 丰", "张三丰"),
        ("买买提·艾力", "买买提·艾力"),
        ("买买提•艾力", "买买提·艾力"),
        ("买买提 ・ 艾力", "买买提·艾力"),
        ("买买提．艾力", "买买提·艾力"),
        ("买买提··艾力", "买买提·艾力"),
        ("𠮷㛃", "𠮷㛃"),
        ("曾〇明", "曾〇明"),
        ("John  Smith", "John Smith"),
        ("Ｊｏｈｎ　Ｓｍｉｔｈ", "John Smith"),
        ("O’Neill", "O'Neill"),
        ("Anne-Marie St. John", "Anne-Marie St. John"),
        ("Nguyễn Văn A", "Nguyễn Văn A"),
        ("张三\u200b", "张三"),
        ("ئالىم", "ئالىم"),
        ("王", "王"),
        ("字" * NAME_MAX_CODE_POINTS, "字" * NAME_MAX_CODE_POINTS),
        ("𠮷" * NAME_MAX_CODE_POINTS, "𠮷" * NAME_MAX_CODE_POINTS),
    ],
)
def test_names_keep_what_belongs_to_them(typed: str, name: str) -> None:
    assert clean_name(typed).value == name
    assert clean_name(typed).findings == ()


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "missing"),
        (" \u3000\u200b", "missing"),
        ('=HYPERLINK("http://x","点我")', "formula"),
        ("+张三", "formula"),
        ("-张三", "formula"),
        ("@张三", "formula"),
        ("＝张三", "formula"),
        ("张?三", "lost_character"),
        ("张？", "lost_character"),
        ("张□", "lost_character"),
        ("张\ufffd", "lost_character"),
        ("张*", "lost_character"),
        ("张\ue000", "private_character"),
        ("张三1", "name_character"),
        ("张三（退休）", "name_character"),
        ("张三,李四", "name_character"),
        ("张三😀", "name_character"),
        ("·", "name_character"),
        ("...", "name_character"),
        ("13840741249", "name_character"),
        ("字" * (NAME_MAX_CODE_POINTS + 1), "too_long"),
    ],
)
def test_what_is_no_name_is_refused_with_a_reason(typed: str, code: str) -> None:
    checked = clean_name(typed)
    assert checked.value is None
    assert [found.code for found in checked.findings] == [code]
    assert checked.findings[0].fix


@given(st.text(max_size=80))
def test_cleaning_twice_changes_nothing(text: str) -> None:
    assert tidy(tidy(text)) == tidy(text)
    assert compact_code(compact_code(text)) == compact_code(text)
    assert unicodedata.is_normalized("NFC", tidy(text))
    assert hidden_characters(tidy(text)) == []
    name = clean_name(text).value
    if name is not None:
        assert clean_name(name).value == name
