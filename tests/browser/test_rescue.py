"""Nothing typed is lost: an ended session, a lost network, two fast clicks, somebody else at the same return."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, Request, expect

from tests.browser.conftest import Account, account_of, fill_login, picture, served_copy
from tests.browser.events import Caller, caller
from tests.support.server import LiveServer

pytestmark = pytest.mark.browser
ITEM = "employees_women"


@pytest.fixture(scope="module")
def server(demo_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveServer]:
    """One server: each story has a union of its own."""
    yield from served_copy(demo_store, tmp_path_factory.mktemp("rescue"))


def open_month(person: Caller) -> dict[str, Any]:
    """The November return of the person's own union."""
    union = person.get("/me")["organisation"]["id"]
    opened: dict[str, Any] = person.post("/returns", json={"organisation_id": union, "period": "2020-11"})
    return opened


def value_of(person: Caller, ret: dict[str, Any]) -> int:
    """What the server has in the cell of the stories."""
    sections = person.get(f"/returns/{ret['id']}")["sections"]
    return int(next(cell["value"] for part in sections for cell in part["cells"] if cell["item"] == ITEM))


def wait_saved(page: Page) -> None:
    """The page says that everything typed is with the server."""
    expect(page.get_by_text(re.compile("已存草稿"))).to_be_visible()
    expect(page.locator(".cell-state")).to_have_count(0)


def test_an_ended_session_asks_over_the_form(
    signed_in: Callable[..., Page], accounts: list[Account], server: LiveServer
) -> None:
    account = account_of(accounts, "enterprise", 0)
    person = caller(server, account)
    ret = open_month(person)
    before = value_of(person, ret)
    page = signed_in(account)
    page.goto(f"/returns/{ret['id']}")
    expect(page.locator(f"#{ITEM}")).to_have_value(str(before))
    for session in person.get("/me/sessions"):
        if not session["is_current"]:
            assert person.http.delete(f"/me/sessions/{session['id']}").status_code == 204

    page.locator(f"#{ITEM}").fill(str(before + 1))
    dialog = page.get_by_role("dialog", name="登录已过期")
    expect(dialog).to_be_visible()
    expect(page.locator(f"#{ITEM}")).to_have_value(str(before + 1))
    picture(page, "session-ended")
    fill_login(page, account)
    expect(dialog).to_be_hidden()
    wait_saved(page)
    assert value_of(person, ret) == before + 1


def test_without_a_network_nothing_is_lost(
    signed_in: Callable[..., Page], accounts: list[Account], server: LiveServer
) -> None:
    account = account_of(accounts, "enterprise", 1)
    person = caller(server, account)
    ret = open_month(person)
    before = value_of(person, ret)
    page = signed_in(account)
    page.goto(f"/returns/{ret['id']}")
    expect(page.locator(f"#{ITEM}")).to_have_value(str(before))

    page.context.set_offline(True)
    page.locator(f"#{ITEM}").fill(str(before + 1))
    expect(page.locator(".offline")).to_be_visible()
    expect(page.get_by_text("保存失败，将自动重试")).to_be_visible()
    picture(page, "offline")
    assert value_of(person, ret) == before

    page.context.set_offline(False)
    expect(page.locator(".offline")).to_have_count(0)
    wait_saved(page)
    expect(page.locator(f"#{ITEM}")).to_have_value(str(before + 1))
    assert value_of(person, ret) == before + 1


def test_two_fast_clicks_submit_once(
    signed_in: Callable[..., Page], accounts: list[Account], server: LiveServer
) -> None:
    account = account_of(accounts, "enterprise", 2)
    ret = open_month(caller(server, account))
    page = signed_in(account)
    sent: list[str] = []

    def note(request: Request) -> None:
        if request.method == "POST" and request.url.endswith("/actions"):
            sent.append(request.url)

    page.on("request", note)
    page.goto(f"/returns/{ret['id']}/check")
    page.get_by_role("button", name="提交月报").evaluate("button => { button.click(); button.click(); }")
    expect(page.get_by_text("已报", exact=True).first).to_be_visible()
    assert len(sent) == 1


@pytest.mark.parametrize(("choice", "kept"), [("仍用我填的", 1), ("采用现有的", 5)], ids=["mine", "theirs"])
def test_two_people_at_one_return_see_the_difference(
    choice: str, kept: int, signed_in: Callable[..., Page], accounts: list[Account], server: LiveServer
) -> None:
    chair, clerk = account_of(accounts, "enterprise", 0), account_of(accounts, "street", 0)
    other = caller(server, clerk)
    ret = open_month(caller(server, chair))
    before = value_of(other, ret)
    page = signed_in(chair)
    page.goto(f"/returns/{ret['id']}")
    expect(page.locator(f"#{ITEM}")).to_have_value(str(before))
    version = other.get(f"/returns/{ret['id']}")["version"]
    answer = other.http.patch(
        f"/returns/{ret['id']}/cells",
        json={"cells": [{"item": ITEM, "value": before + 5, "reason": ""}]},
        headers={"If-Match": f'"v{version}"'},
    )
    assert answer.status_code == 200, answer.text

    page.locator(f"#{ITEM}").fill(str(before + 1))
    dialog = page.get_by_role("dialog", name=re.compile("已被他人修改"))
    row = dialog.get_by_role("row").filter(has=page.get_by_role("rowheader", name="女职工"))
    expect(row.get_by_role("cell")).to_have_text([str(before + 1), str(before + 5)])
    picture(page, "conflict")
    dialog.get_by_role("button", name=choice).click()
    expect(dialog).to_be_hidden()
    expect(page.locator(f"#{ITEM}")).to_have_value(str(before + kept))
    expect(page.locator(".cell-state")).to_have_count(0)
    assert value_of(other, ret) == before + kept
