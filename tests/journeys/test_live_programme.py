"""A live programme: the host puts a question on air, and a visitor who is connected sees it, likes it, and reads the answer."""

from playwright.sync_api import expect

from tests.browser import PHONE, fits

QUESTION = "（示例）地铁末班车能不能延长到十一点？"


def test_a_visitor_sees_what_the_host_puts_on_air(signed_in, visitor, screenshot):
    reader = visitor(size=PHONE)
    reader.goto("/live/")
    reader.locator(".show-live a").first.click()
    reader.get_by_role("link", name="我要提问").click()
    reader.fill("textarea[name=text]", QUESTION)
    reader.get_by_role("button", name="提交").click()
    number = reader.locator("code").first.inner_text()
    reader.get_by_role("link", name="返回节目").click()
    expect(reader.locator("main")).not_to_contain_text(QUESTION)

    editor = signed_in("biandao")
    editor.goto(f"/programme/{number}/accept/")
    editor.get_by_role("button", name="受理问题").click()

    asked = reader.locator(".live-question").filter(has_text=QUESTION)
    expect(asked).to_be_visible(timeout=15_000)
    asked.get_by_role("button").click()
    expect(asked.locator("[aria-pressed=true]")).to_be_visible()
    expect(asked.locator("[data-part=likes]")).to_have_text("1", timeout=15_000)

    host = signed_in("zhuchi")
    host.goto(f"/programme/{number}/air/")
    host.get_by_role("button", name="上屏答复").click()
    expect(reader.locator("[data-now-text]")).to_have_text(QUESTION, timeout=15_000)
    host.goto("/programme/")
    host.get_by_role("link", name="PROG-").first.click()
    expect(host.locator(".on-air-time")).not_to_have_text("0:00", timeout=5_000)
    screenshot(host, "live-programme-host")
    screenshot(reader, "live-programme-phone")
    assert fits(reader)

    host.goto(f"/programme/{number}/answer/")
    host.fill("[name=answered_by]", "示例局长")
    host.fill("[name=spoken]", "正在研究延长方案。")
    host.get_by_role("button", name="已现场答复").click()
    expect(asked).to_contain_text("正在研究延长方案。", timeout=15_000)
    expect(reader.locator("[data-now]")).to_be_hidden()
