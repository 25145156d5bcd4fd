"""Transfers between two streets: one accepted, one returned with its reason, one the district decides; the letter on paper."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE, Account, picture, settled
from tests.browser.events import Caller, caller
from tests.support.server import LiveServer

pytestmark = pytest.mark.browser


def two_chairs(server: LiveServer, accounts: list[Account]) -> tuple[Account, Account]:
    """Chairs of unions in two different streets, both of whom have members."""
    found: dict[str, Account] = {}
    for account in (one for one in accounts if one.role == "enterprise"):
        path = caller(server, account).get("/me")["organisation"]["org_path"]
        found.setdefault(".".join(path.split(".")[:2]), account)
        if len(found) == 2:
            break
    first, second = found.values()
    return first, second


def three_members(chair: Caller) -> list[dict[str, str]]:
    """Members of the chair's union who may be sent."""
    rows = chair.get("/members", status="active", limit="3")["items"]
    assert len(rows) == 3
    return [{"id": row["id"], "name": row["name"]} for row in rows]


def send(page: Page, member: dict[str, str], target: str) -> str:
    """Send a member from their card to a union found by name; the address of the transfer."""
    page.goto(f"/members/{member['id']}")
    settled(page)
    page.get_by_role("button", name="转出", exact=True).click()
    dialog = page.get_by_role("dialog")
    dialog.locator("#to_organisation_id").fill(target[2:8])
    page.locator(".ant-select-dropdown:visible").get_by_text(target).first.click()
    dialog.locator("#dues_paid_until").fill("2020-11")
    dialog.locator("#note").fill("调往新单位")
    picture(page, "transfer-dialog")
    dialog.get_by_role("button", name="转出", exact=True).click()
    expect(page.get_by_role("heading", level=1, name=f"{member['name']}的转出")).to_be_visible()
    expect(page.get_by_role("main").get_by_text("待接收方确认").first).to_be_visible()
    settled(page)
    return page.url


def decide(page: Page, member: dict[str, str], action: str, note: str = "") -> None:
    """Open the case of a member from the list and decide it."""
    page.goto("/members/cases")
    settled(page)
    page.get_by_role("link", name=member["name"], exact=True).first.click()
    act(page, action, note)


def act(page: Page, action: str, note: str = "") -> None:
    """Take one step and answer the question it asks."""
    page.get_by_role("button", name=action, exact=True).click()
    dialog = page.get_by_role("dialog")
    if note:
        dialog.get_by_role("textbox").fill(note)
    dialog.get_by_role("button", name=action, exact=True).click()
    expect(dialog).to_be_hidden()
    settled(page)


def test_three_transfers_between_two_streets(
    server: LiveServer, signed_in: Callable[..., Page], accounts: list[Account]
) -> None:
    sender, receiver = two_chairs(server, accounts)
    district = next(account for account in accounts if account.role == "district")
    accepted, returned, escalated = three_members(caller(server, sender))
    here, there = signed_in(sender), signed_in(receiver)

    link = send(here, accepted, receiver.organisation)
    picture(here, "transfer-sent")
    here.get_by_role("button", name="介绍信").click()
    expect(here.get_by_role("heading", name="会员组织关系接转介绍信")).to_be_visible()
    expect(here.get_by_text("会费交至：2020-11")).to_be_visible()
    picture(here, "transfer-letter")
    decide(there, accepted, "接收")
    expect(there.get_by_role("main").get_by_text("已转入").first).to_be_visible()
    picture(there, "transfer-accepted")
    here.goto(link)
    settled(here)
    expect(here.get_by_role("main").get_by_text("已转入").first).to_be_visible()
    expect(here.get_by_role("button", name="撤回")).to_have_count(0)

    link = send(here, returned, receiver.organisation)
    decide(there, returned, "退回", "未到岗")
    here.goto(link)
    settled(here)
    expect(here.get_by_role("main").get_by_text("未到岗")).to_be_visible()
    here.goto(f"/members/{returned['id']}")
    settled(here)
    expect(here.get_by_role("heading", name="现会籍的权利和义务")).to_be_visible()
    picture(here, "member-effects")

    send(here, escalated, receiver.organisation)
    office = signed_in(district, PHONE)
    decide(office, escalated, "转区总处理")
    act(office, "裁定转入")
    expect(office.get_by_role("main").get_by_text("已转入").first).to_be_visible()
    picture(office, "transfer-decided-phone")
    assert caller(server, receiver).get("/members", status="active", q=escalated["name"])["total"] >= 1
