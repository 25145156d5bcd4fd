"""A clerk imports a roll as unions really send it, and once more the same file."""

import re
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Account, account_of, picture
from tests.browser.events import ROLL

pytestmark = pytest.mark.browser


def import_roll(page: Page) -> None:
    """Choose the roll in the first step and wait for the verdict."""
    page.goto("/members/imports/new")
    page.locator("input[type=file]").set_input_files(ROLL)
    expect(page.get_by_text("读到 300 行")).to_be_visible(timeout=60_000)


def numbers(page: Page) -> dict[str, int]:
    """The counts of the import by their name."""
    parts = page.locator(".import-part").all_inner_texts()
    found = [re.fullmatch(r"[=+]?\s*(\D+?)\s*(\d+)", part.replace("\n", " ").strip()) for part in parts]
    return {match[1]: int(match[2]) for match in found if match}


def test_a_messy_roll_is_explained_and_written_once(
    signed_in: Callable[..., Page], accounts: list[Account]
) -> None:
    page = signed_in(account_of(accounts, "street"))
    import_roll(page)
    assert numbers(page) == {"新增": 260, "更新": 0, "无变化": 0, "略过": 0, "有错": 40}
    expect(page.get_by_text("227 行照原样采用，33 行自动规范")).to_be_visible()
    expect(page.get_by_role("row", name=re.compile("第 87 行"))).to_contain_text(
        "证件号码：身份证号码校验位不符"
    )
    expect(page.get_by_role("row", name=re.compile("第 88 行"))).to_contain_text("末几位已经丢失")
    picture(page, "import-preview")

    with page.expect_download() as waiting:
        page.get_by_role("button", name="下载标注后的花名册").click()
    book = openpyxl.load_workbook(BytesIO(Path(waiting.value.path()).read_bytes()))
    notes = [cell.comment.text for row in book.worksheets[0].iter_rows() for cell in row if cell.comment]
    assert any("校验位不符" in note for note in notes)

    page.get_by_role("button", name="确认导入").click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("新增 260 人")
    dialog.get_by_role("button", name="确认导入").click()
    expect(page.get_by_text(re.compile("写入：新增 260 人，更新 0 人"))).to_be_visible(timeout=60_000)
    picture(page, "import-done")
    page.get_by_role("link", name="查看会员").click()
    expect(page.get_by_role("heading", level=1, name="会员")).to_be_visible()

    import_roll(page)
    again = numbers(page)
    assert (again["新增"], again["更新"], again["有错"]) == (0, 0, 40)
    assert again["无变化"] + again["略过"] == 260
    picture(page, "import-again")
