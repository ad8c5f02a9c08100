"""A clerk's morning by keyboard alone: somebody new and somebody known, from the number to the acceptance, counted."""

import re

from playwright.sync_api import Page, expect

from tests.browser import fits
from tests.journeys.test_the_office import credit_code

PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
HERS = "３２０５００１９９００３１５００２４"
FIRST, ROAD = "食品经营许可（首次申请）", "临时占用城市道路审批"
MOST_CLICKS, MOST_PAGES = 12, 3
DROP = """([names, kind]) => {
  const dropped = new DataTransfer();
  for (const name of names) dropped.items.add(new File([`%PDF-1.4 ${name}\\n%%EOF\\n`], name, {type: "application/pdf"}));
  const event = kind === "paste" ? new ClipboardEvent(kind, {clipboardData: dropped, bubbles: true, cancelable: true})
    : new DragEvent(kind, {dataTransfer: dropped, bubbles: true, cancelable: true});
  (kind === "paste" ? document.activeElement : document.querySelector("[data-tray]")).dispatchEvent(event);
}"""


class Counted:
    """A page whose clicks, keys that act and loads are counted; what is typed into fields is not."""

    def __init__(self, page: Page) -> None:
        self.page, self.clicks, self.pages = page, 0, 0
        page.on("load", self._loaded)

    def _loaded(self, _page: Page) -> None:
        self.pages += 1

    def press(self, key: str, address: str = "") -> None:
        """Press a key that acts; wait for the page that it leads to."""
        self.clicks += 1
        self.page.keyboard.press(key)
        if address:
            self.page.wait_for_url(re.compile(address))
            self.page.wait_for_load_state("load")

    def bring(self, names: list[str], kind: str = "drop") -> None:
        """Drop or paste scans; wait until each has arrived."""
        self.clicks += 1
        arrived = self.page.locator(".tray-scans select:enabled")
        before = arrived.count()
        self.page.evaluate(DROP, [names, kind])
        expect(arrived).to_have_count(before + len(names))

    def choose(self, item: str) -> None:
        """Choose an item by its figure among those that this window takes in most."""
        figure = self.page.locator("[data-figure]", has_text=item).get_attribute("data-figure")
        self.press(str(figure), r"/window/\d+/\d+/$")

    def fill_the_form(self) -> None:
        """Type into every empty field of the form."""
        form = self.page.locator("[data-begins]").last
        for field in form.locator("input[type=text], textarea").all():
            if not field.input_value():
                field.fill("13800000000" if "phone" in (field.get_attribute("name") or "") else "10")
        for day in form.locator("input[type=date]").all():
            day.fill("2026-01-05")
        for choice in form.locator("select").all():
            if not choice.input_value():
                choice.select_option(index=1)


def register(clerk: Counted) -> None:
    """Type the code of an enterprise that nobody knows; register it."""
    clerk.page.keyboard.type(credit_code("91320500MA1WWWWW").lower())
    clerk.press("Enter")
    name = clerk.page.locator("input[name=name]")
    name.fill("示例清晨餐饮公司")
    clerk.page.fill("input[name=phone]", "0512-00000003")
    clerk.press("Enter", r"/window/\d+/$")


def answer(clerk: Counted) -> None:
    """Answer each question by keyboard, and see the materials follow."""
    for question in clerk.page.locator("#questions fieldset").all():
        question.locator("input[type=radio]").first.focus()
        with clerk.page.expect_response(lambda response: "/window/" in response.url):
            clerk.press("Space")
    for number in clerk.page.locator("#questions input[type=text]").all():
        with clerk.page.expect_response(lambda response: "/window/" in response.url):
            number.fill("60")
            number.blur()


def take_in_incomplete(clerk: Counted) -> None:
    """Begin an intake, leave it, find it again as it was, and take it in although scans are missing."""
    page = clerk.page
    page.fill("input[name=q]", FIRST)
    clerk.press("Enter", r"\?q=")
    page.get_by_role("link", name=FIRST, exact=True).focus()
    clerk.press("Enter", r"/window/\d+/\d+/$")
    answer(clerk)
    page.locator("#checklist select").first.select_option("show")
    expect(page.locator("[data-said]")).to_contain_text("已暂存")
    page.goto("/cases/window/")
    page.locator("main .rows a", has_text=FIRST).first.click()
    expect(page.locator("#checklist select").first).to_have_value("show")
    expect(page.locator("#questions input:checked").first).to_be_checked()
    clerk.fill_the_form()
    clerk.press("Alt+s", "/taken/$")
    expect(page.locator("main .alert")).to_contain_text("缺漏")


def accept_at_once(clerk: Counted) -> None:
    """Find somebody known, bring three scans, say of one what it is, take in and accept with one key."""
    page = clerk.page
    page.keyboard.type(HERS)
    clerk.press("Enter", r"/window/\d+/$")
    expect(page.locator("main")).to_contain_text("示例营业执照0001")
    clerk.choose(ROAD)
    clerk.bring(["张敏-占用道路申请表.pdf", "scan0001.pdf"])
    expect(page.locator("select.is-unknown")).to_be_focused()
    clerk.press("2")
    page.locator("#checklist select").last.focus()
    clerk.bring(["image.pdf"], "paste")
    clerk.fill_the_form()
    assert fits(page)
    clerk.press("Alt+a", "/taken/$")


def test_a_morning_at_the_window_by_keyboard(signed_in, screenshot):
    page = signed_in("chuangkou")
    page.goto("/cases/window/")
    clerk = Counted(page)

    register(clerk)
    take_in_incomplete(clerk)
    assert clerk.clicks <= MOST_CLICKS

    clerk.clicks = clerk.pages = 0
    accept_at_once(clerk)

    expect(page.locator("main")).to_contain_text("已受理")
    expect(page.locator("input[name=number]")).to_be_focused()
    screenshot(page, "window-taken")
    assert clerk.clicks <= MOST_CLICKS
    assert clerk.pages <= MOST_PAGES
