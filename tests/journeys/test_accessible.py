"""Every page, as each role sees it: usable by everybody, on a phone, in both languages, without an error."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Page, expect

from tests.browser import AXE, DESK, PHONE

RUN = """() => axe.run(document, {resultTypes: ["violations"]}).then(found => found.violations
  .filter(each => ["serious", "critical"].includes(each.impact))
  .map(each => `${each.id}: ${each.nodes.slice(0, 3).map(node => node.html.slice(0, 160)).join(" | ")}`))"""
READ = """() => {
  const skipped = "script, style, code, pre, noscript, [lang='en']", said = []
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  while (walk.nextNode()) {
    const parent = walk.currentNode.parentElement
    if (!parent.closest(skipped) && parent.checkVisibility()) said.push(walk.currentNode.data.trim())
  }
  for (const each of document.querySelectorAll("[aria-label], [placeholder], [title], [alt]")) {
    if (each.closest(skipped)) continue
    for (const name of ["aria-label", "placeholder", "title", "alt"]) said.push(each.getAttribute(name) || "")
  }
  return said.filter(Boolean)
}"""
LABELS = """() => [...document.querySelectorAll("nav a, button, th[scope=col], .tile-name, dt, .form-label, legend")]
  .filter(each => !each.closest("[lang^=zh], .crumbs") && !each.querySelector("[lang^=zh]") && each.checkVisibility())
  .map(each => each.innerText.trim()).filter(Boolean)"""
ENGLISH = re.compile(r"[A-Za-z]{3,}(?:[ ,;:'’]+[A-Za-z]{2,})+")
CHINESE = re.compile(r"[\u4e00-\u9fff]+")
IN_ENGLISH = 3
"""Every third page is seen in English as well: that every text is translated, guards know already."""
ALLOWED = ("Apache License", "openssl dgst", "tongban.example")
YEAR = datetime.now(ZoneInfo("Asia/Shanghai")).year
"""The year in which the demo's numbers are given."""
YEAR_PARTS = ("", "budget/", "indicators/", "tasks/", "text/", "findings/", "review/", "publication/")
OF_A_DRAFT = (
    *YEAR_PARTS,
    *("budget/lines/new/", "budget/import/", "budget/measure/", "budget/totals/total/", "indicators/new/"),
    *("tasks/new/", "text/2/", "text/particulars/", "text/problems/new/", "text/functions/new/"),
    "publication/compare/",
)
PAGES = {
    "zhuanyuan": [
        *("/", "/account/", "/account/open/", "/account/imports/", "/account/imports/1/"),
        *(f"/account/1/{part}" for part in OF_A_DRAFT),
    ],
    "caiwu": ["/", *(f"/account/2/{part}" for part in YEAR_PARTS)],
    "chuzhang": ["/", "/account/1/review/"],
    "juzhang": ["/", "/account/2/", "/account/2/review/"],
    "caizheng": [
        "/",
        "/account/",
        "/account/2/",
        "/account/2/review/",
        "/account/2/monitoring/?on=2022-09-30",
    ],
    "shenji": ["/", "/account/2/findings/", "/ledger/", "/ledger/entries/", "/ledger/EVAL-2022-000002/"],
    "ducha": ["/", "/messages/", "/ratings/figures/", "/figures/hall-cases/2022/"],
    "chuangkou": ["/", "/messages/", "/messages/choices/", "/cases/window/", "/cases/parcels/"],
    "guanli": [
        *(
            "/",
            "/staff/",
            "/staff/new/",
            "/law/",
            "/me/",
            "/me/password/",
            "/clock/",
            "/duties/",
            "/outbox/",
            "/outbox/?state=dead",
        ),
        *("/messages/", "/messages/choices/", "/messages/simulators/"),
    ],
    "shixiang": [
        *("/policies/", f"/policies/POL-{YEAR}-000005-V1/", f"/policies/POL-{YEAR}-000015-V1/edit/"),
        *("/policies/experts/", "/policies/enterprises/", "/policies/enterprises/91320500MAEXAMPL1X/"),
        *(
            "/policies/enterprises/91320500MAEXAMPL1X/edit/",
            "/policies/lists/",
            f"/policies/lists/GRANT-{YEAR}-000001/",
        ),
    ],
    "zhangmin": [
        *("/", "/items/", "/my/", "/my/licences/", "/my/licences/1/", "/my/account/", "/me/"),
        *("/messages/", "/messages/?unread=1", "/messages/?q=nothing", "/messages/choices/"),
    ],
    "": [
        "/",
        "/items/",
        *("/12345/", "/12345/follow/"),
        "/progress/",
        "/check/",
        "/sign-in/",
        "/open/",
        "/open/EVAL-2022-000002/",
        "/open/EVAL-2022-000002/v2/",
        "/figures/hall-cases/2022/",
        "/figures/satisfaction/2022/",
        "/figures/hall-cases/2022/?division=文化旅游审批处",
        "/figures/budget-spent/2022/",
        *("/benefits/", "/benefits/?size=small&staff=x", f"/benefits/POL-{YEAR}-000003/"),
        *("/benefits/lists/", f"/benefits/lists/GRANT-{YEAR}-000001/"),
    ],
}


