"""Couriers join together, each by their own answer; a large list is taken by two persons, watermarked, for some days."""

import re
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import PHONE, Account, account_of, picture, settled
from tests.browser.events import caller
from tests.browser.test_step_up_story import prove
from tests.browser.test_transfer_story import act
from tests.members.people import resident_id
from tests.support.server import LiveServer

pytestmark = pytest.mark.browser
TITLE = "十二月快递员集中入会"
PEOPLE = (("李快送", resident_id(serial=71)), ("王未签", resident_id(serial=73)))
PURPOSE = "报送市总工会年度会员名册"


def answer(open_browser: Callable[..., BrowserContext], code: str, tail: str) -> None:
    """A person without an account says yes on the own phone; the code is then spent."""
    page = open_browser(PHONE).new_page()
    for word in ("请输入", "不对"):
        page.goto("/confirm")
        expect(page.get_by_text("请输入工会发给您的确认码")).to_be_visible()
        page.get_by_label("确认码").fill(code)
        page.get_by_label("身份证号码后四位").fill(tail)
        page.get_by_role("button", name="查看").click()
        if word == "不对":
            expect(page.get_by_role("alert")).to_contain_text(word)
            return
        expect(page.get_by_text(TITLE)).to_be_visible()
        picture(page, "batch-confirm-phone")
        page.get_by_role("button", name="我同意加入").click()
        expect(page.get_by_role("status")).to_contain_text("您同意加入")


def test_a_courier_joins_by_the_own_answer_and_whoever_gave_none_does_not(
    server: LiveServer, signed_in: Callable[..., Page], open_browser: Callable[..., BrowserContext],
    accounts: list[Account],
) -> None:  # fmt: skip
    clerk = account_of(accounts, "street")
    street = caller(server, clerk)
    body = {
        "organisation_id": street.get("/me")["organisation"]["id"], "title": TITLE, "group_eight": "courier",
        "rows": [{"name": name, "id_no": number, "mobile": ""} for name, number in PEOPLE],
    }  # fmt: skip
    batch = street.post("/members/batches", json=body)
    page = signed_in(clerk)
    page.goto(f"/members/batches/{batch['id']}")
    settled(page)
    act(page, "开始本人确认")
    page.get_by_role("button", name="发出确认码").click()
    code = page.get_by_role("row", name=PEOPLE[0][0]).locator(".slip-code")
    expect(code).to_be_visible()
    answer(open_browser, code.inner_text(), PEOPLE[0][1][-4:])
    page.reload()
    settled(page)
    act(page, "提交批准")
    expect(page.get_by_role("button", name="批准入会")).to_have_count(0)
    office = signed_in(account_of(accounts, "district"))
    office.goto(f"/members/batches/{batch['id']}")
    settled(office)
    act(office, "批准入会")
    picture(office, "batch-approved")
    states = {row["name"]: row["status"] for row in street.get("/members", q="李快送")["items"]}
    assert states == {"李快送": "active"}
    assert street.get("/members", q="王未签")["total"] == 0


def test_a_large_list_needs_a_second_person_and_carries_its_purpose(
    server: LiveServer, signed_in: Callable[..., Page], accounts: list[Account], tmp_path: Path
) -> None:
    clerk = account_of(accounts, "district")
    leader = next(
        one for one in accounts
        if one.role == "district" and "exports:approve" in caller(server, one).get("/me")["permissions"]
    )  # fmt: skip
    page = signed_in(clerk)
    page.goto("/exports/new?list=members&status=active")
    settled(page)
    page.get_by_label("用途").fill(PURPOSE)
    page.get_by_role("button", name="提交申请").click()
    prove(page, "登录密码", clerk.password)
    expect(page).to_have_url(re.compile(r"/exports/[0-9a-f-]{36}$"))
    settled(page)
    expect(page.get_by_role("button", name="批准")).to_have_count(0)
    desk = signed_in(leader)
    desk.goto(page.url)
    settled(desk)
    desk.get_by_role("button", name="批准", exact=True).click()
    desk.get_by_role("dialog").get_by_role("button", name="批准", exact=True).click()
    prove(desk, "登录密码", leader.password)
    page.reload()  # while the file is being written: nobody's work waits for it
    expect(page.get_by_role("button", name="下载文件")).to_be_visible(timeout=120_000)
    expect(desk.get_by_role("button", name="下载文件")).to_have_count(0)
    expect(page.get_by_text("到期自动销毁").first).to_be_visible()
    picture(page, "large-export-ready")
    with page.expect_download(timeout=60_000) as taken:
        page.get_by_role("button", name="下载文件").click()
    file = tmp_path / "list.xlsx"
    taken.value.save_as(file)
    footer = str(openpyxl.load_workbook(file).worksheets[0].oddFooter.left.text)
    assert PURPOSE in footer and clerk.person_name in footer
    expect(page.get_by_text("1 次").or_(page.get_by_text("1次")).first).to_be_visible()
