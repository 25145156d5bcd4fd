"""A chair checks the own six, the street finds something wanting, it is mended and passed; the district's rate follows."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import PHONE, Account, account_of, picture, settled
from tests.organisations.standards import PNG

pytestmark = pytest.mark.browser
SCHEME = "六有 · 武陵2020方案"


def section(page: Page, heading: str) -> Locator:
    """One part of the union card's standards."""
    return page.locator(".standards section").filter(has=page.get_by_role("heading", level=3, name=heading))


def take(page: Page, step: str, note: str = "") -> None:
    """Take a step and confirm it."""
    page.get_by_role("button", name=step, exact=True).click()
    dialog = page.get_by_role("dialog")
    if note:
        dialog.locator("#note").fill(note)
    dialog.get_by_role("button", name=step, exact=True).click()
    expect(dialog).to_be_hidden()


def saved(page: Page) -> None:
    """Everything that was written is on the server."""
    expect(page.get_by_text("已保存")).to_be_visible()


def answer_all(page: Page) -> None:
    """The chair's three minutes: all six at once, four activities, a photo of the plate."""
    page.get_by_role("button", name="六项全部达到").click()
    saved(page)
    page.get_by_role("button", name="有活动：添加或查看佐证").click()
    known = page.get_by_label(re.compile(r"有活动 第 \d+ 条记录 名称")).count()
    for number in range(known + 1, known + 5):
        page.get_by_role("button", name="有活动：添加记录").click()
        page.get_by_label(f"有活动 第 {number} 条记录 名称").fill(f"职工活动之{number}")
        day = page.get_by_label(f"有活动 第 {number} 条记录 日期")
        day.fill("20201008")
        day.press("Tab")
    saved(page)
    page.get_by_role("button", name="有牌子：添加或查看佐证").click()
    plate = page.locator("#plate")
    plate.locator("input[type=file]").set_input_files(
        {"name": "牌子.png", "mimeType": "image/png", "buffer": PNG}
    )
    expect(plate.get_by_role("button", name="牌子.png")).to_be_visible()


def rate(page: Page, text: str) -> None:
    """What the district reads on the list of unions."""
    page.goto("/six-have")
    settled(page)
    expect(page.get_by_text("六有达标率（武陵2020方案）").first).to_be_visible()
    expect(page.get_by_text(text)).to_be_visible()


def test_a_union_mends_its_six_and_the_rate_of_the_district_follows(
    signed_in: Callable[..., Page], accounts: list[Account]
) -> None:
    chair_account = account_of(accounts, "enterprise")
    chair = signed_in(chair_account)
    street = signed_in(account_of(accounts, "street"))
    district = signed_in(account_of(accounts, "district"))
    rate(district, "698 / 734 家")
    expect(district.get_by_text("95.10%")).to_be_visible()
    expect(district.get_by_text("可以这样说", exact=True)).to_be_visible()

    chair.goto("/organisations")
    chair.get_by_role("main").get_by_role("link", name=chair_account.organisation).first.click()
    section(chair, SCHEME).get_by_role("button", name="开始自查").click()
    expect(chair.get_by_role("heading", level=1, name=re.compile("六有核查"))).to_be_visible()
    answer_all(chair)
    picture(chair, "six-have-self-check")
    take(chair, "申报")
    expect(chair.get_by_text("待街道核查").first).to_be_visible()
    address = chair.url

    street.goto("/six-have/checks?is_to_verify=true&scheme=wuling_2020")
    street.get_by_role("main").get_by_role("link", name=chair_account.organisation).click()
    expect(street.get_by_role("button", name="六项全部达到")).to_be_visible()
    street.keyboard.press("0")
    street.keyboard.press("3")
    street.get_by_label("有牌子 意见").fill("牌子还没有挂出来")
    saved(street)
    picture(street, "six-have-verification")
    take(street, "限期整改", "请把牌子挂在门口")
    expect(street.get_by_text("限期整改").first).to_be_visible()
    rate(district, "697 / 734 家")
    expect(district.get_by_text("94.96%")).to_be_visible()
    expect(district.get_by_text("还不能这样说")).to_be_visible()

    phone = signed_in(chair_account, PHONE)
    phone.goto(address)
    expect(phone.get_by_text("上一轮意见：牌子还没有挂出来")).to_be_visible()
    phone.get_by_role("radiogroup", name="有牌子", exact=True).get_by_text("达到", exact=True).click()
    phone.get_by_label("有牌子 说明").fill("已挂在大门右侧")
    saved(phone)
    picture(phone, "six-have-mended-phone")
    take(phone, "申请复查")
    expect(phone.get_by_text("待复查").first).to_be_visible()

    street.goto(address)
    expect(street.get_by_text("已挂在大门右侧")).to_be_visible()
    street.keyboard.press("0")
    take(street, "核定达标")
    expect(street.get_by_text("应在 2021-12-16 前复查")).to_be_visible()
    rate(district, "698 / 734 家")
    district.goto("/board")
    figure = district.get_by_role("article", name="六有达标率（武陵2020方案）")
    expect(figure.get_by_role("link", name="95.10%")).to_be_visible()
    picture(district, "six-have-board")
