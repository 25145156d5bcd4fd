"""The month of one union: the chair fills it, the clerk sends it back and accepts it, the district locks it."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Account, account_of, picture

pytestmark = pytest.mark.browser
PERIOD = "2020-11"


def cell(page: Page, item: str) -> str:
    """What stands in the input of one item."""
    return page.locator(f"#{item}").input_value()


def retype(page: Page, item: str, text: str) -> None:
    """Type a value over the old one and wait until the server has it."""
    page.locator(f"#{item}").fill(text)
    page.locator(f"#{item}").press("Tab")
    expect(page.get_by_text(re.compile("已存草稿"))).to_be_visible()
    expect(page.get_by_text("未保存")).to_have_count(0)


def confirm(page: Page, action: str, note: str = "") -> None:
    """Take an action and answer the question it asks."""
    page.get_by_role("button", name=action, exact=True).click()
    dialog = page.get_by_role("dialog")
    if note:
        dialog.get_by_role("textbox").fill(note)
    dialog.get_by_role("button", name=action, exact=True).click()
    expect(dialog).to_be_hidden()


def board_cell(page: Page, street: str) -> tuple[int, int]:
    """(reported, expected) of one street for November on the completeness board."""
    page.goto("/returns/board?year=2020")
    row = page.get_by_role("row").filter(has=page.get_by_role("rowheader", name=street, exact=True))
    reported, expected = row.get_by_role("cell").nth(10).inner_text().split("/")
    return int(reported), int(expected)


def open_month(page: Page) -> str:
    """Open November as a chair does; gives the address of the return."""
    page.goto("/returns")
    page.get_by_role("button", name="填报月报").click()
    page.get_by_role("dialog").get_by_role("button", name="开始填报").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("2020年11月")
    return "/returns/" + page.url.rsplit("/", 1)[1]


def submit(page: Page) -> None:
    """Check the answers and submit."""
    page.get_by_role("button", name="核对并提交").click()
    expect(page.get_by_role("heading", name="提交前核对")).to_be_visible()
    page.get_by_role("button", name="提交月报").click()
    expect(page.get_by_text("已报", exact=True).first).to_be_visible()


def send_back(page: Page, remark: str, note: str) -> None:
    """Write a remark on one cell and send the return back."""
    page.get_by_role("button", name=re.compile("对“女职工.*写意见")).first.click()
    page.get_by_role("textbox", name=re.compile("对“女职工.*写意见")).fill(remark)
    picture(page, "street-review")
    confirm(page, "退回", note)
    expect(page.get_by_text("已退回", exact=True).first).to_be_visible()


def keep_board(page: Page) -> None:
    """A picture of the district's board, chart and all."""
    page.goto("/board")
    expect(page.locator("main .chart svg")).to_be_visible()
    picture(page, "district-board")


def test_a_month_goes_from_chair_to_board(signed_in: Callable[..., Page], accounts: list[Account]) -> None:
    chair, clerk, district = (account_of(accounts, role) for role in ("enterprise", "street", "district"))
    board = signed_in(district)
    before = board_cell(board, clerk.organisation)

    filling = signed_in(chair)
    address = open_month(filling)
    members = int(cell(filling, "members_closing"))
    women = int(cell(filling, "employees_women"))
    retype(filling, "employees_women", str(women + 1))
    expect(filling.get_by_role("link", name=re.compile("女职工.*与登记册不一致"))).to_be_visible()
    filling.evaluate("scrollTo(0, 0)")
    picture(filling, "chair-return")
    filling.get_by_role("textbox", name=re.compile("说明原因.*女职工")).fill("新招一名女职工，登记册下周更新")
    submit(filling)
    assert board_cell(board, clerk.organisation) == (before[0] + 1, before[1])

    review = signed_in(clerk)
    review.goto(address)
    expect(review.get_by_text("新招一名女职工，登记册下周更新").first).to_be_visible()
    send_back(review, "请先在登记册登记后再报", "女职工数请与登记册一致")
    assert board_cell(board, clerk.organisation) == before

    filling.goto(address)
    expect(filling.get_by_text("请先在登记册登记后再报")).to_be_visible()
    retype(filling, "employees_women", str(women))
    submit(filling)

    review.goto(address)
    confirm(review, "审核通过")
    expect(review.get_by_text("已通过", exact=True).first).to_be_visible()
    board.goto(address)
    confirm(board, "锁定")
    expect(board.get_by_text("已锁定", exact=True).first).to_be_visible()
    assert board_cell(board, clerk.organisation) == (before[0] + 1, before[1])
    picture(board, "completeness")
    keep_board(board)
    board.goto(f"/returns?period={PERIOD}&status=locked")
    expect(board.get_by_role("link", name=chair.organisation).first).to_be_visible()
    board.goto(address)
    expect(board.locator("tr", has_text="月末会员数").first).to_contain_text(f"{members:,}")
