"""Organisation codes: both check digits, the letters that do not exist, what the positions mean."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.kernel.uscc import (
    ALPHABET,
    DEPARTMENTS,
    canonical_uscc,
    check_uscc,
    organisation_check_digit,
    uscc_check_digit,
)

VECTORS = ["81430702MC0123450P", "81430702MC54321058", "91430702MA4L00011F"]


def built(front: str, organisation: str) -> str:
    """A code with both check digits right."""
    inner = organisation + organisation_check_digit(organisation)
    return front + inner + uscc_check_digit(front + inner)


@pytest.mark.parametrize(
    ("code", "department", "category", "is_union"),
    [
        ("81430702MC0123450P", "工会", "基层工会", True),
        ("81430702MC54321058", "工会", "基层工会", True),
        ("91430702MA4L00011F", "市场监管", "企业", False),
        ("91110000600037341L", "市场监管", "企业", False),
    ],
)
def test_a_good_code_says_who_registered_what_where(
    code: str, department: str, category: str, is_union: bool
) -> None:
    checked = check_uscc(code)
    assert checked.findings == ()
    assert checked.value is not None
    assert (checked.value.department, checked.value.category, checked.value.is_union) == (
        department,
        category,
        is_union,
    )
    assert checked.value.region == code[2:8]
    assert checked.value.organisation_code == code[8:17]


@pytest.mark.parametrize("code", VECTORS)
def test_every_single_wrong_character_is_found(code: str) -> None:
    for place, right in enumerate(code):
        for wrong in ALPHABET:
            if wrong != right:
                assert not check_uscc(code[:place] + wrong + code[place + 1 :]).is_valid


@pytest.mark.parametrize(
    "typed", ["８１４３０７０２ＭＣ０１２３４５０Ｐ", "81430702-mc012345-0p", " 81430702 MC0123450P "]
)
def test_one_code_has_one_spelling(typed: str) -> None:
    checked = check_uscc(typed)
    assert checked.value is not None
    assert checked.value.code == canonical_uscc(typed) == "81430702MC0123450P"


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "missing"),
        ("81430702MC0123450", "uscc_length"),
        ("81430702MC0123450PP", "uscc_length"),
        ("81430702MCO123450P", "uscc_letter"),
        ("81430702MC012345SP", "uscc_letter"),
        ("8143O702MC0123450P", "uscc_letter"),
        ("8143A702MC0123450P", "uscc_format"),
        ("81430702MC01234_0P", "uscc_format"),
        ("81430702MC0123450Q", "uscc_check_digit"),
        ("八1430702MC0123450P", "uscc_format"),
    ],
)
def test_what_is_wrong_is_said(typed: str, code: str) -> None:
    checked = check_uscc(typed)
    assert checked.value is None
    assert [found.code for found in checked.findings] == [code]
    assert checked.findings[0].fix


def test_the_inner_digit_counts_even_when_the_outer_one_is_right() -> None:
    front = "81430702MC0123451"
    assert check_uscc(front + uscc_check_digit(front)).errors[0].code == "uscc_inner_check_digit"


@pytest.mark.parametrize("front", ["B1430702", "84430702", "Y9430702"])
def test_an_unlisted_department_or_kind_only_warns(front: str) -> None:
    checked = check_uscc(built(front, "MC012345"))
    assert checked.value is not None
    assert [found.code for found in checked.warnings] == ["uscc_kind"]
    assert checked.value.category == ""


def test_an_unknown_region_only_warns_and_the_nation_is_known() -> None:
    assert [found.code for found in check_uscc(built("81439999", "MC012345")).findings] == ["uscc_region"]
    assert check_uscc(built("13100000", "MC012345")).findings == ()


def test_the_check_digit_31_counts_as_0_and_10_as_x() -> None:
    assert uscc_check_digit("0" * 17) == "0"
    assert organisation_check_digit("0" * 8) == "0"
    assert organisation_check_digit("00000006") == "X"


@given(st.sampled_from(sorted(DEPARTMENTS)), st.text(sorted(ALPHABET), min_size=8, max_size=8))
def test_every_code_built_by_the_standard_is_accepted(department: str, organisation: str) -> None:
    checked = check_uscc(built(department + "1430702", organisation))
    assert checked.findings == ()


@given(st.text(max_size=30))
def test_no_text_breaks_the_check(text: str) -> None:
    checked = check_uscc(text)
    assert (checked.value is None) == bool(checked.errors)
    assert canonical_uscc(canonical_uscc(text)) == canonical_uscc(text)
