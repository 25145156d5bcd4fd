"""Text as people type it, brought to one spelling: hidden characters, full width, names."""

from __future__ import annotations

import re
import unicodedata

from backend.kernel.findings import Checked, refused

NAME_MAX_CODE_POINTS = 60
MIDDLE_DOT = "·"

_DOT_SPELLINGS = str.maketrans(dict.fromkeys("•‧・･∙⋅●᛫．。｡", MIDDLE_DOT))
_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}
_FULL_WIDTH_ALNUM = {full: half for full, half in _FULL_WIDTH.items() if chr(half).isalnum()}
_APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "＇": "'"})
_HAN = (
    r"\u3007\u3400-\u4dbf\u4e00-\u9fff\ufa0e\ufa0f\ufa11\ufa13\ufa14\ufa1f\ufa21\ufa23\ufa24\ufa27-\ufa29"
    r"\U00020000-\U000323af"
)
_SPACE_BESIDE_HAN = re.compile(rf"(?<=[{_HAN}{MIDDLE_DOT}])\s+|\s+(?=[{_HAN}{MIDDLE_DOT}])")
_FILLER = re.compile("[\u115f\u1160\u3164\uffa0]")  # Hangul fillers: letters to Unicode, blank to the eye
#: Variant, traditional and rare characters that identity papers and rolls write in two ways (GB 18030 variants).
_VARIANTS = str.maketrans(
    "𠮷堃喆昇峯棨祿玥頴淼甦煒瑋偉強張陳劉楊趙黃吳孫馬羅梁鄭謝單葉蔣賈鄧許蕭馮龔賴龍蘭麗華國慶鳳燕寧陸錢湯顧鐘鍾範嶽珎珍珮琍沖冲呂淸靑眞顯徳㓜㛃",
    "吉坤哲升峰启禄月颖渺苏炜玮伟强张陈刘杨赵黄吴孙马罗梁郑谢单叶蒋贾邓许萧冯龚赖龙兰丽华国庆凤燕宁陆钱汤顾钟钟范岳珍珍佩莉冲冲吕清青真显德幼洁",
)
_FORMULA_START = tuple("=+-@＝＋－＠")
_LOST_CHARACTERS = frozenset("?？□■�*＊")


def hidden_characters(text: str) -> list[str]:
    """Code point names (`U+200B`) of characters nobody can see: control, bidi, zero-width, unpaired surrogates.

    Tab and line breaks are not counted: they are visible as white space.
    """
    return [f"U+{ord(char):04X}" for char in text if _is_hidden(char)]


def is_storable(text: str) -> bool:
    """False when the text cannot be written as UTF-8 or holds a NUL, which PostgreSQL refuses."""
    return not any(char == "\0" or 0xD800 <= ord(char) <= 0xDFFF for char in text)


def tidy(text: str) -> str:
    """One spelling for a line of text: NFC, nothing hidden, every run of white space one space, trimmed."""
    return unicodedata.normalize("NFC", " ".join(_visible(text).split()))


def tidy_lines(text: str) -> str:
    """As `tidy`, but line breaks stay (written as \\n), for notes and opinions."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(tidy(line) for line in lines).strip("\n")


def half_width(text: str) -> str:
    """Full-width letters, digits, signs and the ideographic space become ASCII; for numbers and codes only."""
    return text.translate(_FULL_WIDTH)


def half_width_alnum(text: str) -> str:
    """Full-width letters and digits become ASCII; Chinese punctuation such as （） stays, as in unit names."""
    return text.translate(_FULL_WIDTH_ALNUM)


def compact_code(text: str) -> str:
    """Canonical spelling of a number or code: half width, no white space, nothing hidden, upper case.

    Characters outside ASCII other than the full-width forms are left for the caller's pattern to refuse.
    """
    joined = "".join(_visible(half_width(text)).split())
    if joined.isascii():
        return joined.upper()
    return "".join(char.upper() if char.isascii() else char for char in joined)


def clean_name(text: str) -> Checked[str]:
    """A person's name in its one spelling.

    Kept: the middle dot of minority names (all its look-alikes become ·), characters beyond the basic plane, and
    single inner spaces of foreign names. Spaces beside a Chinese character are typing habits and go.
    Errors: missing, formula, lost_character, private_character, name_character, too_long.
    """
    folded = tidy(half_width_alnum(text.replace("\u3000", " ")))
    if not folded:
        return refused("missing", "没有填写姓名", "请填写与证件一致的姓名")
    if folded.startswith(_FORMULA_START):
        return refused("formula", "姓名以公式符号开头", "请删去公式，只填写姓名文字")
    joined = _SPACE_BESIDE_HAN.sub("", folded.translate(_DOT_SPELLINGS).translate(_APOSTROPHES))
    name = re.sub(rf"{MIDDLE_DOT}+", MIDDLE_DOT, joined).strip(MIDDLE_DOT + " ")
    return _judged_name(name)


def name_form(name: str) -> str:
    """A name to compare by: variant characters one way, no accents, no dots or blanks; Latin words in one order.

    Only for finding the same person under two spellings; what is kept and shown is `clean_name`'s.
    """
    plain = unicodedata.normalize("NFKD", name.translate(_VARIANTS))
    letters = "".join(char for char in plain if not unicodedata.combining(char))
    if re.search(f"[{_HAN}]", letters):
        return "".join(char for char in letters if char.isalpha() or char == "〇").upper()
    words = "".join(char if char.isalpha() else " " for char in letters).upper().split()
    return " ".join(sorted(words))


def _judged_name(name: str) -> Checked[str]:
    if any(char in _LOST_CHARACTERS for char in name):
        return refused(
            "lost_character", "姓名里有问号、方框或星号，可能是生僻字丢失或已打码", "请补上原来的字"
        )
    if any(unicodedata.category(char) == "Co" for char in name):
        return refused(
            "private_character", "姓名里有本机造字，换一台电脑就无法显示", "请改用国家标准字库里的字"
        )
    if not name or any(not _belongs_in_name(char) for char in name) or not _starts_with_letter(name):
        return refused(
            "name_character", "姓名里有数字、括号或其他符号", "只填写姓名，备注另写；少数民族姓名可用“·”分隔"
        )
    if len(name) > NAME_MAX_CODE_POINTS:
        return refused("too_long", f"姓名超过{NAME_MAX_CODE_POINTS}个字", "请核对是否把其他内容填到了姓名栏")
    return Checked(name)


def _belongs_in_name(char: str) -> bool:
    return char in f" {MIDDLE_DOT}'-.〇" or unicodedata.category(char)[0] in "LM"


def _starts_with_letter(name: str) -> bool:
    return name[0] == "〇" or unicodedata.category(name[0])[0] == "L"


def _visible(text: str) -> str:
    if text.isprintable() and _FILLER.search(text) is None:
        return text
    return "".join(char for char in text if not _is_hidden(char))


def _is_hidden(char: str) -> bool:
    if char in "\t\n\r\v\f":
        return False
    return unicodedata.category(char) in {"Cc", "Cf", "Cs", "Zl", "Zp"} or _FILLER.match(char) is not None
