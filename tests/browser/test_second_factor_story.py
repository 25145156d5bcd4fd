"""Proving who one is: the dialog over a reveal, one-time codes at sign-in, a large export that two people make."""

import base64
import re
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from backend.identity.second_factor import rules
from tests.browser.conftest import Account, account_of, fill_login

pytestmark = pytest.mark.browser
PURPOSE = "报送市总工会年度会员名册"


def code_of(secret: str, steps: int = 0) -> str:
    """What the phone shows."""
    key = base64.b32decode(secret.replace(" ", ""))
    moment = (int(time.time()) // rules.STEP_SECONDS + steps) * rules.STEP_SECONDS
    return rules._generator(key).generate(moment).decode()


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


def test_a_leader_signs_in_with_a_code_and_approves_a_large_export(
    signed_in: Callable[..., Page], accounts: list[Account], tmp_path: Path
) -> None:
    clerk = next(one for one in accounts if one.login_name == "district")
    leader = next(one for one in accounts if one.login_name == "leader")
    page, clerks = signed_in(leader), signed_in(clerk)
    page.goto("/account")
    page.get_by_role("button", name="设置验证器").click()
    prove(page, "登录密码", leader.password)
    secret = page.locator(".one-time code").inner_text()
    page.get_by_label("验证码").fill(code_of(secret, -1))
    page.get_by_role("button", name="确认启用").click()
    spare = page.get_by_role("dialog", name="请保存备用码").locator("code").inner_text().split()
    page.get_by_role("button", name="已保存，关闭").click()

    page.context.clear_cookies()
    page.goto("/")
    fill_login(page, leader)
    page.get_by_label("验证码").fill(code_of(secret))
    page.get_by_role("button", name="登录", exact=True).click()
    expect(page.get_by_role("button", name=re.compile(leader.person_name))).to_be_visible()

    clerks.goto("/members")
    clerks.get_by_role("button", name="导出").click()
    clerks.get_by_text("Excel (.xlsx)").click()
    clerks.get_by_role("button", name="提出导出申请").click()
    clerks.get_by_label("用途").fill(PURPOSE)
    clerks.get_by_role("button", name="提交申请").click()
    prove(clerks, "登录密码", clerk.password)
    expect(clerks.get_by_role("heading", level=1)).to_contain_text("会员名单 DC-")

    page.goto("/exports?status=requested")
    page.locator("table tbody tr a").first.click()
    page.get_by_role("button", name="批准", exact=True).click()
    page.get_by_role("dialog").get_by_role("button", name="批准", exact=True).click()
    prove(page, "动态验证码", spare[0])

    take = clerks.get_by_role("button", name="下载文件")
    expect(take).to_be_visible(timeout=90_000)
    with clerks.expect_download() as taken:
        take.click()
    path = tmp_path / "list.xlsx"
    taken.value.save_as(path)
    sheet = load_workbook(path, read_only=True).worksheets[0]
    first = next(sheet.iter_rows(max_row=1, values_only=True))[0]
    assert clerk.person_name in str(first) and PURPOSE in str(first) and "申请号 DC-" in str(first)
    assert sum(1 for _ in sheet.iter_rows(values_only=True)) > 500
