"""Pinyin of names: initials to search by and a full key to sort by, both without tones and in lower case."""

from functools import lru_cache

from backend.kernel.text import half_width

#: Readings of characters as surnames where the everyday reading differs (现代汉语词典).
SURNAMES: dict[str, str] = {
    "单": "shan", "曾": "zeng", "解": "xie", "仇": "qiu", "区": "ou", "查": "zha", "盖": "ge", "任": "ren",
    "乐": "yue", "翟": "zhai", "缪": "miao", "朴": "piao", "召": "shao", "员": "yun", "折": "she", "隗": "wei",
    "洗": "xian", "覃": "qin", "卜": "bu", "薄": "bo", "秘": "bi", "种": "chong", "繁": "po", "黑": "he",
    "炅": "gui", "能": "nai", "都": "du", "句": "gou", "适": "kuo", "佴": "nai", "颉": "xie", "祭": "zhai",
    "乜": "nie", "郇": "xun", "阚": "kan", "么": "yao", "尉": "wei", "华": "hua", "宁": "ning", "葛": "ge",
}  # fmt: skip
COMPOUND_SURNAMES: dict[str, tuple[str, ...]] = {
    "尉迟": ("yu", "chi"), "单于": ("chan", "yu"), "万俟": ("mo", "qi"), "长孙": ("zhang", "sun"),
    "澹台": ("tan", "tai"), "宿勤": ("su", "qin"), "令狐": ("ling", "hu"), "尉犁": ("yu", "li"),
    "乐正": ("yue", "zheng"), "中行": ("zhong", "hang"), "叔孙": ("shu", "sun"), "相里": ("xiang", "li"),
}  # fmt: skip


def person_key(name: str) -> str:
    """Sort key of a person's name, syllables divided by blanks: 单雄信 -> `shan xiong xin`.

    Surnames have their own readings. A character no dictionary knows stands for itself and sorts last.
    """
    return " ".join(_person_syllables(name))


def person_initials(name: str) -> str:
    """Initials of a person's name: 单雄信 -> `sxx`; letters and digits stand for themselves."""
    return _initials(_person_syllables(name))


def phrase_key(text: str) -> str:
    """Sort key of a unit's name or other words, read as phrases: 长沙银行 -> `chang sha yin hang`."""
    return " ".join(_phrase_syllables(text))


def phrase_initials(text: str) -> str:
    """Initials of a unit's name, read as phrases: 长沙银行ABC -> `csyhabc`; brackets and other signs go."""
    return "".join(word if word.isascii() else _initials(_read(word)) for word in _words(text))


def _initials(syllables: list[str]) -> str:
    return "".join(part if part.isdigit() else part[0] for part in syllables)


def _person_syllables(name: str) -> list[str]:
    compound = COMPOUND_SURNAMES.get(name[:2])
    if compound and len(name) > 2:
        return [*compound, *_plain_syllables(name[2:])]
    if name[:1] in SURNAMES:
        return [SURNAMES[name[0]], *_plain_syllables(name[1:])]
    return _plain_syllables(name)


def _plain_syllables(text: str) -> list[str]:
    parts: list[str] = []
    for word in _words(text):
        parts += [word] if word.isascii() else [_reading(char) for char in word]
    return parts


def _phrase_syllables(text: str) -> list[str]:
    parts: list[str] = []
    for word in _words(text):
        parts += [word] if word.isascii() else _read(word)
    return parts


def _words(text: str) -> list[str]:
    """Runs of ASCII letters or digits and runs of other letters; everything else divides."""
    words: list[str] = []
    last_kind = ""
    for char in half_width(text).lower():
        kind = _kind(char)
        if kind and kind == last_kind:
            words[-1] += char
        elif kind:
            words.append(char)
        last_kind = kind
    return words


def _kind(char: str) -> str:
    if char.isascii():
        return "digit" if char.isdigit() else "latin" if char.isalpha() else ""
    return "other" if char.isalpha() or char == "〇" else ""


@lru_cache(maxsize=16384)
def _reading(char: str) -> str:
    return _read(char)[0]


def _read(text: str) -> list[str]:
    from pypinyin import lazy_pinyin  # the dictionaries take half a second: not at every start

    return lazy_pinyin(text, errors=list)  # type: ignore[arg-type]  # a list keeps unknown characters apart
