"""Written tables: nothing runs, ID numbers stay text, drop-downs work, and what we write we can read."""

import zipfile
from datetime import UTC, date, datetime
from io import BytesIO

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backend.kernel.tables import Mark, Sheet, read_table
from backend.kernel.tables_write import (
    MAX_MARKED_ROWS,
    RESULT_HEADING,
    Column,
    Kind,
    marked_workbook,
    write_csv,
    write_template,
    write_workbook,
)

ACTIVE = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "＝1+1", '=HYPERLINK("http://x","y")', " =1+1"]
COLUMNS = [
    Column("姓名"),
    Column("证件号码", width=22),
    Column("金额", Kind.MONEY),
    Column("日期", Kind.DATE),
    Column("时刻", Kind.MOMENT),
    Column("人数", Kind.NUMBER),
]
ROW = ["张三", "430702199001010019", 123_456_789, date(2020, 5, 1), datetime(2020, 5, 1, 18, tzinfo=UTC), 7]


def test_a_workbook_comes_back_as_it_was_written() -> None:
    content = write_workbook(
        COLUMNS, [ROW, [None] * 6], sheet="名单", title="会员名单", watermark="张主席 A&B 2020-05-01"
    )
    read = read_table(content)
    assert read.name == "名单"
    assert read.rows[0][0] == "会员名单"
    assert read.rows[1] == [column.heading for column in COLUMNS]
    assert read.rows[2] == [
        "张三",
        "430702199001010019",
        1234567.89,
        date(2020, 5, 1),
        datetime(2020, 5, 2, 2, tzinfo=UTC).replace(tzinfo=None),
        7.0,
    ]
    assert len(read.rows) == 3


def test_the_watermark_is_in_the_footer_and_in_the_properties() -> None:
    book = openpyxl.load_workbook(BytesIO(write_workbook(COLUMNS, [], sheet="名单", watermark="张主席 A&B")))
    assert "张主席 A&&B" in str(book.active.oddFooter.left.text)
    assert book.properties.description == "张主席 A&B"


@pytest.mark.parametrize("text", ACTIVE)
def test_text_that_looks_like_a_formula_is_written_as_text(text: str) -> None:
    content = write_workbook([Column(text, note="说明")], [[text]], sheet="表")
    read = read_table(content)
    assert read.formulas == frozenset()
    assert read.rows == [[text], [text]]
    with zipfile.ZipFile(BytesIO(content)) as archive:
        assert b"<f>" not in archive.read("xl/worksheets/sheet1.xml")


@pytest.mark.parametrize("text", ACTIVE)
def test_text_that_a_spreadsheet_would_run_is_disarmed_in_csv(text: str) -> None:
    read = read_table(write_csv([Column("甲"), Column("乙")], [[text, "x"]]))
    assert read.rows[1] == ["'" + text, "x"]


def test_csv_has_a_byte_order_mark_plain_numbers_and_local_times() -> None:
    content = write_csv(COLUMNS, [ROW, ['引"号,', "x", -50, None, None, -3]])
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.decode("utf-8-sig").splitlines() == [
        "姓名,证件号码,金额,日期,时刻,人数",
        "张三,430702199001010019,1234567.89,2020-05-01,2020-05-02 02:00,7",
        '"引""号,",x,-0.50,,,-3',
    ]


def test_a_row_of_the_wrong_width_is_a_mistake_of_the_program() -> None:
    with pytest.raises(ValueError):
        write_workbook(COLUMNS, [["张三"]], sheet="名单")
    with pytest.raises(ValueError):
        write_csv(COLUMNS, [["张三"]])


