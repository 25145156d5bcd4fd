"""Without a mouse: from the sign-in to a filed return."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import Account, account_of

pytestmark = pytest.mark.browser
MOST_TABS = 60


def press_to(page: Page, selector: str, key: str = "Tab") -> None:
    """Press a key until the focus stands on what the selector describes."""
    for _ in range(MOST_TABS):
        if page.evaluate("wanted => document.activeElement?.matches(wanted) ?? false", selector):
            return
        page.keyboard.press(key)
    raise AssertionError(f"{MOST_TABS} times {key} do not reach {selector}")
