"""An agent answers from the knowledge in one call: it rings, the caller speaks, the answer is there as one types."""

import re

from tests.browser import PHONE, fits

SIMULATOR, DESK = "/hotline/desk/simulator/", "/hotline/desk/"


def talking_to(page, caller):
    """Sit down, let an invented caller ring, and take the call with the key."""
    page.goto(SIMULATOR)
    page.locator(f"button[value={caller}]").click()
    page.wait_for_load_state()
    page.goto(DESK)
    if page.locator("#softphone input[value=ready]").count():
        page.keyboard.press("F9")
    page.locator("#softphone[data-stage=ringing]").wait_for()
    assert page.title().startswith("☎")
    page.keyboard.press("F2")
    page.locator("#softphone[data-stage=talking]").wait_for()


def test_an_agent_answers_from_the_knowledge_in_one_call(signed_in, screenshot):
    page = signed_in("huawu")
    talking_to(page, "licence")
    assert "食品经营许可证在哪里办" in page.locator("#softphone").inner_text()

    page.fill("#id_text", "想开个小饭店，食品经营许可证在哪里办")
    page.locator("#hints button[name=entry]").first.wait_for()
    page.reload()
    assert page.input_value("#id_text") == "想开个小饭店，食品经营许可证在哪里办"
    screenshot(page, "hotline-desk")
    page.keyboard.press("F8")
    page.locator("#softphone[data-stage=after_call]").wait_for()
    assert page.input_value("#id_text")
    page.locator("#hints button[name=entry]").first.click()

    said = page.locator("[class*=alert-success]").first.inner_text()
    order = re.search(r"HOT-\d{4}-\d{6}", said)[0]
    assert "已办结" in said
    page.goto(f"/hotline/{order}/")
    assert "13800001007" in page.locator("main").inner_text()
    assert page.locator("section", has_text="答复").count()

    page.goto(DESK)
    page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    assert fits(page)
    assert page.locator("#softphone[data-stage='']").count() == 1
