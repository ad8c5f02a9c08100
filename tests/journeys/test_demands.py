"""A stranger tells 12345 something on her phone and follows it; a confidential report is followed and never read."""

from tests.browser import PHONE, fits

PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1\x08\x06\0\0\0\x1f\x15\xc4\x89"
ABOUT = "（示例）凤凰街夜市摊贩占道，行人无法通行。"
SECRET = "（示例）某工作人员索要好处。"


def receipt(page):
    page.wait_for_selector("output")
    return page.locator("output").all_inner_texts()


def follow(page, number, code):
    page.goto("/12345/follow/")
    page.fill("[name=number]", number)
    page.fill("[name=code]", code)
    page.get_by_role("button", name="查询").click()
    page.wait_for_selector("text=办结、解决、满意")


def file_with_a_wrong_number_first(page, photo, screenshot):
    page.fill("[name=text]", ABOUT)
    page.select_option("[name=kind]", "complaint")
    page.fill("[name=place]", "姑苏区凤凰街")
    page.select_option("[name=demand_class]", label="占道经营")
    page.fill("[name=phone]", "打给我")
    page.set_input_files("[name=photo_1]", photo)
    page.get_by_role("button", name="提交诉求", exact=True).last.click()
    page.wait_for_selector(".field-error")
    assert page.input_value("[name=text]") == ABOUT
    assert page.get_by_text("photo-1.png").is_visible()
    page.fill("[name=phone]", "138-0000-0042")
    page.get_by_role("button", name="提交诉求", exact=True).last.click()
    page.wait_for_selector("output, .demand-same")
    if page.locator(".demand-same").count():
        screenshot(page, "demand-same-phone")
        page.get_by_role("button", name="仍然提交我的诉求").first.click()


def test_a_stranger_files_and_follows_on_her_phone(visitor, signed_in, tmp_path, screenshot):
    page = visitor(size=PHONE)
    page.goto("/")
    page.get_by_role("link", name="12345反映诉求").first.click()
    page.wait_for_url("**/12345/")
    assert fits(page)
    screenshot(page, "demand-phone")
    photo = tmp_path / "a.png"
    photo.write_bytes(PNG)
    file_with_a_wrong_number_first(page, photo, screenshot)
    number, code = receipt(page)
    assert fits(page)
    screenshot(page, "demand-receipt-phone")

    desk = signed_in("paidan")
    desk.goto(f"/hotline/{number}/")
    assert desk.get_by_text("photo-1.png").is_visible()
    follow(page, number, code)
    assert page.get_by_text("待派单").first.is_visible()
    assert fits(page)
    screenshot(page, "demand-followed-phone")
    page.fill("[name=added]", "今天又来了。")
    page.get_by_role("button", name="补充", exact=True).click()
    page.wait_for_selector(".alert-success")
    desk.reload()
    assert desk.get_by_text("今天又来了。").is_visible()
    page.fill("[name=why]", "已经撤走了")
    page.get_by_role("button", name="撤回").click()
    page.wait_for_selector("text=您的诉求已撤回并办结")
    assert page.get_by_text("尚不清楚").or_(page.get_by_text("办结不等于解决")).first.is_visible()


def test_a_confidential_report_is_followed_and_read_by_few(visitor, signed_in, screenshot):
    page = visitor()
    page.goto("/12345/")
    screenshot(page, "demand")
    page.fill("[name=text]", SECRET)
    page.select_option("[name=kind]", "report")
    page.check("[name=is_confidential]")
    page.get_by_role("button", name="提交诉求", exact=True).last.click()
    number, code = receipt(page)
    follow(page, number, code)
    screenshot(page, "demand-confidential")
    assert page.get_by_text(SECRET).count() == 0
    assert page.get_by_text("被举报方永远看不到").first.is_visible()

    trusted, other = signed_in("paidan"), signed_in("huawu")
    for desk, is_read in ((trusted, True), (other, False)):
        desk.goto(f"/hotline/{number}/")
        assert (desk.get_by_text(SECRET).count() > 0) is is_read
    assert page.request.get(f"/open311/v2/requests/{number}.json").status == 404
