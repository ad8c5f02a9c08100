"""A citizen books by phone, comes, is told what is missing, is called, served, and rates; a clerk by keyboard alone."""

import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from playwright.sync_api import expect

from tests.browser import PHONE, fits
from tests.journeys.test_citizens import WHAT, answered, find

MOST_BEFORE = 12


def open_all_day(head):
    """Open the centre around the clock today and tomorrow, whenever the journey is made; return its machine's address."""
    today = datetime.now(ZoneInfo("Asia/Shanghai")).date()
    head.goto("/hall/places/C01/exception/")
    head.fill("[name=first]", today.isoformat())
    head.fill("[name=last]", (today + timedelta(days=1)).isoformat())
    head.fill("[name=hours]", "00:00-24:00")
    head.fill("[name=reason]", "延时服务")
    head.get_by_role("button", name="保存").click()
    head.wait_for_url("**/places/C01/")
    return head.get_by_role("link", name="一号取号机").get_attribute("href")


def begin_application(citizen):
    """Begin an application and leave it unfinished; return its number."""
    find(citizen)
    citizen.get_by_role("link", name="在线办理").click()
    answered(citizen)
    citizen.get_by_role("button", name="开始办理").click()
    citizen.wait_for_url(re.compile(r"CASE-\d+-\d+"))
    return re.search(r"CASE-\d+-\d+", citizen.url).group()


def book(citizen, reference):
    """Book the next time today for the application; return the code of the appointment."""
    citizen.goto("/visit/places/C01/book/")
    citizen.select_option("select[name=item]", label=WHAT)
    citizen.select_option("select[name=day]", index=0)
    citizen.get_by_role("button", name="查看时段").click()
    citizen.locator("a.slot").first.click()
    citizen.select_option("select[name=case]", reference)
    assert fits(citizen)
    citizen.get_by_role("button", name="预约").click()
    expect(citizen.locator("main")).to_contain_text("尚缺以下材料")
    assert fits(citizen)
    return citizen.locator("main code").inner_text()


def arrive(machine, address, code):
    """Scan the code at the machine, which says what is missing; return the number it gives."""
    machine.goto(address)
    machine.fill("[name=scanned]", code)
    machine.get_by_role("button", name="扫码").click()
    expect(machine.locator("main")).to_contain_text("缺件窗口无法受理")
    return machine.locator(".slip-number").inner_text()


def serve_until(clerk, number):
    """Call and serve by keyboard until somebody has been called; return how many were served before."""
    for before in range(MOST_BEFORE):
        clerk.keyboard.press("n")
        clerk.locator("[data-key=S]").wait_for()
        clerk.wait_for_load_state()
        if clerk.locator(".hall-now .hall-number").inner_text() == number:
            return before
        clerk.keyboard.press("s")
        clerk.locator("[data-key=F]").wait_for()
        clerk.wait_for_load_state()
        clerk.keyboard.press("f")
        clerk.locator("[data-key=N]").wait_for()
        clerk.wait_for_load_state()
    raise AssertionError(f"{number} was not called")


def test_a_visit_from_the_phone_to_the_rating(signed_in, visitor, screenshot):
    machine_address = open_all_day(signed_in("dating"))
    citizen = signed_in("zhangmin", size=PHONE)
    code = book(citizen, begin_application(citizen))
    screenshot(citizen, "hall-appointment-phone")

    machine = visitor()
    number = arrive(machine, machine_address, code)
    screenshot(machine, "hall-slip")
    citizen.reload()
    citizen.get_by_role("link", name=f"{number}号").click()
    expect(citizen.locator(".slip-before")).to_contain_text("前面还有")

    display = visitor()
    display.goto("/visit/screen/C01/")
    clerk = signed_in("chuangkou")
    clerk.goto("/hall/?place=C01")
    clerk.get_by_role("button", name="开窗").first.click()
    clerk.locator("[data-key=N]").wait_for()
    clerk.wait_for_load_state()
    serve_until(clerk, number)
    expect(clerk.locator(".hall-now .errand-missing")).to_be_visible()
    expect(display.locator(".is-calling .screen-number", has_text=number)).to_be_visible(timeout=15_000)
    expect(citizen.locator(".slip-called")).to_be_visible(timeout=20_000)
    screenshot(clerk, "hall-window")
    screenshot(display, "hall-display")

    clerk.keyboard.press("s")
    clerk.locator("[data-key=F]").wait_for()
    clerk.wait_for_load_state()
    clerk.keyboard.press("f")
    expect(clerk.locator(".hall-nobody")).to_be_visible()
    citizen.get_by_role("link", name="评价本次服务").click(timeout=20_000)
    citizen.locator("label.level").first.click()
    citizen.get_by_role("button", name="提交").click()
    expect(citizen.locator(".given-level").first).to_be_visible()
    assert fits(citizen)
