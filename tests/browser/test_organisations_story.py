"""The district looks a union up, registers another one, and sees the tree as it was a year ago."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from backend.kernel.pinyin import phrase_initials
from tests.browser.conftest import Account, account_of, picture, settled

pytestmark = pytest.mark.browser
NEW = "常德湘沅茶业有限公司"
YEAR_END = "2019-12-31"


def search(page: Page, text: str) -> None:
    """Look for unions as a person does: type and press Enter."""
    box = page.get_by_label("查询：名称、拼音首字母、编码")
    box.fill(text)
    box.press("Enter")
    expect(page).to_have_url(re.compile(f"q={text}"))
    settled(page)


def choose(page: Page, control: str, option: str) -> None:
    """Open a list by its control and take one line of it."""
    page.locator(f'[id="{control}"]').click()
    page.locator(".ant-select-dropdown:visible").get_by_title(option, exact=True).click()


def union_count(page: Page, name: str) -> int:
    """The number of grassroots unions that the tree shows beside a union."""
    return int(tree_node(page, name).locator(".number").inner_text().replace(",", ""))


def tree_node(page: Page, name: str) -> Locator:
    """The line of a union in the tree."""
    line = page.get_by_role("navigation", name="组织树").locator(".org-node").filter(has_text=name).first
    expect(line).to_be_visible()
    return line


def fill_registration(page: Page, name: str) -> None:
    """What the clerk knows about a new union; place and kind are proposed."""
    page.locator("#name").fill(name)
    for control, option in {
        "economic_type": "私营企业",
        "report_class": "非公企业和其他社会组织",
        "unit_category": "企业",
        "industry": "批发和零售业",
        "employers.0.economic_type": "私营企业",
        "employers.0.industry": "批发和零售业",
    }.items():
        choose(page, control, option)
    for control, text in {
        "founded_on": "20201201",
        "approval_no": "常武工复〔2020〕91号",
        "approving_org": "启明街道工会联合会",
        "employers.0.name": NEW,
        "employers.0.employer_uscc": "91430702MA4L00011F",
    }.items():
        page.locator(f'[id="{control}"]').fill(text)
        page.locator(f'[id="{control}"]').press("Tab")


def test_a_union_is_found_registered_and_absent_before_its_time(
    signed_in: Callable[..., Page], accounts: list[Account]
) -> None:
    page = signed_in(account_of(accounts, "district"))
    known = account_of(accounts, "enterprise", 1).organisation
    page.goto("/organisations")
    settled(page)
    search(page, phrase_initials(known)[2:6])
    expect(page.get_by_role("main").get_by_role("link", name=known)).to_be_visible()
    picture(page, "organisations-search")

    page.goto("/organisations")
    settled(page)
    before = union_count(page, "启明街道工会联合会")
    tree_node(page, "启明街道工会联合会").get_by_role("link").click()
    page.get_by_role("button", name="登记工会").click()
    expect(page.get_by_role("heading", level=1, name="登记工会")).to_be_visible()
    expect(page.get_by_text("常德市武陵区启明街道工会联合会").first).to_be_visible()
    fill_registration(page, f"{NEW}工会")
    page.get_by_role("button", name="登记", exact=True).click()
    fault = page.get_by_role("alert").get_by_role("link", name=re.compile("工会名称"))
    expect(fault).to_contain_text("工会委员会")
    picture(page, "organisation-fault")
    fault.click()
    expect(page.locator("#name")).to_be_focused()
    page.locator("#name").fill(f"{NEW}工会委员会")
    page.get_by_role("button", name="登记", exact=True).click()
    expect(page.get_by_role("heading", level=1, name=f"{NEW}工会委员会")).to_be_visible()
    picture(page, "organisation-card")

    page.goto("/organisations")
    settled(page)
    assert union_count(page, "启明街道工会联合会") == before + 1
    page.get_by_label("时点").fill(YEAR_END)
    page.get_by_label("时点").press("Enter")
    expect(page.get_by_text(f"按 {YEAR_END} 的隶属关系")).to_be_visible()
    settled(page)
    expect(tree_node(page, "武陵区总工会").locator(".number")).to_have_text("685")
    assert union_count(page, "启明街道工会联合会") < before
    search(page, phrase_initials(NEW)[2:6])
    expect(page.get_by_text("没有符合条件的记录")).to_be_visible()
    picture(page, "organisations-as-of")
