"""Reading uploaded tables: typed cells, right positions, hostile files refused in words, never a crash or a hang."""

import json
import subprocess
import sys
import time
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from backend.kernel import tables
from backend.kernel.errors import Invalid, PayloadTooLarge
from backend.kernel.tables import Limits, Sheet, read_table
from tests.kernel import hostile_files as files

NOON = datetime(2020, 5, 1, 12, tzinfo=UTC).replace(tzinfo=None)  # cells carry no zone
KIBIBYTE = 1024
MEBIBYTE = 1024 * 1024
DATA = Path(__file__).parents[1] / "data"


def refusal_of(content: bytes, **options: object) -> str:
    """The code of the one reason for which a file is refused; the reason must be complete."""
    with pytest.raises(Invalid) as caught:
        read_table(content, **options)  # type: ignore[arg-type]
    (error,) = caught.value.errors
    assert error.field == "file"
    assert error.message and error.fix
    return error.code


def test_a_roll_as_unions_send_it_is_read_with_positions_and_types() -> None:
    roll = read_table(DATA / "roll-messy.xlsx")
    assert (roll.name, roll.names, roll.encoding) == ("会员花名册", ("会员花名册",), "")
    assert len(roll.rows) == 308
    assert roll.cell(3, 1) == "姓名*"
    assert roll.cell(4, 7) == "430702197212105385"
    assert roll.cell(80, 14) == date(2019, 5, 15)
    assert isinstance(roll.cell(88, 7), float)
    assert roll.cell(99, 1) == '=HYPERLINK("http://x","点我")'
    assert roll.formulas == frozenset()
    assert set(roll.rows[104]) == {None}
    assert roll.cell(0, 1) is roll.cell(309, 1) is roll.cell(4, 21) is None


MEASURE = """
import json, resource, sys
from pathlib import Path
from backend.kernel.tables import read_table
roll = read_table(Path(sys.argv[1]))
used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
peak = int(Path("/proc/self/status").read_text().split("VmHWM:")[1].split()[0])
seconds = sum(use.ru_utime + use.ru_stime for use in used)
print(json.dumps([len(roll.rows), len(roll.rows[0]), roll.cell(31049, 20), seconds, peak, used[1].ru_maxrss]))
"""


def test_a_file_of_a_whole_district_is_read_fast_and_within_bounded_memory(tmp_path: Path) -> None:
    """Measured in a process of its own: memory of a child counts that of the process it came from."""
    path = tmp_path / "roll.xlsx"
    path.write_bytes(roll_of(31_049))
    run = subprocess.run(
        [sys.executable, "-c", MEASURE, path], cwd=DATA.parents[1], capture_output=True, check=True
    )
    rows, width, last, seconds, peak, peak_of_child = json.loads(run.stdout)
    assert (rows, width, last) == (31_049, 20, "430702199001011049")
    assert seconds < 3, "processor seconds of both processes"
    assert (peak + peak_of_child) * KIBIBYTE < 300 * MEBIBYTE


def roll_of(rows: int) -> bytes:
    """A clean roll of so many rows and 20 columns."""
    cells = "".join(f'<c t="s"><v>{number}</v></c>' for number in range(18))
    lines = (
        f'<row r="{row}"><c r="A{row}" t="inlineStr"><is><t>张{row}</t></is></c>{cells}'
        f'<c t="inlineStr"><is><t>43070219900101{row % 10_000:04d}</t></is></c></row>'
        for row in range(1, rows + 1)
    )
    return files.with_strings("<si><t>湖南省常德市武陵区</t></si>" * 18, "".join(lines))


def test_every_kind_of_cell_keeps_its_kind() -> None:
    book = openpyxl.Workbook()
    page = book.active
    page["B2"] = "430702199001010019"
    page["C2"] = 430702199001010019
    page["D2"] = True
    page["E2"] = date(2020, 5, 1)
    page["F2"] = NOON
    page["G2"] = 0.5
    page["H2"] = "=1+1"
    page["I2"] = "  "
    read = read_table(saved(book))
    assert read.rows[0] == [None] * 9
    assert read.rows[1][:7] == [
        None,
        "430702199001010019",
        pytest.approx(4.30702199001010e17),
        True,
        date(2020, 5, 1),
        NOON,
        0.5,
    ]
    assert read.formulas == {(2, 8)}


