"""Proving who one is: the dialog over a reveal, given up and answered, and the look it leaves on the card."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Account, account_of

pytestmark = pytest.mark.browser


def prove(page: Page, label: str, value: str) -> None:
    """Answer the dialog that asks who one is."""
    dialog = page.get_by_role("dialog", name="请再验证一次身份")
    dialog.get_by_label(label).fill(value)
    dialog.get_by_role("button", name="验证并继续").click()
    expect(dialog).to_be_hidden()


def test_a_reveal_asks_who_one_is_and_stays_on_the_card(
    signed_in: Callable[..., Page], accounts: list[Account]
) -> None:
    chair = account_of(accounts, "enterprise")
    page = signed_in(chair)
    page.goto("/members")
    page.locator("table tbody tr a").first.click()
    page.get_by_role("button", name="查看完整").first.click()
    asked = page.get_by_role("dialog").first
    asked.get_by_role("combobox").click()
    page.locator(".ant-select-item-option").first.click()
    asked.get_by_role("button", name="查看完整").click()
    page.get_by_role("dialog", name="请再验证一次身份").get_by_role("button", name="先不办").click()
    expect(asked.get_by_role("alert")).to_contain_text("再次验证身份")
    asked.get_by_role("button", name="查看完整").click()
    prove(page, "登录密码", chair.password)
    expect(page.locator(".masked .number").first).to_have_text(re.compile(r"^\d{17}[\dX]$"))
    page.reload()
    looks = page.get_by_role("region", name="谁看过这张卡片").or_(
        page.locator("section", has_text="谁看过这张卡片")
    )
    expect(looks.last).to_contain_text("查看完整信息")
    expect(looks.last).to_contain_text(chair.person_name)
