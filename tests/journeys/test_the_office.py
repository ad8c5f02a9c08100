"""A case at the office: taken in at the window, reviewed side by side, stopped and extended, decided in time;
and two officers who meet on one case."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Page, expect

NUMBER = "91320500MA1QQQQQ"
ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
CASE = re.compile(r"CASE-\d{4}-\d{6}")


def credit_code(start: str = NUMBER) -> str:
    """Return an invented code with a right check character."""
    from tongban.ground.people.identity import is_credit_code

    body = start + "0"
    return next(body + letter for letter in ALPHABET if is_credit_code(body + letter))


def take_in(clerk: Page, name: str, item: str) -> str:
    """Take in an application of an enterprise that comes for the first time; return the case's number."""
    clerk.goto("/cases/window/")
    clerk.fill("input[name=number]", credit_code(NUMBER[:-1] + name[-1]))
    clerk.get_by_role("button", name="查找或登记").click()
    clerk.locator("input[name=phone], input[name=q]").first.wait_for()
    if clerk.locator("input[name=phone]").count():
        clerk.fill("input[name=name]", name)
        clerk.fill("input[name=phone]", "0512-00000001")
        clerk.get_by_role("button", name="登记", exact=True).click()
    clerk.fill("input[name=q]", item)
    clerk.get_by_role("button", name="搜索").click()
    clerk.get_by_role("link", name=item, exact=True).click()
    fill(clerk)
    clerk.get_by_role("button", name="收件并打印凭证").click()
    clerk.wait_for_url(re.compile("/taken/$"))
    (reference, *_) = CASE.findall(clerk.content())
    return str(reference)


def fill(clerk: Page) -> None:
    """Answer every question, show every material on paper, fill in the form."""
    for question in clerk.locator("#questions fieldset").all():
        question.locator("input[type=radio]").last.check()
    for number in clerk.locator("#questions input[type=text]").all():
        number.fill("60")
        number.blur()
    clerk.wait_for_load_state("networkidle")
    for way in clerk.locator("select[name^=way_]").all():
        way.select_option("show")
    for place in clerk.locator(".form-columns:not(#questions) input[type=text]").all():
        place.fill("13800000000" if "phone" in (place.get_attribute("name") or "") else "10")
    for choice in clerk.locator(".form-columns:not(#questions) select").all():
        choice.select_option(index=1)


def act(page: Page, reference: str, name: str, **said: str) -> None:
    """Press a button of the case's page and send its small form."""
    page.goto(f"/cases/{reference}/")
    do(page, reference, name, **said)


def do(page: Page, reference: str, name: str, **said: str) -> None:
    """Press a button of the case's page, which stands, and send its small form."""
    page.locator(".acts").get_by_role("link", name=name, exact=True).click()
    form = page.locator("#act form")
    form.wait_for()
    for field, text in said.items():
        control = form.locator(f"[name={field}]")
        control.select_option(text) if control.evaluate("e => e.tagName") == "SELECT" else control.fill(text)
    form.locator("button[type=submit]").click()
    page.wait_for_url(re.compile(f"/cases/{reference}/$"))


@contextmanager
def counted(page: Page) -> Iterator[dict[str, int]]:
    """Count the clicks of an officer and the pages that were loaded for them; a redirect is one page."""
    spent = {"clicks": 0, "loads": 0}

    def note(kind: str) -> None:
        spent[kind] += 1

    page.expose_function("noteClick", lambda: note("clicks"))
    page.add_init_script("addEventListener('click', (e) => e.isTrusted && window.noteClick(), true)")
    page.on("load", lambda _: note("loads"))
    yield spent


@pytest.fixture
def item() -> str:
    return "食品经营许可（首次申请）"