def saved(book: openpyxl.Workbook) -> bytes:
    """The bytes of a workbook."""
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def test_the_first_visible_sheet_with_content_is_read_unless_another_is_named() -> None:
    book = openpyxl.Workbook()
    book.active.title = "隐藏"
    book.active["A1"] = "不看"
    book.active.sheet_state = "hidden"
    book.create_sheet("空表")
    book.create_sheet("花名册")["A1"] = "看"
    book.create_sheet("说明")["A1"] = "另一张"
    content = saved(book)
    assert read_table(content).rows == [["看"]]
    assert read_table(content).names == ("空表", "花名册", "说明")
    assert read_table(content, sheet="说明").rows == [["另一张"]]
    assert refusal_of(content, sheet="隐藏") == "no_such_sheet"


def test_an_empty_sheet_has_no_rows() -> None:
    assert read_table(saved(openpyxl.Workbook())).rows == []


def test_formula_cells_are_found_and_carry_the_value_last_calculated() -> None:
    rows = '<row r="5"><c r="C5"><f>1+1</f><v>2</v></c><c r="AA5"><f t="shared" si="0"/><v>3</v></c></row>'
    read = read_table(files.workbook({files.SHEET: files.sheet(rows)}))
    assert read.formulas == {(5, 3), (5, 27)}
    assert read.cell(5, 3) == 2.0
    assert read.cell(5, 27) == 3.0


@pytest.mark.parametrize(
    ("encoding", "named"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8-sig"),
        ("gbk", "gb18030"),
        ("gb18030", "gb18030"),
        ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
    ],
)
@pytest.mark.parametrize("divider", [",", "\t", ";"])
def test_text_tables_are_read_in_every_encoding_offices_use(encoding: str, named: str, divider: str) -> None:
    text = (
        divider.join(["姓名", "ID", "note"])
        + "\r\n"
        + divider.join(["买买提·艾力", "0123", '"a ""b"""'])
        + "\r\n\r\nx"
    )
    read = read_table(text.encode(encoding))
    assert read.encoding == named
    assert read.rows == [
        ["姓名", "ID", "note"],
        ["买买提·艾力", "0123", 'a "b"'],
        [None] * 3,
        ["x", None, None],
    ]


