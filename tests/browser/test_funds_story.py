"""A tax file comes in, what does not agree is mended, the month is closed; the board's rate opens to its payments."""

import csv
import io
import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Account, account_of, picture, settled
from tests.browser.events import Caller, caller
from tests.browser.test_step_up_story import prove
from tests.browser.test_transfer_story import act
from tests.support.server import LiveServer

pytestmark = pytest.mark.browser
HEADINGS = (
    "登记序号", "统一社会信用代码", "纳税人名称", "征收品目", "所属期起", "所属期止", "计费依据", "费率", "应缴费额",
    "实缴费额", "电子税票号", "入库日期", "税务机关",
)  # fmt: skip
MONTH = "2020-11"
FIRST, SECOND, NOBODY = "34307020110000900001", "34307020110000900002", "91430702MA4WRONG0X"
REPORTED_ON = "2020-11-26"


def row(payer: dict[str, Any], code: str, ticket: str) -> tuple[str, ...]:
    """One payment of 5,000.00 yuan that was booked after the day of the annual report's figure."""
    return (
        "", code, payer["name"], "工会经费", "2020-10-01", "2020-10-31", "250,000.00", "0.02", "5,000.00",
        "5,000.00", ticket, "2020-11-30", "国家税务总局常德市武陵区税务局",
    )  # fmt: skip


def tax_file(finance: Caller) -> tuple[bytes, dict[str, Any]]:
    """A GBK file as the tax office sends it: one payment of a known code, one of a code that nobody has."""
    known, mistyped = finance.get("/funds/payers", channel="tax", has_union="true", limit="2")["items"]
    text = io.StringIO(newline="")
    lines = [HEADINGS, row(known, known["payer_uscc"], FIRST), row(mistyped, NOBODY, SECOND)]
    csv.writer(text).writerows(lines)
    return text.getvalue().encode("gbk"), mistyped


def take_in(page: Page, content: bytes) -> None:
    """Upload the file, look at what was found, confirm it."""
    page.goto("/funds/statements")
    page.get_by_role("button", name="导入明细").first.click()
    month = page.get_by_label("所属月份")
    month.fill("2020-10")
    month.press("Enter")
    page.locator("input[type=file]").set_input_files(
        {"name": "税务明细.csv", "mimeType": "text/csv", "buffer": content}
    )
    expect(page.get_by_text("没有此缴费户").first).to_be_visible()
    picture(page, "funds-statement-preview")
    act(page, "确认入账")
    expect(page.get_by_text(re.compile("入账 1 笔"))).to_be_visible()
    picture(page, "funds-statement-done")


def cannot_close(page: Page) -> None:
    """The month says what is missing: an exception has no owner."""
    page.goto(f"/funds/ledger/months/{MONTH}")
    settled(page)
    expect(page.get_by_text("请在对账差异里为每一笔指定经办人")).to_be_visible()


def mend(page: Page, payer: dict[str, Any]) -> None:
    """The clerk takes the exception, finds the payer and books the payment there."""
    page.goto("/funds/exceptions?status=open")
    page.get_by_role("main").get_by_role("link", name=payer["name"]).first.click()
    page.get_by_role("button", name="指派经办人").click()
    page.get_by_role("dialog").get_by_role("button", name="指派经办人").click()
    expect(page.get_by_role("dialog")).to_be_hidden()
    page.get_by_role("button", name="改正后入账").click()
    dialog = page.get_by_role("dialog")
    chosen = dialog.get_by_label("缴费户", exact=True)
    chosen.fill(payer["payer_uscc"])
    page.locator(".ant-select-item-option").filter(has_text=payer["payer_uscc"]).click()
    dialog.get_by_label("理由").fill("信用代码录错一位，电话核实为该户缴纳")
    picture(page, "funds-exception-mending")
    dialog.get_by_role("button", name="改正后入账").click()
    expect(dialog).to_be_hidden()
    expect(page.get_by_text("已办结").first).to_be_visible()


def test_a_tax_file_is_booked_mended_and_closed_and_the_rate_opens_to_its_payments(
    server: LiveServer, signed_in: Callable[..., Page], accounts: list[Account]
) -> None:
    account = account_of(accounts, "district", 2)
    content, mistyped = tax_file(caller(server, account))
    finance = signed_in(account)
    take_in(finance, content)
    cannot_close(finance)
    mend(finance, mistyped)

    finance.goto(f"/funds/ledger/months/{MONTH}")
    settled(finance)
    finance.get_by_role("button", name="结账", exact=True).click()
    finance.get_by_role("dialog").get_by_role("button", name="结账", exact=True).click()
    prove(finance, "登录密码", account.password)
    expect(finance.get_by_text("已结账").first).to_be_visible()
    picture(finance, "funds-month-closed")

    finance.goto("/funds")
    settled(finance)
    picture(finance, "funds-home")
    leader = signed_in(account_of(accounts, "district", 3))
    leader.goto(f"/board?as_of={REPORTED_ON}")
    rate = leader.get_by_role("article", name="税务代收完成率")
    expect(rate.get_by_role("link", name="83.88%")).to_be_visible()
    expect(rate).to_contain_text("2,222.74")
    expect(rate).to_contain_text("2,650")
    picture(leader, "funds-board")
    rate.get_by_role("link", name="83.88%").click()
    settled(leader)
    expect(leader.get_by_role("main").get_by_role("table")).to_be_visible()
    leader.get_by_role("main").get_by_role("row").nth(1).get_by_role("link").first.click()
    settled(leader)
    expect(leader.get_by_role("main")).to_contain_text("分成")
    picture(leader, "funds-payment")
