"""A ticket machine is cut off: it goes on handing out numbers, opens anew, and delivers each number once when it is back."""

from playwright.sync_api import expect

from tests.browser import fits

PLACE = "T01"
"""Open around the clock."""
IS_READY = """async () => {
  for (let step = 0; step < 80; step += 1) {
    const hasNumbers = Object.values(localStorage).some((each) => each.includes("-001"));
    const kept = await (await caches.open("kiosk")).keys();
    if (hasNumbers && kept.length > 2) return true;
    await new Promise((done) => setTimeout(done, 100));
  }
  return false;
}"""


def test_a_machine_that_is_cut_off_goes_on_and_delivers_each_number_once(signed_in, visitor, screenshot):
    head = signed_in("dating")
    head.goto(f"/hall/places/{PLACE}/")
    address = head.locator("a[href*='/visit/kiosk/']").first.get_attribute("href")
    machine, wall = visitor(), visitor()
    wall.goto(f"/visit/screen/{PLACE}/")
    machine.goto(address)
    assert machine.evaluate(IS_READY)
    number, cut_off = machine.locator("[data-offline-number]"), machine.locator("[data-cut-off]")

    machine.context.set_offline(True)
    machine.locator("[data-group]").first.click()
    expect(number).to_have_text("A001")
    expect(cut_off).to_contain_text("取号机网络已断开")
    screenshot(machine, "kiosk-cut-off")
    machine.goto(address)
    machine.locator("[data-group]").first.click()
    expect(number).to_have_text("A002")
    expect(machine.locator("[data-undelivered]")).to_have_text("2")
    assert fits(machine)

    sent = machine.evaluate("Object.values(localStorage).map(JSON.parse)[0].slips")
    machine.context.set_offline(False)
    expect(cut_off).to_be_hidden(timeout=8_000)
    expect(wall.locator("[data-next]")).to_contain_text("A002", timeout=8_000)
    assert machine.evaluate("Object.values(localStorage).map(JSON.parse)[0].slips") == []
    again = machine.evaluate(
        """slips => fetch(document.querySelector("[data-kiosk]").dataset.handIn, {method: "POST",
        body: JSON.stringify({slips}), headers: {"Content-Type": "application/json",
        "X-CSRFToken": document.querySelector("[name=csrfmiddlewaretoken]").value}}).then(answer => answer.json())""",
        sent,
    )
    assert again == {"taken": 0, "refused": []}
    assert wall.locator("[data-next] li").all_inner_texts().count("A001") == 1
    screenshot(wall, "call-display-waits")
