"""From the drive list to a normal union: application, preparation, a member, the election, the approval, the figures."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from backend.kernel.identifiers import resident_check_digit
from tests.browser.conftest import DESK, PHONE, Account, account_of, picture, settled

pytestmark = pytest.mark.browser
PERSON = "甘试卷"
ID_NUMBER = "43070219900307001" + resident_check_digit("43070219900307001")


def act(page: Page, name: str) -> None:
    """Press one of the buttons above the card."""
    page.get_by_role("main").get_by_role("button", name=name, exact=True).first.click()


def fill(page: Page, control: str, text: str) -> None:
    """Type into a box by its id and leave it."""
    box = page.locator(f'[id="{control}"]').last
    box.fill(text)
    box.press("Tab")


def reply(page: Page, action: str, number: str) -> None:
    """The upper union's written reply in the dialog."""
    act(page, action)
    dialog = page.get_by_role("dialog")
    fill(page, "document_no", number)
    dialog.get_by_role("button", name=action, exact=True).click()
    expect(dialog).to_have_count(0)


def figure(page: Page, code: str) -> int:
    """How many rows stand behind a figure now (ratios: the numerator)."""
    answer = page.evaluate(
        """async (code) => {
            const token = await fetch('/api/v1/auth/refresh', {method: 'POST'}).then((r) => r.json());
            const headers = {Authorization: `Bearer ${token.access_token}`};
            return (await fetch(`/api/v1/indicators/${code}`, {headers})).json();
        }""",
        code,
    )
    return int(answer["numerator"])


def narrow(page: Page, name: str) -> None:
    """The same page on a phone: nothing to push sideways; kept as a picture."""
    page.set_viewport_size({"width": PHONE["width"], "height": PHONE["height"]})
    settled(page)
    width = page.evaluate("document.documentElement.scrollWidth")
    assert width <= PHONE["width"], f"{name}: {width} px wide"
    picture(page, f"{name}-phone")
    page.set_viewport_size({"width": DESK["width"], "height": DESK["height"]})


def test_a_union_is_founded_and_counted(signed_in: Callable[..., Page], accounts: list[Account]) -> None:
    street = signed_in(account_of(accounts, "street"))
    leader = signed_in(next(a for a in accounts if a.login_name == "leader"))
    codes = ("organisations.grassroots", "organisations.founding_rate")
    before = [figure(leader, code) for code in codes]
    entry, employer = open_employer(street)
    case = apply(street, employer)

    leader.goto(case)
    reply(leader, "批复筹备", "常武工复〔2020〕301号")
    expect(leader.get_by_text("工会正在筹备")).to_be_visible()
    assert [figure(leader, code) for code in codes] == before
    picture(leader, "founding-preparing")

    street.reload()
    street.get_by_role("link", name="登记会员").click()
    enrol(street)
    street.goto(case)
    act(street, "报批选举")
    file_slate(street)
    leader.reload()
    act(leader, "同意选举")
    leader.get_by_role("dialog").get_by_role("button", name="同意选举").click()
    expect(leader.get_by_text("可以选举").first).to_be_visible()

    street.goto(case)
    act(street, "报告选举结果")
    report_election(street)
    leader.reload()
    reply(leader, "批准建会", "常武工复〔2020〕302号")
    expect(leader.get_by_text("已批准建会").first).to_be_visible()
    picture(leader, "founding-done")
    narrow(leader, "founding-done")
    assert [figure(leader, code) for code in codes] == [count + 1 for count in before]

    leader.get_by_role("link", name="建会批复").click()
    expect(leader.get_by_text("常武工复〔2020〕302号")).to_be_visible()
    picture(leader, "founding-letter")
    street.goto(entry)
    expect(street.get_by_text("已建会").first).to_be_visible()
    street.goto(case)
    street.get_by_role("link", name=f"{employer}工会委员会").first.click()
    expect(street.get_by_text("常武工复〔2020〕302号").first).to_be_visible()
    expect(street.locator("main").get_by_text("正常", exact=True).first).to_be_visible()
    picture(street, "founding-union")


def open_employer(page: Page) -> tuple[str, str]:
    """An employer of the drive's register without a union: where its page is, and its name."""
    page.goto("/organisations/drive")
    settled(page)
    picture(page, "drive-list")
    narrow(page, "drive-list")
    waiting = page.get_by_role("row").filter(has_text=re.compile("未接触|已接触|已承诺"))
    waiting.first.get_by_role("link").first.click()
    expect(page.get_by_role("button", name="申请建会")).to_be_visible()
    picture(page, "drive-entry")
    return page.url, page.get_by_role("heading", level=1).inner_text()


def apply(page: Page, employer: str) -> str:
    """The street applies for the employer it came from; answers where the case is."""
    act(page, "申请建会")
    expect(page.get_by_text(f"不填时为「{employer}工会委员会」")).to_be_visible()
    fill(page, "preparer_name", "余建国")
    fill(page, "applied_on", "20201214")
    picture(page, "founding-form")
    page.get_by_role("button", name="提交申请").click()
    expect(page.get_by_role("heading", level=1, name=f"{employer}工会委员会")).to_be_visible()
    expect(page.get_by_role("button", name="批复筹备")).to_have_count(0)
    picture(page, "founding-applied")
    return page.url


def enrol(page: Page) -> None:
    """Register one member in the union that is being prepared."""
    expect(page.get_by_role("heading", level=1, name="登记会员")).to_be_visible()
    settled(page)
    fill(page, "name", PERSON)
    fill(page, "id_no", ID_NUMBER)
    fill(page, "joined_on", "20201215")
    page.get_by_role("button", name="登记", exact=True).click()
    expect(page.get_by_role("heading", level=1, name=PERSON)).to_be_visible()
    picture(page, "founding-enrol")


def file_slate(page: Page) -> None:
    """Three candidates for two seats, and one for the audit committee."""
    settled(page)
    fill(page, "seats", "1")
    fill(page, "filed_on", "20201216")
    fill(page, "candidates.1.name", "潘小兰")
    fill(page, "candidates.2.name", "简对账")
    picture(page, "founding-slate")
    page.get_by_role("button", name="报批选举").click()
    expect(page.get_by_text("选举待批复").first).to_be_visible()


def report_election(page: Page) -> None:
    """Too few came; with the right number the report is taken."""
    settled(page)
    page.get_by_role("button", name="删除第 2 人").click()
    for control, text in {
        "entitled": "36",
        "present": "23",
        "elected.0.votes": "23",
        "elected.1.votes": "22",
    }.items():
        fill(page, control, text)
    page.get_by_role("button", name="报告选举结果").click()
    expect(page.get_by_role("alert").get_by_role("link").first).to_be_visible()
    picture(page, "founding-quorum")
    fill(page, "present", "33")
    page.get_by_role("button", name="报告选举结果").click()
    expect(page.get_by_text("已选举待批复").first).to_be_visible()
    picture(page, "founding-elected")
