"""Marking the user's own workbook: in the guarded child, on formulas, merged cells and an existing result column."""

from io import BytesIO

import openpyxl
import pytest

from backend.kernel.errors import Invalid
from backend.kernel.tables import Mark, mark_cells
from tests.kernel import hostile_files as files


def marked(book: openpyxl.Workbook, marks: list[Mark], results: dict[int, str]) -> openpyxl.Workbook:
    """The workbook after marking its first sheet, whose headings are in row 1."""
    content = saved(book)
    back = mark_cells(content, book.sheetnames[0], marks, results, header_row=1, heading="导入结果")
    return openpyxl.load_workbook(BytesIO(back))


def saved(book: openpyxl.Workbook) -> bytes:
    """The bytes of a workbook."""
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def sample() -> openpyxl.Workbook:
    """Two columns, the second the users' own result column from last time."""
    book = openpyxl.Workbook()
    for row in (["姓名", "导入结果"], ["张三", "去年的结果"], ["李四", None]):
        book.active.append(row)
    return book


def test_an_existing_result_column_is_used_again() -> None:
    page = marked(sample(), [], {2: "相同", 3: "新增"}).active
    assert [page.cell(row, 2).value for row in (1, 2, 3)] == ["导入结果", "相同", "新增"]
    assert page.max_column == 2


def test_other_sheets_and_formats_stay() -> None:
    book = sample()
    book.create_sheet("说明")["A1"] = "别动我"
    book.active.column_dimensions["A"].width = 33
    back = marked(book, [Mark(3, 1, "重名")], {})
    assert back["说明"]["A1"].value == "别动我"
    assert back.active.column_dimensions["A"].width == 33
    assert back.active["A3"].comment.text == "重名"


def test_formulas_become_values_in_every_sheet() -> None:
    book = sample()
    book.active["A2"] = "=1+1"
    book.create_sheet("二")["A1"] = "=1+1"
    back = marked(book, [], {})
    assert back.active["A2"].value is None
    assert back["二"]["A1"].value is None


def test_a_merged_cell_is_coloured_and_a_users_comment_gives_way() -> None:
    book = sample()
    book.active.merge_cells("A2:A3")
    book.active["A2"].comment = openpyxl.comments.Comment("原批注", "张主席")
    back = marked(book, [Mark(2, 1, "错"), Mark(3, 1, "错")], {})
    assert back.active["A2"].comment.text == "错"


def test_a_missing_sheet_or_a_hostile_file_is_refused() -> None:
    with pytest.raises(Invalid) as caught:
        mark_cells(saved(sample()), "没有", [], {}, header_row=1, heading="导入结果")
    assert caught.value.errors[0].code == "damaged"
    with pytest.raises(Invalid) as caught:
        mark_cells(
            files.workbook({"xl/vbaProject.bin": b"x"}), "花名册", [], {}, header_row=1, heading="导入结果"
        )
    assert caught.value.errors[0].code == "macros"
    with pytest.raises(Invalid) as caught:
        mark_cells(b"a,b\n", "花名册", [], {}, header_row=1, heading="导入结果")
    assert caught.value.errors[0].code == "not_a_workbook"
