"""People are told: a return reaches the citizen and is answered, a waiting version its legal officer."""

import re
import time

from playwright.sync_api import Locator, Page, expect

from tests.browser import PATIENCE_SECONDS, PHONE, fits
from tests.journeys.test_whole_way import complete, file, return_once

ITEM = "医师执业注册"


def arrives(
    page: Page, address: str, text: str | re.Pattern[str], seconds: int = PATIENCE_SECONDS
) -> Locator:
    """Return the letter of the inbox that says something, once the outbox has sent it."""
    until = time.monotonic() + seconds
    while True:
        page.goto(address)
        letter = page.locator(".letter, tbody tr").filter(has_text=text).first
        if letter.count() or time.monotonic() > until:
            expect(letter).to_be_visible()
            return letter
        time.sleep(0.5)


def test_a_return_reaches_the_citizen_and_by_sms_and_is_answered(signed_in, tmp_path, screenshot):
    citizen, clerk = signed_in("zhangmin", size=PHONE), signed_in("chuangkou")
    reference = file(citizen, tmp_path)
    arrives(clerk, f"/messages/?q={reference}", "待受理")

    return_once(clerk, reference)

    letter = arrives(citizen, f"/messages/?q={reference}", "补正")
    assert fits(citizen)
    screenshot(citizen, "messages-inbox-phone")
    letter.locator(".letter-title").click()
    expect(citizen.locator("main")).to_contain_text("请补充盖章页")
    said = re.search(r"\d{4}-\d\d-\d\d", citizen.locator("h1").inner_text())
    assert said
    assert fits(citizen)
    sms = arrives(
        signed_in("guanli"),
        "/messages/simulators/?channel=sms",
        re.compile(rf"138\*{{4}}0001[\s\S]*{said[0]}"),
    )
    expect(sms).to_contain_text("/messages/")
    citizen.get_by_role("link", name="前往办理").click()
    citizen.wait_for_url(f"**/my/{reference}/")
    year, month, day = map(int, said[0].split("-"))
    expect(citizen.locator("main")).to_contain_text(f"{year}年{month}月{day}日前")
    complete(citizen, reference, tmp_path)
    arrives(clerk, f"/messages/?q={reference}", "已补正")


def test_a_waiting_version_reaches_the_legal_officer_and_comes_back(signed_in, screenshot):
    manager, lawyer = signed_in("shixiang"), signed_in("fagui")
    manager.goto(f"/catalogue/?q={ITEM}")
    manager.locator("tbody").get_by_role("link", name=ITEM).first.click()
    manager.get_by_role("button", name="起草").click()
    manager.wait_for_url(re.compile(r"/catalogue/versions/\d+/"))
    manager.get_by_role("button", name="送法制审核").first.click()
    manager.locator("dialog[open]").get_by_role("button", name="送法制审核").click()

    letter = arrives(lawyer, "/messages/?kind=review&unread=1", ITEM)
    screenshot(lawyer, "messages-inbox-officer")
    letter.locator(".letter-title").click()
    lawyer.get_by_role("link", name="前往办理").click()
    lawyer.wait_for_url(re.compile(r"/catalogue/versions/\d+/$"))
    lawyer.get_by_role("button", name="退回修改").first.click()
    lawyer.locator("dialog[open] textarea").fill("（示例）请补充法律依据条款。")
    lawyer.locator("dialog[open]").get_by_role("button", name="退回修改").click()

    letter = arrives(manager, "/messages/?kind=review&unread=1", "退回修改")
    letter.locator(".letter-title").click()
    expect(manager.locator("main")).to_contain_text("请补充法律依据条款")
