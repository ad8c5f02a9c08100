"""Enterprise aid: an enterprise asks, the specialist sends the policy that fits with its reasons, the enterprise reads both."""

from playwright.sync_api import expect

from tests.browser import PHONE, fits

ENTERPRISE = "苏州小桥餐饮管理有限公司（示例）"
ASKED = "（示例）我店想申请稳岗和用工补助，需要什么条件？"


def test_an_enterprise_gets_a_matched_policy_with_reasons(signed_in, screenshot):
    owner = signed_in("qiye", size=PHONE)
    owner.goto("/enterprise/")
    owner.get_by_role("link", name="提交诉求").first.click()
    owner.select_option("[name=enterprise]", label=ENTERPRISE)
    owner.select_option("[name=industry]", "H")
    owner.fill("[name=text]", ASKED)
    owner.get_by_role("button", name="提交诉求").click()
    owner.wait_for_url("**/enterprise/HOT-*/")
    number = owner.url.rstrip("/").rsplit("/", 1)[1]
    assert fits(owner)

    specialist = signed_in("zhengce")
    specialist.goto(f"/aid/{number}/")
    card = specialist.locator("[data-policy]").first
    title = card.locator("h2").inner_text()
    assert "符合" in card.inner_text()
    screenshot(specialist, "enterprise-aid-demand")
    card.get_by_role("link", name="推送企业").click()
    specialist.fill("[name=note]", "（示例）请先准备社保缴费证明。")
    specialist.get_by_role("button", name="推送政策").click()
    expect(specialist.get_by_role("heading", name="已推送给企业")).to_be_visible()
    specialist.goto(f"/aid/{number}/answer/")
    specialist.fill("[name=text]", "（示例）已推送匹配政策，可在线申报。")
    specialist.get_by_role("button", name="直接答复").click()
    expect(specialist.locator(".page-lead")).to_contain_text("已办结")

    owner.reload()
    expect(owner.locator("main")).to_contain_text(title)
    expect(owner.locator("main")).to_contain_text("请先准备社保缴费证明")
    expect(owner.locator("main")).to_contain_text("已推送匹配政策，可在线申报")
    assert fits(owner)
    screenshot(owner, "enterprise-aid-phone")
