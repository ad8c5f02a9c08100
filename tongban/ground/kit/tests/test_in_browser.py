"""The kit's own pages in a real browser, wide and narrow: reachable, readable, within the content policy."""

import os

import pytest

from tests.browser import AXE, DESK, PHONE, new_window, opened_browser
from tongban.ground.people.tests import cast

SIZES = {"wide": DESK, "narrow": PHONE}

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


@pytest.fixture(scope="module")
def browser():
    before = os.environ.get("DJANGO_ALLOW_ASYNC_UNSAFE")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with opened_browser() as browser:
        yield browser
    if before is None:
        del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture(params=SIZES)
def page(request, browser, live_server):
    context = new_window(browser, live_server.url, SIZES[request.param])
    page = context.new_page()
    page.complaints = []
    page.on("console", lambda said: page.complaints.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    yield page
    context.close()


def sign_in(page, user):
    page.goto("/sign-in/")
    page.fill("[name=login]", user.username)
    page.fill("[name=password]", cast.PASSWORD)
    page.click("main button[type=submit]")
    page.wait_for_url(lambda address: "/sign-in/" not in address)


def problems_of(page):
    page.wait_for_load_state("networkidle")
    page.evaluate(AXE.read_text("utf-8"))
    found = page.evaluate("axe.run(document)")["violations"]
    serious = [
        f"{rule['id']}: {rule['nodes'][0]['html']}"
        for rule in found
        if rule["impact"] in ("serious", "critical")
    ]
    too_wide = page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
    return [*page.complaints, *serious, *(["wider than the screen"] if too_wide else [])]


def test_the_sign_in_page_is_in_order(page):
    page.goto("/sign-in/")

    assert problems_of(page) == []


def test_the_page_of_all_components_is_in_order(page):
    sign_in(page, cast.administrator())

    page.goto("/kit/")

    assert problems_of(page) == []


@pytest.mark.parametrize("page", ["narrow"], indirect=True)
def test_on_a_narrow_screen_the_menu_opens_and_escape_closes_it(page):
    sign_in(page, cast.administrator())
    entry = page.get_by_role("link", name="人员与权限")
    before = entry.is_visible()

    page.get_by_role("button", name="菜单").click()
    entry.wait_for(state="visible")
    page.keyboard.press("Escape")
    entry.wait_for(state="hidden")

    assert not before


@pytest.mark.parametrize("page", ["wide"], indirect=True)
def test_a_list_is_filtered_without_leaving_the_page_and_an_act_asks_first(page):
    cast.clerk()
    sign_in(page, cast.administrator())
    page.goto("/staff/")

    page.get_by_label("姓名").fill("wang")
    page.get_by_role("button", name="筛选").click()
    page.get_by_text("共 1 条").wait_for()
    page.get_by_role("link", name="wang 先生").click()
    page.get_by_role("button", name="停用").click()
    page.get_by_role("dialog").get_by_role("button", name="停用").click()

    page.get_by_text("已停用").first.wait_for()
    assert page.complaints == []


@pytest.mark.parametrize("page", ["wide"], indirect=True)
def test_a_page_is_walked_by_keyboard_from_the_skip_link(page):
    page.goto("/sign-in/")

    page.keyboard.press("Tab")
    focused = page.evaluate("document.activeElement.textContent")
    page.keyboard.press("Enter")

    assert focused == "跳到正文"
    assert page.evaluate("document.activeElement.id") == "content"


@pytest.mark.parametrize("page", ["wide"], indirect=True)
def test_charts_are_drawn_and_can_be_read_as_tables(page):
    sign_in(page, cast.administrator())
    page.goto("/kit/")
    page.wait_for_selector("#execution canvas")

    page.locator("figure", has=page.locator("#execution")).get_by_text("以表格查看数据").click()

    assert page.get_by_role("cell", name="4,105.00").is_visible()


FOREIGN = {
    "a request at once": '<div hx-post="/language/" hx-trigger="load" hx-vals=\'{"language": "en"}\'></div>',
    "the page's token among what is sent": (
        '<div hx-post="/language/" hx-trigger="load" hx-include="[name=csrfmiddlewaretoken]"></div>'
    ),
    "a mark of its own": '<div data-csrf="x" hx-delete="/language/" hx-trigger="load"></div>',
    "within a form of the house": '<div hx-post="/language/" hx-trigger="load"></div>',
    "written otherwise": '<div data-hx-put="/language/" data-hx-trigger="load"></div>',
}


@pytest.mark.parametrize("page", ["wide"], indirect=True)
def test_markup_that_came_in_all_the_same_sends_nothing(page):
    sign_in(page, cast.administrator())
    page.goto("/staff/new/")
    sent = []
    page.on("request", lambda asked: sent.append(asked.url) if "/language/" in asked.url else None)

    for markup in FOREIGN.values():
        page.evaluate(
            """markup => document.querySelectorAll("main, main form[method=post], dd, .form-hint").forEach(place => {
                place.insertAdjacentHTML("beforeend", markup);
                htmx.process(place);
            })""",
            markup,
        )
    page.wait_for_timeout(300)

    assert sent == []


@pytest.mark.parametrize("page", ["wide"], indirect=True)
def test_an_element_that_the_house_drew_sends_its_own_token_and_nothing_lent(page):
    sign_in(page, cast.administrator())
    page.goto("/staff/new/")
    draw = """lent => {
        const token = document.querySelector("[name=csrfmiddlewaretoken]").value;
        const drawn = document.createElement("form");
        drawn.dataset.csrf = token;
        for (const [name, value] of [["hx-post", "/language/"], ["hx-trigger", "load"], ["hx-swap", "none"]])
            drawn.setAttribute(name, value);
        drawn.innerHTML = `<input name="csrfmiddlewaretoken" value="${token}"><input name="language" value="en">`;
        const around = document.createElement("div");
        if (lent) around.setAttribute("hx-vals", '{"language": "zh-hans"}');
        around.append(drawn);
        document.querySelector("main").append(around);
        htmx.process(around);
    }"""

    with page.expect_request("**/language/") as sent:
        page.evaluate(draw, False)
    lent = []
    page.on("request", lambda request: lent.append(request.url))
    page.evaluate(draw, True)
    page.wait_for_timeout(300)

    assert sent.value.post_data == "language=en"
    assert sent.value.headers["x-csrftoken"]
    assert sent.value.response().status in (204, 302)
    assert lent.count(f"{page.url.split('/staff')[0]}/language/") == 0
