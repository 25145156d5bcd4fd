"""Personal numbers: every rule of GB 11643 at its edge, every single wrong digit found, no input breaks a check."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.kernel.identifiers import (
    Sex,
    canonical_id_number,
    canonical_mobile,
    check_bank_card,
    check_document,
    check_mobile,
    check_resident_id,
    region_name,
    resident_check_digit,
    upgrade_15,
)

TODAY = date(2020, 12, 16)
VECTORS = ["430702199001010019", "430702198506152026", "430702200012313336"]


def code_of(text: str) -> str | None:
    """The code of the first error of a resident ID, None when it is good."""
    error = check_resident_id(text, TODAY).first_error
    return error.code if error else None


def built(region: str, birth: str, serial: str = "001") -> str:
    """A number with its right check digit."""
    return region + birth + serial + resident_check_digit(region + birth + serial)


@pytest.mark.parametrize(
    ("number", "birth_on", "sex"),
    [
        ("430702199001010019", date(1990, 1, 1), Sex.MALE),
        ("430702198506152026", date(1985, 6, 15), Sex.FEMALE),
        ("430702200012313336", date(2000, 12, 31), Sex.MALE),
    ],
)
def test_a_good_number_says_who_was_born_when_and_where(number: str, birth_on: date, sex: Sex) -> None:
    checked = check_resident_id(number, TODAY)
    assert checked.findings == ()
    assert checked.value is not None
    assert (checked.value.number, checked.value.birth_on, checked.value.sex) == (number, birth_on, sex)
    assert (checked.value.region, checked.value.region_name) == ("430702", "湖南省武陵区")


@pytest.mark.parametrize("number", VECTORS)
def test_every_single_wrong_digit_is_found(number: str) -> None:
    changes = 0
    for place, right in enumerate(number):
        for wrong in "0123456789X" if place == 17 else "0123456789":
            if wrong != right:
                changed = number[:place] + wrong + number[place + 1 :]
                assert code_of(changed) in {"id_check_digit", "id_birth_date", "id_format"}, changed
                changes += 1
    assert changes == 17 * 9 + 10


@pytest.mark.parametrize("number", VECTORS)
def test_every_swap_of_two_different_neighbours_is_found(number: str) -> None:
    for place in range(17):
        swapped = number[:place] + number[place + 1] + number[place] + number[place + 2 :]
        assert (swapped == number) == (code_of(swapped) is None)


@pytest.mark.parametrize(
    "typed",
    [
        "43070219930902154x",
        "４３０７０２１９９３０９０２１５４Ｘ",
        " 430702 19930902 154X ",
        "430702\u200b19930902154x\ufeff",
        "４３０７０２　１９９３０９０２　１５４ｘ",
    ],
)
def test_one_number_has_one_spelling(typed: str) -> None:
    checked = check_resident_id(typed, TODAY)
    assert checked.value is not None
    assert checked.value.number == canonical_id_number(typed) == "43070219930902154X"


def test_the_old_fifteen_digits_are_converted_with_a_warning() -> None:
    checked = check_resident_id("430702900101001", TODAY)
    assert checked.value is not None
    assert checked.value.number == upgrade_15("430702900101001") == "430702199001010019"
    assert [found.code for found in checked.findings] == ["id_old_15"]
    assert checked.is_valid and checked.warnings == checked.findings
    assert canonical_id_number("430702900101001") == "430702199001010019"


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "missing"),
        ("   ", "missing"),
        ("43070219900101001", "id_length"),
        ("4307021990010100190", "id_length"),
        ("4307029001010019", "id_length"),
        ("43070219900101001A", "id_format"),
        ("4307021990010100X9", "id_format"),
        ("43070290010100X", "id_format"),
        ("030702199001010019", "id_format"),
        ("٤30702199001010019", "id_format"),
        ("=30702199001010019", "id_format"),
        (built("430702", "19900230"), "id_birth_date"),
        (built("430702", "19901301"), "id_birth_date"),
        (built("430702", "19900100"), "id_birth_date"),
        (built("430702", "19000229"), "id_birth_date"),
        (built("430702", "18991231"), "id_birth_date"),
        (built("430702", "20201217"), "id_birth_date"),
        (built("430702", "00000101"), "id_birth_date"),
        ("430702199001010018", "id_check_digit"),
        ("43070219900101001X", "id_check_digit"),
    ],
)
def test_what_is_wrong_is_said_with_a_way_to_mend_it(typed: str, code: str) -> None:
    checked = check_resident_id(typed, TODAY)
    assert checked.value is None
    assert [found.code for found in checked.findings] == [code]
    assert checked.findings[0].message and checked.findings[0].fix
    assert typed.strip() == "" or typed not in checked.findings[0].message + checked.findings[0].fix


@pytest.mark.parametrize("birth", ["20201216", "19000101", "20000229", "20200229"])
def test_birth_dates_at_the_edge_are_real(birth: str) -> None:
    assert code_of(built("430702", birth)) is None


@pytest.mark.parametrize("region", ["439999", "999999", "100000", "190101"])
def test_an_unknown_region_is_only_a_warning(region: str) -> None:
    checked = check_resident_id(built(region, "19900101"), TODAY)
    assert checked.value is not None
    is_foreign = region.startswith("9")
    assert [found.code for found in checked.findings] == ([] if is_foreign else ["id_region"])


@pytest.mark.parametrize("region", ["810000", "820000", "830000", "911156"])
def test_residence_permits_with_the_same_eighteen_digits_are_accepted(region: str) -> None:
    assert check_resident_id(built(region, "19940823"), TODAY).findings == ()


def test_region_names_come_from_the_table_and_an_unknown_one_is_empty() -> None:
    assert region_name("430725") == "湖南省桃源县"
    assert region_name("000000") == region_name("439999") == ""


@given(st.sampled_from(["430702", "110101"]), st.dates(date(1900, 1, 1), TODAY), st.integers(0, 999))
def test_every_number_built_by_the_standard_is_accepted(region: str, birth_on: date, serial: int) -> None:
    checked = check_resident_id(built(region, f"{birth_on:%Y%m%d}", f"{serial:03d}"), TODAY)
    assert checked.value is not None
    assert checked.value.birth_on == birth_on
    assert checked.value.sex is (Sex.MALE if serial % 2 else Sex.FEMALE)


@given(st.text(max_size=30))
def test_no_text_breaks_a_check(text: str) -> None:
    for checked in (
        check_resident_id(text, TODAY),
        check_mobile(text),
        check_bank_card(text),
        check_document(text),
    ):
        assert (checked.value is None) == bool(checked.errors)


@given(st.text(max_size=30))
def test_the_canonical_form_is_its_own_canonical_form(text: str) -> None:
    assert canonical_id_number(canonical_id_number(text)) == canonical_id_number(text)
    assert canonical_mobile(canonical_mobile(text)) == canonical_mobile(text)


@pytest.mark.parametrize(
    "typed",
    [
        "13840741249",
        "138 4074-1249",
        "１３８４０７４１２４９",
        "+8613840741249",
        "008613840741249",
        "+86 138 4074 1249",
    ],
)
def test_one_phone_has_one_spelling(typed: str) -> None:
    assert check_mobile(typed).value == canonical_mobile(typed) == "13840741249"
    assert check_mobile(typed).findings == ()


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "missing"),
        ("1384074124", "mobile_format"),
        ("138407412490", "mobile_format"),
        ("23840741249", "mobile_format"),
        ("0736-7712345", "mobile_format"),
        ("1384074124O", "mobile_format"),
        ("+1 3840741249", "mobile_format"),
    ],
)
def test_what_is_no_mobile_number_is_refused(typed: str, code: str) -> None:
    assert [found.code for found in check_mobile(typed).errors] == [code]


@pytest.mark.parametrize("typed", ["10000000000", "11111111111", "12345678901"])
def test_a_segment_nobody_was_given_only_warns(typed: str) -> None:
    checked = check_mobile(typed)
    assert checked.value == typed
    assert [found.code for found in checked.warnings] == ["mobile_segment"]


def test_a_bank_card_is_checked_but_its_luhn_digit_only_warns() -> None:
    assert check_bank_card("6222 0000 0000 0000").warnings[0].code == "card_check_digit"
    assert check_bank_card("6222 0000 0000 0000").value == "6222000000000000"
    assert check_bank_card("4111-1111-1111-1111").findings == ()
    assert check_bank_card("").errors[0].code == "missing"
    for bad in ("12345678901", "1" * 20, "6222a0000000000"):
        assert check_bank_card(bad).errors[0].code == "card_format"
    for length in (12, 19):
        assert check_bank_card("6" * length).value == "6" * length


def test_other_documents_have_one_spelling_too() -> None:
    assert check_document(" e57830058 ").value == "E57830058"
    assert check_document("Ｈ０１２３４５６７８").value == "H012345678"
    assert check_document("").errors[0].code == "missing"
    for bad in ("A123", "A" * 21, "护照12345", "=1+1+1"):
        assert check_document(bad).errors[0].code == "document_format"
