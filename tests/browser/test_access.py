"""axe on every route at both sizes, and no page wider than its screen."""

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.conftest import DESK, PHONE, Account, account_of, picture, served_copy, settled
from tests.browser.events import make_events
from tests.support.server import ROOT, LiveServer

pytestmark = pytest.mark.browser
#: what to look for; only faults are told, for telling what is good takes longer than finding it
RULES = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]},
    "resultTypes": ["violations"],
    "reporter": "no-passes",
}
FEATURES = ROOT / "frontend" / "src" / "features"

#: role -> the routes it looks at; every route that nobody is named for is the district's
VISITS: dict[str, tuple[str, ...]] = {
    "street": (
        "/", "/organisations/new", "/organisations/foundings/new", "/members/imports", "/members/imports/new",
        "/members/imports/$id", "/jobs/$id", "/returns",
    ),
    "enterprise": (
        "/", "/account", "/funds", "/funds/own-obligations",
        "/home-ratings/new", "/members", "/members/new", "/members/$id", "/members/$id/edit", "/members/$id/correct",
        "/members/applications/new", "/members/batches/new", "/returns", "/returns/$id", "/returns/$id/check",
        "/returns/$id/print", "/account/delegations", "/account/delegations/new", "/account/relatives",
    ),
    "system_admin": ("/", "/accounts", "/accounts/new", "/accounts/$id", "/accounts/$id/rights", "/accounts/$id/handover"),
    "security_admin": ("/grants", "/grants/$id", "/sessions"),
    "auditor": ("/audit",),
    "finance": (
        "/funds/payers/new", "/funds/payers/$id/edit", "/funds/declarations/new", "/funds/collections/new",
        "/funds/dues/$id/edit", "/funds/ledger/entries/new", "/funds/statements/new",
        "/funds/bank-accounts/new", "/funds/receipts/new", "/funds/receipt-books/new", "/funds/refunds/new", "/funds/share-returns/new",
    ),
}  # fmt: skip
#: what the district sees differently from the roles that are named for it
OWN = ("/", "/funds")
#: role -> which account of which role that is, where it is not the first of its own
SEATS = {"enterprise": ("enterprise", 1), "finance": ("district", 2)}
#: routes that need more than their own path
ADDRESSES = {
    "/indicators/$code": "/indicators/members.total",
    "/funds/ledger/months/$period": "/funds/ledger/months/2020-11",
    "/funds/declarations/new": "/funds/declarations/new?payer_id=$id&period=2020-11",
    "/funds/payers/$id/months/$period": "/funds/payers/$id/months/2020-10",
    "/returns/board": "/returns/board?year=2020",
    "/returns/missing": "/returns/missing?period=2020-11",
    "/returns": "/returns?period=2020-11",
    "/parameters/$key": "/parameters/fund.rate",
    "/parameters/$key/propose": "/parameters/fund.rate/propose",
}

#: what comes after the rest of the page, to wait for
LATE = {"/board": "main .chart svg"}


@pytest.fixture(scope="module")
def server(demo_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveServer]:
    """One server for all these pages: nothing is changed while looking at them."""
    yield from served_copy(demo_store, tmp_path_factory.mktemp("access"))


@pytest.fixture(scope="module")
def objects(server: LiveServer, accounts: list[Account]) -> dict[str, str]:
    """An object to look at for every kind of page."""
    return make_events(server, accounts)


def address_of(route: str, objects: dict[str, str]) -> str:
    """Where a route is looked at, with the id of an object in its place."""
    address = ADDRESSES.get(route, route)
    if "$id" not in address:
        return address
    before, after = address.split("$id")
    return f"{before}{objects[f'{before}$id']}{after.replace('$letter', 'application')}"


def declared_routes() -> set[str]:
    """Every route of every feature."""
    return {
        route
        for file in FEATURES.rglob("*.ts")
        for route in re.findall(r'path: "([^"]+)", title:', file.read_text(encoding="utf-8"))
    }


def visits_of(role: str) -> list[str]:
    """The routes a role looks at."""
    if role != "district":
        return list(VISITS[role])
    named = {route for routes in VISITS.values() for route in routes}
    return [*OWN, *sorted(declared_routes() - named)]


def parts_of(role: str) -> int:
    """Into how many tests the routes of a role are dealt, so that all workers have something to look at."""
    return 6 if role == "district" else 1


PARTS = [(role, part) for role in ("district", *VISITS) for part in range(parts_of(role))]


def faults_of(page: Page) -> list[str]:
    """What axe, which the page has loaded, and a ruler find on the page."""
    found: list[str] = []
    for violation in page.evaluate("options => axe.run(options)", RULES)["violations"]:
        found += [
            f"{violation['id']}: {node['target']} {node['html'][:160]}" for node in violation["nodes"][:3]
        ]
    overflow = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    if overflow > 1:
        found.append(f"{overflow} px wider than the screen")
    return found


def test_no_route_is_forgotten() -> None:
    declared = declared_routes()
    assert len(declared) >= 90
    named = {route for routes in VISITS.values() for route in routes}
    assert named <= declared
    assert set(ADDRESSES) <= declared
    assert named | set(visits_of("district")) == declared


@pytest.mark.parametrize(("role", "part"), PARTS)
def test_every_page_is_accessible(
    role: str,
    part: int,
    signed_in: Callable[..., Page],
    accounts: list[Account],
    objects: dict[str, str],
) -> None:
    page = signed_in(account_of(accounts, *SEATS.get(role, (role, 0))))
    faults: dict[str, list[str]] = {}
    for route in visits_of(role)[part :: parts_of(role)]:
        page.goto(address_of(route, objects))
        page.evaluate(Axe().axe_script)
        for size in (DESK, PHONE):
            found = _faults_at(page, size, role, route)
            if found:
                faults[f"{route} at {size['width']}"] = found
        page.set_viewport_size({"width": DESK["width"], "height": DESK["height"]})
    assert faults == {}, json.dumps(faults, ensure_ascii=False, indent=1)


def _faults_at(page: Page, size: dict[str, int], role: str, route: str) -> list[str]:
    page.set_viewport_size({"width": size["width"], "height": size["height"]})
    settled(page)
    expect(page.locator(LATE.get(route, "main"))).to_be_visible()
    picture(page, f"{role}-{size['width']}-{route.strip('/').replace('/', '-').replace('$', '') or 'home'}")
    return faults_of(page) + page.locator("main .problem").all_inner_texts()


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_the_sign_in_page_is_accessible(size: dict[str, int], open_browser: Callable[..., Any]) -> None:
    page = open_browser(size).new_page()
    page.goto("/")
    expect(page.get_by_label("登录名")).to_be_visible()
    page.evaluate(Axe().axe_script)
    picture(page, f"login-{size['width']}")
    assert faults_of(page) == []


def test_a_foreign_page_says_so(signed_in: Callable[..., Page], accounts: list[Account]) -> None:
    page = signed_in(account_of(accounts, "enterprise"))
    page.goto("/accounts")
    expect(page.get_by_role("main")).to_contain_text("没有")
    page.goto("/no/such/page")
    expect(page.get_by_role("main")).to_contain_text("没有找到")