@pytest.fixture
def entered(signed_in, visitor) -> Callable[[str], Page]:
    return lambda role: signed_in(role) if role else visitor()


@pytest.mark.parametrize("role", PAGES)
def test_the_pages_of_a_role_are_usable_by_everybody(entered, installation, role):
    page = entered(role)
    complaints: list[str] = []

    for place, address in enumerate(PAGES[role]):
        with no_error(page, address, complaints):
            language(page, installation, "zh-hans")
            page.set_viewport_size({"width": DESK[0], "height": DESK[1]})
            visit(page, address)
            complaints += [
                f"{address} {said}" for said in [*barriers(page), *overflow(page), *untranslated(page)]
            ]
            page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
            found = [*overflow(page), *(barriers(page) if address == PAGES[role][0] else [])]
            complaints += [
                f"{address} on a phone: {said}" for said in found
            ]  # only the frame is another there
            if place % IN_ENGLISH == 0:
                language(page, installation, "en")
                visit(page, address)
                found = [*overflow(page), *chinese_labels(page)]  # the structure is the same
                complaints += [f"{address} in English: {said}" for said in found]

    assert not complaints, "\n".join(complaints)


def visit(page: Page, address: str) -> None:
    page.goto(address)
    page.evaluate("document.fonts.ready.then(() => true)")
    expect(page.locator(".htmx-request")).to_have_count(0)


def language(page: Page, installation, code: str) -> None:
    page.context.add_cookies([{"name": "django_language", "value": code, "url": installation.address}])


@contextmanager
def no_error(page: Page, address: str, complaints: list[str]) -> Iterator[None]:
    def hear(message):
        if message.type == "error" and message.location["url"]:  # without: what looks for barriers, itself
            complaints.append(f"{address} console: {message.text}")

    page.on("console", hear)
    yield
    page.remove_listener("console", hear)


def barriers(page: Page) -> list[str]:
    if page.evaluate("typeof axe") == "undefined":
        page.evaluate(AXE.read_text("utf-8"))
    return page.evaluate(RUN)


def overflow(page: Page) -> list[str]:
    width, screen = page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
    return [f"{width} px wide"] if width > screen else []


def untranslated(page: Page) -> list[str]:
    said = {text for text in page.evaluate(READ) if ENGLISH.search(text)}
    return [f"English: {text[:80]}" for text in sorted(said) if not any(each in text for each in ALLOWED)]


def chinese_labels(page: Page) -> list[str]:
    return [f"Chinese: {text[:60]}" for text in sorted(set(page.evaluate(LABELS))) if CHINESE.search(text)]
