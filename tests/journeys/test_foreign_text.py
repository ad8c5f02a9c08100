"""Every text that people type, full of markup and script, on the pages of many roles and of strangers, in a browser.

No element of it exists, nothing leaves by itself, and every page is built as with a harmless text in its place.
"""

import re
from collections.abc import Iterable, Iterator

import psycopg
import pytest
from playwright.sync_api import Browser, Page

from tests.browser import new_window
from tests.journeys.foreign_text import text_columns, write_harmless, write_hostile
from tests.journeys.installation import Installation, server
from tongban.demo.people import PASSWORD

ROLES = ("", "zhangmin", "chuangkou", "zhuanyuan", "shixiang", "guanli")
"""A stranger, a citizen and members of staff of the demo."""
ALL_ROLES = (*ROLES, "shipinchu", "caiwu", "fagui", "ducha", "shenji")
MOST_PAGES = 30
OF_A_KIND = 1
AT_ONCE = 4
NOT_PAGES = re.compile(
    r"\.(html|xlsx|pdf|docx|json|pem|txt|zip|xes|js|css)\b|export=|/files/|sign-out|/static/|/healthz"
)
JUDGED = re.compile(r"^/account/(imports/)?\d|^/together/BDL")
"""The audit judges the letters of a report, and finds other things in other letters; its findings come with the page or
after it, as the worker has kept them or not. Of sets of equally many materials the letters decide, too. No foreign element
is there either."""
BUILD = """async ([addresses, most]) => {
  const built = (page) => Array.from(page.querySelectorAll("*"), (each) => {
    let depth = 0;
    for (let above = each.parentElement; above; above = above.parentElement) depth += 1;
    return `${depth} ${each.localName} ${each.getAttributeNames().sort().join(" ")}`;
  });
  const read = async (address) => {
    const answer = await fetch(address, { headers: { Accept: "text/html" } });
    if (!(answer.headers.get("content-type") || "").startsWith("text/html")) return null;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const links = Array.from(page.querySelectorAll("a[href], [hx-get]"), (each) =>
      new URL(each.getAttribute("hx-get") || each.getAttribute("href"), answer.url))
      .filter((to) => to.origin === location.origin).map((to) => to.pathname + to.search);
    return { address, status: answer.status, links, built: built(page).sort(),
      foreign: page.querySelectorAll("#inj, [inj], [hx-post='/inj'], [src*='/inj']").length,
      shows: (page.body.textContent.match(/inj/g) || []).length };
  };
  const waiting = [...addresses], found = [];
  const work = async () => { while (waiting.length) { const one = await read(waiting.shift()); if (one) found.push(one); } };
  await Promise.all(Array.from({ length: most }, work));
  return found;
}"""


@pytest.fixture(scope="module")
def apart(demos: tuple[Installation, Installation]) -> Iterator[Installation]:
    """An installation of its own, whose texts may be spoilt."""
    _original, copy = demos
    with server(copy):
        yield copy


def spoil(here: Installation, write) -> None:
    """Write into every text, and let no worker remember what was there."""
    with psycopg.connect(here.owner) as connection:
        write(connection)
    here.kill_children()
    here.wait()


def kind_of(address: str) -> str:
    """Return an address with its numbers and codes left out: pages of one template."""
    path, _, query = address.partition("?")
    parts = [re.sub(r"\d+", "0", part) if re.search(r"\d", part) else part for part in path.split("/")]
    return "/".join(parts) + ("?" if query else "")


def crawl(page: Page, seen: dict[str, int]) -> dict[str, dict]:
    """Return the pages that somebody reaches by links, a few of each kind, by address."""
    found: dict[str, dict] = {}
    waiting = ["/"]
    while waiting and len(found) < MOST_PAGES:
        for one in page.evaluate(BUILD, [waiting, AT_ONCE]):
            found[one["address"]] = one
        fresh = []
        for link in (link for one in found.values() for link in one["links"]):
            kind = kind_of(link)
            if link not in found and not NOT_PAGES.search(link) and seen.get(kind, 0) < OF_A_KIND:
                seen[kind] = seen.get(kind, 0) + 1
                fresh.append(link)
        waiting = fresh[: MOST_PAGES - len(found)]
    return found


def read(page: Page, addresses: Iterable[str]) -> dict[str, dict]:
    """Return how pages are built, by address."""
    return {one["address"]: one for one in page.evaluate(BUILD, [list(addresses), AT_ONCE])}


def sign_in(page: Page, username: str) -> None:
    page.goto("/sign-in/" if username else "/")
    if username:
        page.fill("input[name=login]", username)
        page.fill("input[name=password]", PASSWORD)
        page.press("input[name=password]", "Enter")
        page.wait_for_url(lambda address: "/sign-in/" not in address)


@pytest.mark.parametrize(
    "roles", [ROLES, pytest.param(ALL_ROLES, marks=pytest.mark.deep)], ids=["some", "all"]
)
def test_foreign_text_is_text_on_every_page(
    apart: Installation, browser: Browser, roles: tuple[str, ...]
) -> None:
    written: dict[str, int] = {}
    left: list[str] = []
    spoil(apart, lambda connection: written.update(write_harmless(connection)))
    seen: dict[str, int] = {}
    windows, before = {}, {}
    for username in roles:
        page = windows[username] = new_window(browser, apart.address).new_page()
        page.on("request", lambda asked: left.append(asked.url) if "/inj" in asked.url else None)
        page.on("dialog", lambda shown: left.append(shown.message))
        sign_in(page, username)
        before[username] = read(page, crawl(page, seen))  # what a page loads later is there the second time

    spoil(apart, write_hostile)
    after = {username: read(page, before[username]) for username, page in windows.items()}
    opened: set[str] = set()
    foreign = []
    for username, page in windows.items():
        for address in before[username]:
            if kind_of(address) not in opened:
                opened.add(kind_of(address))
                page.goto(address)
                foreign += [address] * page.locator("#inj, [inj], [hx-post='/inj'], [src*='/inj']").count()
        page.context.close()

    pages = [(username, address) for username in roles for address in before[username]]
    now = {place: after[place[0]][place[1]] for place in pages}
    assert left == []
    assert foreign + [place for place, page in now.items() if page["foreign"] or page["status"] >= 500] == []
    compared = [place for place in pages if not JUDGED.search(place[1])]
    assert [place for place in compared if before[place[0]][place[1]]["built"] != now[place]["built"]] == []
    assert sum(page["shows"] > 0 for page in now.values()) > len(pages) / 2
    assert len(opened) > 5 * len(roles)
    assert len([name for name, rows in written.items() if rows]) > len(list(text_columns())) * 0.8
