"""The demo federation behind a real server, and a Chromium for each person of a story."""

import json
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser import store
from tests.support.server import ROOT, LiveServer

DESK = {"width": 1366, "height": 768}
PHONE = {"width": 390, "height": 844}
PICTURES = ROOT / "var" / "pictures"


expect.set_options(timeout=15_000)


@dataclass(frozen=True)
class Account:
    """How one person of the demo signs in."""

    role: str
    login_name: str
    password: str
    person_name: str
    organisation: str


@pytest.fixture(scope="session")
def demo_store() -> Path:
    """The demo federation, copied for whoever changes it."""
    return store.shared()


@pytest.fixture(scope="session")
def accounts(demo_store: Path) -> list[Account]:
    """The accounts the demo prints."""
    rows = json.loads(LiveServer(demo_store).command("demo", "accounts", "--json"))
    return [Account(**row) for row in rows]


def served_copy(demo_store: Path, folder: Path) -> Iterator[LiveServer]:
    """A server over a copy of the demo, stopped in the end."""
    assert (ROOT / "frontend" / "dist" / "index.html").exists(), "build the page first: make test does"
    shutil.copytree(demo_store, folder / "var")
    live = LiveServer(folder / "var").start()
    yield live
    live.stop()
    shutil.rmtree(folder / "var")


@pytest.fixture
def server(demo_store: Path, tmp_path: Path) -> Iterator[LiveServer]:
    """A server for one story; what the story changes is gone after it. Modules that only read share one."""
    yield from served_copy(demo_store, tmp_path)


def account_of(accounts: list[Account], role: str, nth: int = 0) -> Account:
    """The nth account of a role."""
    return [account for account in accounts if account.role == role][nth]


@pytest.fixture
def open_browser(browser: Browser, server: LiveServer) -> Iterator[Callable[..., BrowserContext]]:
    """Opens a fresh browser profile, at a desk or on a phone; page errors fail the story."""
    opened: list[BrowserContext] = []
    faults: list[str] = []

    def open_one(size: dict[str, int] = DESK) -> BrowserContext:
        context = browser.new_context(
            base_url=server.url,
            viewport={"width": size["width"], "height": size["height"]},
            locale="zh-CN",
            timezone_id="Asia/Shanghai",
            reduced_motion="reduce",
        )
        context.on("weberror", lambda error: faults.append(str(error.error)))
        opened.append(context)
        return context

    yield open_one
    for context in opened:
        context.close()
    assert faults == []


@pytest.fixture
def signed_in(open_browser: Callable[..., BrowserContext]) -> Callable[..., Page]:
    """A page on which a person has signed in by the login form."""

    def enter(account: Account, size: dict[str, int] = DESK) -> Page:
        page = open_browser(size).new_page()
        page.goto("/")
        fill_login(page, account)
        expect(page.get_by_role("button", name=re.compile(account.person_name))).to_be_visible()
        return page

    return enter


def fill_login(page: Page, account: Account) -> None:
    """Answer the question who one is, on the login page or in the dialog over a page."""
    page.get_by_label("登录名").fill(account.login_name)
    page.get_by_label("密码", exact=True).fill(account.password)
    page.get_by_role("button", name="登录", exact=True).click()


def settled(page: Page) -> None:
    """The page has its title and its content: nothing is loading any more."""
    expect(page.locator("main h1")).to_be_visible()
    expect(page.locator(".skeleton")).to_have_count(0)
    expect(page.locator("[aria-busy=true]")).to_have_count(0)


def picture(page: Page, name: str) -> None:
    """Keep a picture of what the person sees."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=PICTURES / f"{name}.png")