FAR = '<row r="1"><c r="A1"><v>1</v></c></row>'
HOSTILE: dict[str, tuple[bytes, str]] = {
    "cell at the far corner, 1.5 KB": (
        files.workbook(
            {files.SHEET: files.sheet(FAR + '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')}
        ),
        "too_many_columns",
    ),
    "the same, spelled so that a scan misses it": (
        files.workbook(
            {files.SHEET: files.sheet(FAR + '<row r="1048576"><c  r="XFD1048576"><v>1</v></c></row>')}
        ),
        "unreadable",
    ),
    "cell in the last row": (
        files.workbook({files.SHEET: files.one_cell("A1048576")}),
        "too_many_rows",
    ),
    "row number beyond 64 bits": (
        files.workbook({files.SHEET: files.one_cell("A" + "9" * 30)}),
        "too_many_rows",
    ),
    "column letters without end": (
        files.workbook({files.SHEET: files.one_cell("Z" * 40 + "1")}),
        "too_many_cells",
    ),
    "two cells spanning twenty million": (
        files.workbook({files.SHEET: files.sheet(FAR + '<row r="99999"><c r="GR99999"><v>1</v></c></row>')}),
        "too_many_cells",
    ),
    "string count of 2^64": (
        files.with_strings(
            "<si><t>x</t></si>", FAR, 'count="18446744073709551615" uniqueCount="18446744073709551615"'
        ),
        "unreadable",
    ),
    "string index out of range": (
        files.with_strings("", '<row r="1"><c r="A1" t="s"><v>4294967296</v></c></row>'),
        "damaged",
    ),
    "one long string shown a million times": (
        files.with_strings(
            f"<si><t>{'x' * 32_000}</t></si>", ("<row>" + '<c t="s"><v>0</v></c>' * 190 + "</row>") * 5_000
        ),
        "too_large_inside",
    ),
    "zip bomb": (files.workbook({files.SHEET: files.one_cell() + " " * 90_000_000}), "too_large_inside"),
    "nested entities": (
        files.workbook(
            {
                files.SHEET: '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">'
                f'<!ENTITY c "&b;&b;&b;&b;">]><worksheet xmlns="{files.MAIN}">&c;</worksheet>'
            }
        ),
        "unsafe_xml",
    ),
    "entities hidden in UTF-16": (
        files.workbook({files.SHEET: "<!DOCTYPE x []>".encode("utf-16")}),
        "unsafe_xml",
    ),
    "macro": (files.workbook({"xl/vbaProject.bin": b"\0"}), "macros"),
    "xlsm by its content type": (
        files.workbook(
            {files.TYPES: '<Types>"application/vnd.ms-excel.sheet.macroEnabled.main+xml"</Types>'}
        ),
        "macros",
    ),
    "Excel 4 macro sheet": (files.workbook({"xl/macrosheets/sheet1.xml": "<a/>"}), "macros"),
    "link to another workbook": (
        files.workbook({"xl/externalLinks/externalLink1.xml": "<a/>"}),
        "external_links",
    ),
    "template fetched from outside": (
        files.workbook(
            {
                "xl/worksheets/_rels/sheet1.xml.rels": files.relations(
                    ("image", "http://x/y", 'TargetMode="External"')
                )
            }
        ),
        "external_links",
    ),
    "password": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
    "old .xls": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "old_format"),
    ".xlsb": (files.workbook({"xl/workbook.bin": b"\0"}), "old_format"),
    "a document": (
        files.zipped({"[Content_Types].xml": "<Types/>", "word/document.xml": "<a/>"}),
        "not_a_workbook",
    ),
    "a web page named .xls": (b"<html><table><tr><td>1</td></tr></table></html>", "not_a_workbook"),
    "not a zip": (b"PK\x03\x04" + b"x" * 2_000, "damaged"),
    "cut off": (files.workbook()[:900], "damaged"),
    "broken inside": (files.workbook({files.WORKBOOK: "<workbook"}), "damaged"),
    "no sheet": (files.workbook({files.WORKBOOK: f'<workbook xmlns="{files.MAIN}"/>'}), "no_sheet"),
    "a hundred thousand parts": (
        files.zipped({**{f"p{n}": "" for n in range(20_000)}, "xl/workbook.xml": "<a/>"}),
        "too_many_parts",
    ),
    "a quote never closed": (b'a,b\n"c,d\n' + b"x" * 10_000, "damaged"),
    "a picture": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8, "unknown_encoding"),
    "nothing": (b"", "empty"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_with_a_reason_and_soon(name: str) -> None:
    content, code = HOSTILE[name]
    started = time.monotonic()
    assert refusal_of(content) == code
    assert time.monotonic() - started < 15


def test_links_a_person_may_click_are_no_reason_to_refuse() -> None:
    link = files.relations(("hyperlink", "mailto:a@b", 'TargetMode="External"'))
    read = read_table(files.workbook({"xl/worksheets/_rels/sheet1.xml.rels": link}))
    assert read.rows == [[1.0]]


def test_cells_that_are_only_formatted_far_away_do_no_harm() -> None:
    row = '<row r="1"><c r="A1"><v>1</v></c><c r="XFD1" s="0"/></row><row r="1048576"><c r="A1048576" s="0"/></row>'
    assert read_table(files.workbook({files.SHEET: files.sheet(row)})).rows == [[1.0]]


def test_limits_are_the_callers_and_hold_at_their_edge() -> None:
    edge = Limits(max_rows=3, max_columns=2)
    assert len(read_table(b"a,b\nc,d\ne,f\n", limits=edge).rows) == 3
    assert refusal_of(b"a,b\nc,d\ne,f\ng,h\n", limits=edge) == "too_many_rows"
    assert refusal_of(b"a,b,c\n", limits=edge) == "too_many_columns"
    with pytest.raises(PayloadTooLarge):
        read_table(b"a,b\n", limits=Limits(max_bytes=3))
    assert read_table(b"a,b\n", limits=Limits(max_bytes=4)).rows == [["a", "b"]]


def test_a_child_that_hangs_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "WALL_SECONDS", 0.01)
    assert refusal_of(b"a,b\n") == "too_slow"


def test_the_child_sees_no_setting_of_the_server(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: dict[str, object] = {}
    real = tables.subprocess.run

    def watch(command: list[str], **options: object) -> object:
        seen.update(options)
        return real(command, **options)  # type: ignore[call-overload]

    monkeypatch.setenv("UNION_DATABASE_URL", "secret")
    monkeypatch.setattr(tables.subprocess, "run", watch)
    assert read_table(b"a\n") == Sheet("", (), [["a"]], encoding="utf-8")
    assert set(seen["env"]) == {"PATH", "LC_ALL"}  # type: ignore[call-overload]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_a_workbook_with_broken_bytes_is_read_or_refused_never_worse(data: st.DataObject) -> None:
    content = bytearray(files.workbook())
    for _ in range(data.draw(st.integers(1, 8))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    try:
        assert isinstance(read_table(bytes(content)), Sheet)
    except Invalid as refused:
        assert refused.errors[0].fix
