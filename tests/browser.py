"""The browser that tests open: Chromium without windows, where it is installed, or the whole one."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from config.database import ROOT

NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ARGUMENTS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
BARE = () if "TONGBAN_SCREENSHOTS" in os.environ else ("--disable-remote-fonts",)
"""Where nobody looks at pictures, a page need not fetch the hundred parts of its Chinese font."""
DESK, PHONE = (1440, 900), (390, 844)
AXE = ROOT / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
"""What looks for barriers on a page."""
PATIENCE_SECONDS = 60
"""How long a page may take on a machine that is busy with something else."""


@contextmanager
def opened_browser() -> Iterator[Browser]:
    """Open the system's browser and close it."""
    expect.set_options(timeout=PATIENCE_SECONDS * 1000)
    names = (os.environ.get("TONGBAN_BROWSER"), *NAMES)
    path = next((found for name in names if name and (found := shutil.which(name))), None)
    if path is None:
        pytest.fail("no browser: run `make setup-test`, or name one in TONGBAN_BROWSER")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=[*ARGUMENTS, *BARE])
        yield started
        started.close()


def new_window(
    browser: Browser, address: str, size: tuple[int, int] = DESK, locale: str = "zh-CN"
) -> BrowserContext:
    """Return a visitor's window: nothing of another visitor is in it."""
    context = browser.new_context(
        base_url=address,
        viewport={"width": size[0], "height": size[1]},
        locale=locale,
        timezone_id="Asia/Shanghai",
        accept_downloads=True,
        reduced_motion="reduce",  # nobody looks: what moves only costs
    )
    context.set_default_timeout(PATIENCE_SECONDS * 1000)
    return context


def fits(page: Page) -> bool:
    """Tell whether the page, once it stands, is no wider than its window."""
    page.wait_for_function("document.readyState === 'complete'")
    return page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
