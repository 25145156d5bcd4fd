"""The district merges a union into one of another street; the board of the month before keeps the old numbers."""

import re
from collections.abc import Callable
from typing import Any

import httpx
import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE, Account, picture, settled
from tests.support.server import LiveServer, sign_in

pytestmark = pytest.mark.browser
BEFORE = "2020-11-30"


class Desk:
    """What the API tells the district's clerk, to compare the page with."""

    def __init__(self, server: LiveServer, account: Account) -> None:
        token = sign_in(server.url, account.login_name, account.password)
        self._client = httpx.Client(
            base_url=f"{server.url}/api/v1", headers={"Authorization": f"Bearer {token}"}, timeout=60
        )

    def read(self, path: str, **params: Any) -> Any:
        """An answer."""
        answer = self._client.get(path, params=params)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def members(self, place: str, **params: Any) -> int:
        """Members of one part of the tree."""
        return int(self.read("/indicators/members.total", organisation_id=place, **params)["value"])

    def mergeable(self, street: str, target: str) -> dict[str, Any]:
        """A union of a street that nothing keeps from being merged."""
        rows = self.read("/organisations", parent_id=street, level="90", limit=50)["items"]
        for row in rows:
            form = {
                "kind": "merge", "effective_on": "2020-12-01", "organisation_ids": [row["id"]],
                "target_id": target, "document_no": "1号", "reason": "改制",
            }  # fmt: skip
            if self._client.post("/structure-changes/preview", json=form).json().get("may"):
                return dict(row)
        raise AssertionError("no union of the demo can be merged")


def fill_in(page: Page, merged: dict[str, Any], target: dict[str, Any]) -> None:
    """What the clerk knows: which union, into which, from when, on what basis."""
    page.goto(f"/structure-changes/new?kind=merge&organisation_id={merged['id']}")
    settled(page)
    expect(page.get_by_role("listitem").filter(has_text=merged["name"])).to_be_visible()
    box = page.locator("#target_id")
    box.click()
    box.press_sequentially(target["name"], delay=5)
    page.locator(".ant-select-dropdown:visible").get_by_text(target["name"]).first.click()
    page.locator("#document_no").fill("常武工发〔2020〕31号")
    page.locator("#reason").fill("两家企业合并经营")


def test_a_merge_is_prepared_approved_and_leaves_the_month_before_as_it_was(
    signed_in: Callable[..., Page], accounts: list[Account], server: LiveServer
) -> None:
    clerk, leader = _named(accounts, "district"), _named(accounts, "leader")
    desk = Desk(server, clerk)
    streets = _streets(desk)
    target = desk.read("/organisations", parent_id=streets[1], level="90", limit=1)["items"][0]
    merged = desk.mergeable(streets[0], target["id"])
    gone = desk.members(merged["id"])
    old = [desk.members(street) for street in streets]
    assert gone > 0

    page = signed_in(clerk)
    fill_in(page, merged, target)
    page.get_by_role("button", name="预览").click()
    preview = page.locator("main")
    expect(preview.get_by_text("可以办理")).to_be_visible()
    expect(preview.locator(".structure-moves")).to_contain_text(str(gone))
    picture(page, "merge-preview")
    page.get_by_role("button", name="提交申请").click()
    expect(page.get_by_role("heading", level=1, name=re.compile("并入"))).to_be_visible()
    expect(page.get_by_role("button", name="区级批准")).to_have_count(0)
    address = page.url

    approver = signed_in(leader)
    approver.goto(address)
    settled(approver)
    approver.get_by_role("button", name="区级批准").click()
    approver.get_by_role("dialog").get_by_role("button", name="区级批准").click()
    expect(approver.locator("main").get_by_text("已生效").first).to_be_visible()
    expect(approver.get_by_role("table", name="已经变动的")).to_contain_text("会员转入")
    settled(approver)
    picture(approver, "merge-approved")

    page.goto(f"/organisations/{target['id']}")
    settled(page)
    expect(page.get_by_text(merged["name"]).first).to_be_visible()
    assert [desk.members(street) for street in streets] == [old[0] - gone, old[1] + gone]

    page.goto(f"/board?organisation_id={streets[0]}&as_of={BEFORE}")
    settled(page)
    page.get_by_text("按当时", exact=True).click()
    expect(page).to_have_url(re.compile("tree=then"))
    expect(page.get_by_text("当时的隶属关系统计")).to_be_visible()
    shown = page.get_by_role("article", name="会员数", exact=True).locator(".board-value")
    before = desk.members(streets[0], as_of=BEFORE, tree="then")
    expect(shown).to_contain_text(f"{before:,}")
    picture(page, "board-then")
    shown.get_by_role("link").click()
    expect(page).to_have_url(re.compile("tree=then"))
    assert desk.members(streets[0], as_of=BEFORE) == before


def test_the_pages_of_structure_changes_fit_a_phone(
    signed_in: Callable[..., Page], accounts: list[Account]
) -> None:
    page = signed_in(_named(accounts, "district"), PHONE)
    for path, name in (("/structure-changes", "list"), ("/structure-changes/new", "new")):
        page.goto(path)
        settled(page)
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
        picture(page, f"structure-{name}-phone")
    page.goto("/structure-changes")
    page.get_by_role("main").get_by_role("link").filter(has_text="更名为").first.click()
    expect(page.get_by_role("heading", level=1, name=re.compile("更名为"))).to_be_visible()
    settled(page)
    picture(page, "structure-card-phone")


def _named(accounts: list[Account], login_name: str) -> Account:
    return next(account for account in accounts if account.login_name == login_name)


def _streets(desk: Desk) -> list[str]:
    rows = desk.read("/organisations", level="50", limit=2)["items"]
    return [row["id"] for row in rows]
