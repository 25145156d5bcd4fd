"""Text tables: encodings told apart, dividers guessed, quotes understood."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.kernel.tables_csv import MAX_CELL, decode, divider_of, rows_of
from backend.kernel.tables_preflight import Refused


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        ("姓名,年龄".encode(), "utf-8"),
        ("姓名,年龄".encode("utf-8-sig"), "utf-8-sig"),
        ("姓名,年龄".encode("gbk"), "gb18030"),
        ("𠮷㛃,年龄".encode("gb18030"), "gb18030"),
        ("姓名,年龄".encode("utf-16"), "utf-16"),
        ("姓名,Age".encode("utf-16-le"), "utf-16-le"),
        ("姓名,Age".encode("utf-16-be"), "utf-16-be"),
        (b"name,age", "utf-8"),
    ],
)
def test_an_encoding_is_found_out(content: bytes, encoding: str) -> None:
    text, found = decode(content)
    assert found == encoding
    assert "," in text and not text.startswith("\ufeff")


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"\xff\xff\xff,\x80", "unknown_encoding"),
        (b"a\0\0\0b", "unknown_encoding"),
        (b"a," * 3000 + b"\0", "binary"),
        (b"\xff\xfea", "unknown_encoding"),
    ],
)
def test_what_is_no_text_is_refused(content: bytes, code: str) -> None:
    with pytest.raises(Refused) as caught:
        decode(content)
    assert caught.value.code == code
    assert caught.value.fix


@pytest.mark.parametrize(
    ("text", "divider"),
    [
        ("a,b\nc,d", ","),
        ("a\tb\nc\td", "\t"),
        ("a;b", ";"),
        ("姓名，年龄", "，"),
        ("one column", ","),
        ("", ","),
        ('"x;y;z;w",b\n"1;2;3",d', ","),
    ],
)
def test_the_divider_is_the_commonest_outside_quotes(text: str, divider: str) -> None:
    assert divider_of(text) == divider


def test_quotes_blank_cells_and_blank_lines_are_understood() -> None:
    rows = list(rows_of('a,"b\nc","d""e"\r\n,,\r\n\r\nx'))
    assert rows == [["a", "b\nc", 'd"e'], [None, None, None], [], ["x"]]


@pytest.mark.parametrize("text", ['a,"b', 'a,"b"c', "a," + "x" * (MAX_CELL + 1)])
def test_a_broken_table_is_refused_naming_the_line(text: str) -> None:
    with pytest.raises(Refused) as caught:
        list(rows_of("h,i\n" + text))
    assert caught.value.code == "damaged"
    assert "第2行" in caught.value.message


@given(st.binary(max_size=200))
def test_any_bytes_are_decoded_or_refused(content: bytes) -> None:
    try:
        text, _ = decode(content)
        assert all(isinstance(row, list) for row in rows_of(text))
    except Refused as refused:
        assert refused.code in {"unknown_encoding", "binary", "damaged"}