def test_a_case_is_taken_in_stopped_extended_and_decided_in_time(signed_in, item, screenshot):
    clerk, leader = signed_in("chuangkou"), signed_in("juzhang")
    first, second, head = signed_in("shipin"), signed_in("kanyan"), signed_in("shipinchu")

    reference = take_in(clerk, "示例一号餐饮公司1", item)
    act(clerk, reference, "受理")
    expect(clerk.locator(".case-lead")).to_contain_text("已受理")

    act(first, reference, "启动特别程序", needed_days="10", reason="（示例）送检")
    expect(first.locator(".case-lead")).to_contain_text("特别程序")
    act(first, reference, "结束特别程序", result="（示例）检测合格")
    act(leader, reference, "延长期限", days="5", reason="（示例）情况复杂")
    expect(leader.locator("#clock")).to_contain_text("已延长 5 个工作日")

    for _round in range(4):
        for officer in (first, second):
            officer.goto(f"/cases/{reference}/")
            if officer.locator(".acts").get_by_role("link", name="同意", exact=True).count():
                act(officer, reference, "同意", opinion="（示例）符合要求")
    with counted(head) as spent:
        head.goto("/")
        expect(head.locator(".side-link[href='/cases/'] .side-count")).to_be_visible()
        head.locator(".tile", has_text="待决定").get_by_role("link").click()
        head.get_by_role("link", name=reference).click()
        head.locator(".acts").get_by_role("link", name="准予", exact=True).click()
        head.fill("#act form [name=text]", "（示例）符合法定条件")
        head.locator("#act form button[type=submit]").click()
        head.wait_for_url(re.compile(f"/cases/{reference}/$"))
        expect(head.locator(".case-lead")).to_contain_text("准予")
    assert spent == {"clicks": 4, "loads": 4}, "a head's decision, from the desk to the end"
    expect(head.locator(".case-lead")).to_contain_text("准予")
    head.locator(".day-by-day summary").click()
    expect(head.locator(".day-lines")).to_contain_text("延长期")
    screenshot(head, "case")


def test_two_officers_collide_and_a_case_is_claimed_noted_and_handed_over(signed_in, item, screenshot):
    clerk = signed_in("chuangkou")
    reference = take_in(clerk, "示例二号餐饮公司2", item)
    late = signed_in("chuangkou2")
    late.goto(f"/cases/{reference}/acts/decline/")
    late.fill("textarea[name=reason]", "（示例）不属本局职权")

    act(clerk, reference, "受理")
    late.locator("main form button[type=submit]").click()

    expect(late.locator("main .alert")).to_contain_text("冯十")
    expect(late.locator("main .alert")).to_contain_text("受理")
    expect(late.locator("textarea[name=reason]")).to_have_value("（示例）不属本局职权")

    reviewer, colleague = signed_in("shipin"), signed_in("shipin2")
    with counted(reviewer) as spent:
        reviewer.goto("/")
        expect(reviewer.locator(".side-link[href='/cases/'] .side-count")).to_be_visible()
        reviewer.locator(".tile", has_text="待审查").get_by_role("link").click()
        reviewer.get_by_role("link", name=reference).click()
        do(reviewer, reference, "认领")
        expect(reviewer.locator(".claims")).to_contain_text("褚十二")
        reviewer.fill("#notes textarea[name=text]", "（示例）面积与平面图不符，@卫十三 请复核。")
        reviewer.locator("#notes button[type=submit]").click()
        reviewer.wait_for_url(re.compile("#notes$"))
        expect(reviewer.locator("#notes li").first).to_contain_text("已告知")
        do(reviewer, reference, "转办", to="卫十三（示例·食品药品审查）", reason="（示例）休假")
        expect(reviewer.locator(".claims")).to_contain_text("卫十三")
    assert spent == {"clicks": 7, "loads": 6}, "from the desk to a colleague's hands"
    colleague.goto("/")
    expect(colleague.locator("main")).to_contain_text("在内部备注中提到您")
    expect(colleague.locator(".bell-count")).to_be_visible()
    screenshot(colleague, "desk")
