"""Masks: exactly as much is shown as the publication rules allow."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.kernel.masks import mask_address, mask_card, mask_id_number, mask_name, mask_phone


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("欧阳娜娜", "欧**娜"),
        ("张三丰", "张*丰"),
        ("张三", "张*"),
        ("张", "*"),
        ("", "*"),
        ("𠮷㛃", "𠮷*"),
        ("买买提·艾力", "买***力"),
        ("John Smith", "J*******h"),
    ],
)
def test_names_keep_surname_and_last_character(name: str, shown: str) -> None:
    assert mask_name(name) == shown


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        ("430702199001010019", "430702********0019"),
        ("430702900101001", "430702*****1001"),
        ("E57830058", "E******58"),
        ("A1234", "*****"),
        ("", ""),
    ],
)
def test_id_numbers_hide_the_birth_date(number: str, shown: str) -> None:
    assert mask_id_number(number) == shown


@pytest.mark.parametrize(
    ("phone", "shown"), [("13812345678", "138****5678"), ("7712345", "*****45"), ("1234", "****"), ("", "")]
)
def test_phones_hide_the_middle(phone: str, shown: str) -> None:
    assert mask_phone(phone) == shown


@pytest.mark.parametrize(
    ("card", "shown"), [("6222000000001234", "**** 1234"), ("12345678", "****"), ("", "****")]
)
def test_cards_show_the_last_four(card: str, shown: str) -> None:
    assert mask_card(card) == shown


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("湖南省常德市武陵区长庚街道高泗社区3栋2单元501", "湖南省常德市武陵区长庚街道高泗社区****"),
        ("武陵区丹阳街道人民路12号", "武陵区丹阳街道****"),
        ("武陵区芦荻山乡某某村5组", "武陵区芦荻山乡某某村****"),
        ("高泗社区3栋", "高泗社区****"),
        ("湖南省常德市武陵区人民路12号", "湖南省常德市武陵区****"),
        ("人民路12号", "****"),
        ("", ""),
    ],
)
def test_addresses_stop_at_street_or_community(address: str, shown: str) -> None:
    assert mask_address(address) == shown


@given(st.text(min_size=3, max_size=40))
def test_something_is_always_hidden(text: str) -> None:
    for mask in (mask_name, mask_id_number, mask_phone, mask_card, mask_address):
        assert "*" in mask(text)
