"""Pinyin: surnames by their own reading, units read as phrases, rare characters for themselves."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.kernel.pinyin import (
    COMPOUND_SURNAMES,
    SURNAMES,
    person_initials,
    person_key,
    phrase_initials,
    phrase_key,
)


@pytest.mark.parametrize(
    ("name", "key", "initials"),
    [
        ("单雄信", "shan xiong xin", "sxx"),
        ("曾国藩", "zeng guo fan", "zgf"),
        ("解缙", "xie jin", "xj"),
        ("仇英", "qiu ying", "qy"),
        ("区寄", "ou ji", "oj"),
        ("查良镛", "zha liang yong", "zly"),
        ("任弼时", "ren bi shi", "rbs"),
        ("盖叫天", "ge jiao tian", "gjt"),
        ("覃重", "qin zhong", "qz"),
        ("尉迟恭", "yu chi gong", "ycg"),
        ("尉健行", "wei jian xing", "wjx"),
        ("单于夫罗", "chan yu fu luo", "cyfl"),
        ("长孙无忌", "zhang sun wu ji", "zswj"),
        ("万俟卨", "mo qi xie", "mqx"),
        ("欧阳娜娜", "ou yang na na", "oynn"),
        ("张三", "zhang san", "zs"),
        ("吕布", "lv bu", "lb"),
        ("买买提·艾力", "mai mai ti ai li", "mmtal"),
        ("曾〇明", "zeng ling ming", "zlm"),
        ("John Smith", "john smith", "js"),
        ("𠮷丽", "𠮷 li", "𠮷l"),
        ("", "", ""),
    ],
)
def test_names_of_persons(name: str, key: str, initials: str) -> None:
    assert (person_key(name), person_initials(name)) == (key, initials)


@pytest.mark.parametrize(
    ("name", "key", "initials"),
    [
        ("长沙银行(武陵)支行", "chang sha yin hang wu ling zhi xing", "csyhwlzx"),
        ("重庆火锅店", "chong qing huo guo dian", "cqhgd"),
        ("ＡＢＣ公司", "abc gong si", "abcgs"),
        ("第2机械厂", "di 2 ji xie chang", "d2jxc"),
        ("查家湾社区", "cha jia wan she qu", "cjwsq"),
        ("（）", "", ""),
    ],
)
def test_names_of_units_are_read_as_phrases(name: str, key: str, initials: str) -> None:
    assert (phrase_key(name), phrase_initials(name)) == (key, initials)


def test_a_character_nobody_knows_sorts_after_every_letter() -> None:
    assert sorted(["𠮷丽", "张三", "阿明"], key=person_key) == ["阿明", "张三", "𠮷丽"]


def test_readings_are_plain_letters() -> None:
    assert len(SURNAMES) > 30 and len(COMPOUND_SURNAMES) > 8
    readings = [*SURNAMES.values(), *(part for parts in COMPOUND_SURNAMES.values() for part in parts)]
    assert all(reading.isascii() and reading.islower() for reading in readings)
    assert all(len(name) == len(parts) for name, parts in COMPOUND_SURNAMES.items())


@given(st.text(max_size=30))
def test_no_text_breaks_a_reading(text: str) -> None:
    for reading in (person_key(text), person_initials(text), phrase_key(text), phrase_initials(text)):
        assert reading == reading.strip()
        assert not set(reading) & set("·（）()\n\t\0")
