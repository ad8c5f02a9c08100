"""An enterprise gets a matched policy with reasons: a stranger by a few answers, an account by what is known of it."""

import re

from tests.browser import PHONE, fits

FITS = "（示例）研发费用增长补助"
ANSWERS = {"size": "small", "dishonest": "no"}
TYPED = {"industry": "C3911", "rd_share": "4", "staff": "40"}


def card(page, title):
    return page.locator("#benefits section", has_text=title)


def test_a_stranger_answers_on_the_phone_and_reads_what_is_missing_then_why_it_fits(visitor, screenshot):
    page = visitor(size=PHONE)
    page.goto("/")
    page.get_by_role("link", name="惠企政策", exact=True).first.click()
    page.wait_for_url("**/benefits/")
    assert "缺少企业规模" in card(page, FITS).inner_text()

    for code, value in ANSWERS.items():
        page.select_option(f"#id_{code}", value)
    for code, value in TYPED.items():
        page.fill(f"#id_{code}", value)
    page.get_by_role("button", name="查看匹配结果").click()
    page.wait_for_url(re.compile("size=small"))

    said = card(page, FITS).inner_text()
    assert "研发费用占营业收入3%以上：符合，研发费用占营业收入比例：4%（企业自述" in said
    assert "40,000.00" in said
    assert fits(page)
    screenshot(page, "policies-matched-phone")


def test_an_editor_tries_a_draft_on_enterprises_before_it_is_saved(signed_in, screenshot):
    page = signed_in("shixiang")
    page.goto("/policies/?state=worked_on")
    page.get_by_role("link", name="（示例）知识产权质押融资贴息").click()
    page.get_by_role("link", name="修改", exact=True).click()
    page.fill("[name=rows-1-expression]", "rd_share >= 90")
    page.get_by_role("button", name="预览").click()

    page.locator("#preview").wait_for()
    assert "不符合，研发费用占营业收入比例" in page.locator("#preview").inner_text()
    screenshot(page, "policies-preview")

    page.fill("[name=rows-1-expression]", "size == 'tiny'")
    page.get_by_role("button", name="保存").click()
    assert page.get_by_text("选哪一项结果都一样").first.is_visible()
    assert page.input_value("[name=rows-1-expression]") == "size == 'tiny'"
