"""The look inside a workbook: what it is by content, where sheets and formulas are, sizes that lie."""

import zipfile
from io import BytesIO

import pytest

from backend.kernel import tables_preflight
from backend.kernel.tables_preflight import Refused, column_number, inspect, kind_of
from tests.kernel import hostile_files as files


def refusal_of(content: bytes) -> str:
    """The code of the refusal."""
    with pytest.raises(Refused) as caught:
        inspect(content, max_rows=1_000, max_columns=27)
    return caught.value.code


@pytest.mark.parametrize(
    ("start", "kind"),
    [
        (files.workbook(), "xlsx"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole"),
        (b"<HTML><body>", "markup"),
        (b"\xef\xbb\xbf\r\n <?xml version='1.0'?>", "markup"),
        ("姓名,年龄".encode(), "text"),
        (b"", "text"),
        (b"PK", "text"),
    ],
)
def test_what_a_file_is_comes_from_its_content(start: bytes, kind: str) -> None:
    assert kind_of(start) == kind


@pytest.mark.parametrize(
    ("letters", "number"), [("A", 1), ("Z", 26), ("AA", 27), ("GR", 200), ("XFD", 16_384)]
)
def test_columns_are_counted_from_their_letters(letters: str, number: int) -> None:
    assert column_number(letters) == number


@pytest.mark.parametrize(
    ("place", "code"),
    [
        ("AA1", None),
        ("AB1", "too_many_columns"),
        ("A1000", None),
        ("A10001", "too_many_rows"),
        ("ZZZ5", "too_many_columns"),
    ],
)
def test_the_last_allowed_cell_is_allowed_and_the_next_is_not(place: str, code: str | None) -> None:
    content = files.workbook({files.SHEET: files.one_cell(place)})
    if code is None:
        assert inspect(content, max_rows=10_000, max_columns=27).sheets == {"花名册": files.SHEET}
    else:
        with pytest.raises(Refused) as caught:
            inspect(content, max_rows=10_000, max_columns=27)
        assert caught.value.code == code
        assert f"第{''.join(filter(str.isdigit, place))}行" in caught.value.message


def test_sheets_are_found_wherever_the_workbook_says_they_are() -> None:
    absolute = files.relations(("worksheet", "/xl/worksheets/sheet1.xml", ""))
    found = inspect(files.workbook({files.RELATIONS: absolute}), max_rows=10, max_columns=10)
    assert found.sheets == {"花名册": files.SHEET}
    outside = files.relations(("worksheet", "../../etc/passwd", ""))
    assert inspect(files.workbook({files.RELATIONS: outside}), max_rows=10, max_columns=10).sheets == {}


def test_formulas_are_listed_and_a_sheet_without_has_none() -> None:
    plain = inspect(files.workbook(), max_rows=10, max_columns=10)
    assert plain.formulas("花名册") == []
    cell = files.one_cell("B3", "<f>SUM(A1)</f><v>1</v>", ' s="1" t="str"')
    assert inspect(files.workbook({files.SHEET: cell}), max_rows=10, max_columns=10).formulas("花名册") == [
        (3, 2)
    ]


def test_sizes_are_bounded_whatever_the_directory_claims(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables_preflight, "RATIO_FREE_BYTES", 100)
    assert refusal_of(files.workbook({files.SHEET: files.one_cell() + " " * 3_000_000})) == "too_large_inside"
    monkeypatch.setattr(tables_preflight, "MAX_PART_BYTES", 10)
    assert refusal_of(files.workbook(is_packed=False)) == "too_large_inside"


def test_a_part_larger_than_its_header_says_is_not_read_on() -> None:
    content = bytearray(files.workbook({files.SHEET: files.one_cell() + " " * 50_000}))
    with zipfile.ZipFile(BytesIO(content)) as archive:
        real = archive.getinfo(files.SHEET).file_size
    claimed, true = (300).to_bytes(4, "little"), real.to_bytes(4, "little")
    assert content.count(true) == 2
    assert refusal_of(bytes(content.replace(true, claimed))) == "damaged"


def test_two_parts_of_one_name_are_refused() -> None:
    out = BytesIO(files.workbook())
    with zipfile.ZipFile(out, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr(files.SHEET, files.one_cell("A2"))
    assert refusal_of(out.getvalue()) == "too_many_parts"


def test_a_zip_with_a_password_is_refused() -> None:
    content = bytearray(files.workbook())
    place = content.index(b"PK\x01\x02")
    content[place + 8] |= 1
    assert refusal_of(bytes(content)) == "encrypted"


def test_a_reason_reads_like_a_clerk_wrote_it() -> None:
    with pytest.raises(Refused) as caught:
        tables_preflight.refuse_ole("EncryptedPackage".encode("utf-16-le"))
    assert (caught.value.code, caught.value.message) == ("encrypted", "文件设了打开密码，无法读取")
    with pytest.raises(Refused) as caught:
        tables_preflight.refuse_markup()
    assert "另存为" in caught.value.fix