def test_a_template_knows_its_version_and_offers_choices() -> None:
    many = tuple(f"第{number}种很长的选项名称" for number in range(60))
    columns = [
        Column("姓名*", note="与证件一致"),
        Column("性别", choices=("男", "女")),
        Column("类别", choices=many),
    ]
    content = write_template(columns, sheet="会员花名册", title="会员花名册", version="2020.1")
    read = read_table(content)
    assert read.template_version == "2020.1"
    assert read.names == ("会员花名册",)
    assert read.rows[1] == ["姓名*", "性别", "类别"]
    book = openpyxl.load_workbook(BytesIO(content))
    page = book["会员花名册"]
    rules = {str(rule.sqref): rule.formula1 for rule in page.data_validations.dataValidation}
    assert rules == {"B3:B50001": "选项!$A$1:$A$2", "C3:C50001": "选项!$B$1:$B$60"}
    assert [cell.value for cell in book["选项"]["A"]][:3] == ["男", "女", None]
    assert [cell.value for cell in book["选项"]["B"]] == list(many)
    assert book["选项"].sheet_state == "hidden"
    assert page.column_dimensions["A"].number_format == "@"
    assert page["A2"].comment.text == "与证件一致"


def test_a_template_without_choices_has_no_hidden_sheet() -> None:
    book = openpyxl.load_workbook(
        BytesIO(write_template([Column("姓名")], sheet="表", title="", version="1"))
    )
    assert book.sheetnames == ["表"]


def source_book(rows: int) -> bytes:
    """A user's workbook with a title, headings and so many rows."""
    body = [[f"张{number}", "=bad", 100] for number in range(rows)]
    columns = [Column("姓名"), Column("证件号码"), Column("金额", Kind.MONEY)]
    return write_workbook(columns, body, sheet="花名册", title="花名册")


def test_up_to_five_thousand_rows_the_users_own_workbook_comes_back_marked() -> None:
    content = source_book(3)
    sheet = read_table(content)
    marks = [Mark(4, 2, "号码不对"), Mark(4, 2, "与第3行重复")]
    back = marked_workbook(content, sheet, marks, {3: "新增", 4: "=退回"}, header_row=2)
    book = openpyxl.load_workbook(BytesIO(back))
    page = book["花名册"]
    assert page["B4"].fill.fgColor.rgb.endswith("FFC7CE")
    assert page["B4"].comment.text == "号码不对\n与第3行重复"
    assert page["B3"].comment is None
    assert [page.cell(row, 4).value for row in (2, 3, 4)] == [RESULT_HEADING, "新增", "=退回"]
    assert read_table(back).formulas == frozenset()
    assert read_table(back).cell(4, 2) == "=bad"


def test_above_five_thousand_rows_only_the_bad_rows_come_back() -> None:
    rows: list[list[object]] = [["姓名", "证件号码"], *([f"张{n}", "1"] for n in range(MAX_MARKED_ROWS))]
    sheet = Sheet("花名册", ("花名册",), rows)  # type: ignore[arg-type]
    back = marked_workbook(b"never opened", sheet, [Mark(7, 2, "号码不对")], {7: "退回"}, header_row=1)
    read = read_table(back)
    assert read.rows == [["原行号", "姓名", "证件号码", RESULT_HEADING], [7.0, "张5", "1", "退回"]]
    page = openpyxl.load_workbook(BytesIO(back)).active
    assert page["C2"].comment.text == "号码不对"


def test_a_csv_comes_back_as_a_workbook_of_the_bad_rows_even_for_empty_cells() -> None:
    sheet = read_table("姓名,证件号码\n张三,1\n李四,\n".encode())
    back = marked_workbook(b"", sheet, [Mark(3, 2, "没有填写")], {}, header_row=1)
    assert read_table(back).rows[1] == [3.0, "李四", None, None]
    assert openpyxl.load_workbook(BytesIO(back)).active["C2"].comment.text == "没有填写"


TEXT = st.text(st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff"), max_size=40)


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(TEXT, TEXT), max_size=5))
def test_any_text_survives_the_way_out_and_in(rows: list[tuple[str, str]]) -> None:
    read = read_table(write_workbook([Column("甲"), Column("乙")], rows, sheet="表"))
    expected = [[cell or None for cell in row] for row in rows]
    while expected and expected[-1] == [None, None]:
        expected.pop()
    assert read.rows[1:] == expected
