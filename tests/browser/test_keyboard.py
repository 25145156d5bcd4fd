"""Without a mouse: from the sign-in to a filed return."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import Account, account_of

pytestmark = pytest.mark.browser
MOST_TABS = 60


def press_to(page: Page, selector: str, key: str = "Tab") -> None:
    """Press a key until the focus stands on what the selector describes."""
    for _ in range(MOST_TABS):
        if page.evaluate("wanted => document.activeElement?.matches(wanted) ?? false", selector):
            return
        page.keyboard.press(key)
    raise AssertionError(f"{MOST_TABS} times {key} do not reach {selector}")


def test_the_keyboard_alone_files_a_return(
    open_browser: Callable[..., BrowserContext], accounts: list[Account]
) -> None:
    chair = account_of(accounts, "enterprise")
    page = open_browser().new_page()
    keys = page.keyboard
    page.goto("/")
    expect(page.get_by_label("登录名")).to_be_visible()
    press_to(page, "input[name=login_name]")
    keys.type(chair.login_name)
    press_to(page, "input[name=password]")
    keys.type(chair.password)
    keys.press("Enter")
    expect(page.get_by_role("button", name=re.compile(chair.person_name))).to_be_visible()

    press_to(page, 'nav a[href="/returns"]')
    keys.press("Enter")
    expect(page.get_by_role("button", name="填报月报")).to_be_visible()
    press_to(page, "main .page-actions .ant-btn-primary")
    keys.press("Enter")
    expect(page.get_by_role("dialog")).to_be_visible()
    press_to(page, ".ant-modal-footer .ant-btn-primary")
    keys.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("2020年11月")
    women = int(page.locator("#employees_women").input_value())

    press_to(page, "#employees_women")
    keys.press("Control+A")
    keys.type(str(women + 1))
    expect(page.get_by_text("已存草稿")).to_be_visible()
    press_to(page, "textarea[id^=reason-]", key="Shift+Tab")
    keys.type("新招一名女职工，登记册下周更新")
    keys.press("Control+S")
    expect(page.get_by_text("已说明", exact=True)).to_be_visible()
    press_to(page, "main .page-actions .ant-btn-primary", key="Shift+Tab")
    keys.press("Enter")

    expect(page.get_by_role("heading", name="提交前核对")).to_be_visible()
    press_to(page, "main .page-actions .ant-btn-primary")
    keys.press("Enter")
    expect(page.get_by_text("已报", exact=True).first).to_be_visible()
