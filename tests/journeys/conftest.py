"""The installation and the browser that journeys share; both end with the last journey.

Playwright keeps an event loop running, with which Django refuses to touch a database: so nothing here
outlives this folder, and journeys look into the installation's database with psycopg only.
"""

import os
from collections.abc import Callable, Generator, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from config.database import VAR
from tests.browser import DESK, new_window, opened_browser
from tests.journeys.installation import Installation, copy_of, demo_installation, server
from tests.log.listener import naming_somebody

SCREENSHOTS = Path(os.environ.get("TONGBAN_SCREENSHOTS", VAR / "screenshots"))
LINES_OF_LOG = 60


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every journey as one."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.journey)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Show with a journey that failed what its server said last."""
    report = yield
    here = getattr(item, "funcargs", {}).get("installation")
    if report.failed and here:
        report.sections.append(("server", "\n".join(here.log.splitlines()[-LINES_OF_LOG:])))
    return report


@pytest.fixture(scope="package")
def demos(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Installation, Installation]]:
    """The demo, loaded once, and a copy made before anything is done in it: it takes half a minute to load."""
    folder = tmp_path_factory.mktemp("demo")
    (folder / "var").mkdir()
    with demo_installation(folder / "var") as here:
        yield here, copy_of(here, folder / "copy")


@pytest.fixture(scope="package")
def installation(demos: tuple[Installation, Installation]) -> Iterator[Installation]:
    """A running Tongban with the demo loaded."""
    here, _copy = demos
    with server(here):
        yield here
        assert not naming_somebody(here.log)
        assert "Traceback" not in here.log


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """The system's browser."""
    with opened_browser() as browser:
        yield browser


@pytest.fixture
def visitor(installation: Installation, browser: Browser) -> Iterator[Callable[..., Page]]:
    """Open windows of visitors who know nothing of each other; a script error in one fails the journey."""
    contexts: list[BrowserContext] = []
    errors: list[str] = []

    def enter(size: tuple[int, int] = DESK, locale: str = "zh-CN") -> Page:
        context = new_window(browser, installation.address, size, locale)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: errors.append(f"{page.url}: {error}"))
        return page

    yield enter
    for context in contexts:
        context.close()
    assert not errors


@pytest.fixture
def page(visitor: Callable[..., Page]) -> Page:
    """One visitor's page at a desk."""
    return visitor()


@pytest.fixture(scope="package")
def sessions(installation: Installation) -> dict[str, list[Any]]:
    """The cookies of those who have signed in once, by user name."""
    return {}


@pytest.fixture
def signed_in(visitor: Callable[..., Page], sessions: dict[str, list[Any]]) -> Callable[..., Page]:
    """Open the window of one of the demo's people, signed in; who did so before is still known."""
    from tongban.demo.people import PASSWORD

    def enter(username: str, **given: object) -> Page:
        page = visitor(**given)
        page.context.add_cookies(sessions.get(username, []))
        page.goto("/sign-in/")
        if "/sign-in/" in page.url:
            page.fill("input[name=login]", username)
            page.fill("input[name=password]", PASSWORD)
            page.press("input[name=password]", "Enter")
            page.wait_for_url(lambda address: "/sign-in/" not in address)
            sessions[username] = page.context.cookies()
        return page

    return enter


@pytest.fixture
def screenshot() -> Callable[[Page, str], Path]:
    """Keep a picture of a whole page under a name, to look at and for the documentation."""

    def keep(page: Page, name: str) -> Path:
        SCREENSHOTS.mkdir(parents=True, exist_ok=True)
        path = SCREENSHOTS / f"{name}.png"
        page.evaluate("document.fonts.ready")
        page.screenshot(path=path, full_page=True)
        return path

    return keep
