"""axe on every route at both sizes, and no page wider than its screen."""

from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.conftest import DESK, PHONE, Account, account_of, picture

pytestmark = pytest.mark.browser
RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]}}

#: role -> the pages it opens; `{id}` is the first object of the list before it
ROUTES = {
    "district": [
        "/", "/board", "/indicators", "/indicators/members.total", "/organisations", "/organisations/{id}",
        "/members", "/members/{id}", "/members/check", "/members/cases", "/members/imports", "/members/imports/new",
        "/returns", "/returns/{id}", "/returns/{id}/print", "/returns/board?year=2020",
        "/returns/missing?period=2020-11", "/parameters", "/audit", "/account",
    ],
    "enterprise": ["/", "/returns", "/members", "/members/new", "/organisations", "/account"],
    "street": ["/", "/organisations/new", "/returns/board?year=2020", "/members/imports/new"],
    "system_admin": ["/", "/accounts", "/account"],
}  # fmt: skip


def first_id(page: Page, path: str) -> str:
    """The id of the first object of a list, found as a person would: by its link."""
    base = "/" + path.split("/")[1]
    page.goto(base)
    link = page.locator(f'main a[href^="{base}/0"]').first
    expect(link).to_be_visible()
    return str(link.get_attribute("href")).split("/")[2]


def settled(page: Page) -> None:
    """The page has its content: nothing is loading any more."""
    page.wait_for_load_state("networkidle")
    expect(page.locator(".skeleton")).to_have_count(0)


def faults_of(page: Page) -> list[str]:
    """What axe and a ruler find on the page."""
    found: list[str] = []
    result: Any = Axe().run(page, options=RULES)
    for violation in result.response["violations"]:
        found += [f"{violation['id']}: {node['target']} {node['html'][:160]}" for node in violation["nodes"][:3]]
    overflow = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    if overflow > 1:
        found.append(f"{overflow} px wider than the screen")
    return found


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
@pytest.mark.parametrize("role", list(ROUTES))
def test_every_page_is_accessible(
    role: str, size: dict[str, int], signed_in: Callable[..., Page], accounts: list[Account]
) -> None:
    page = signed_in(account_of(accounts, role), size)
    faults: dict[str, list[str]] = {}
    for route in ROUTES[role]:
        path = route.format(id=first_id(page, route)) if "{id}" in route else route
        page.goto(path)
        settled(page)
        picture(page, f"{role}-{size['width']}-{route.strip('/').replace('/', '-').replace('{id}', 'one') or 'home'}")
        found = faults_of(page)
        if found:
            faults[route] = found
    assert faults == {}


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_the_sign_in_page_is_accessible(size: dict[str, int], open_browser: Callable[..., Any]) -> None:
    page = open_browser(size).new_page()
    page.goto("/")
    expect(page.get_by_label("登录名")).to_be_visible()
    picture(page, f"login-{size['width']}")
    assert faults_of(page) == []


def test_a_foreign_page_says_so(signed_in: Callable[..., Page], accounts: list[Account]) -> None:
    page = signed_in(account_of(accounts, "enterprise"))
    page.goto("/accounts")
    expect(page.get_by_role("main")).to_contain_text("没有")
    page.goto("/no/such/page")
    expect(page.get_by_role("main")).to_contain_text("没有找到")
