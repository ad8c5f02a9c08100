"""A citizen comes with her own words and leaves with a receipt: found, asked, half of it on file already, filed."""

import re
from pathlib import Path

from tests.browser import PHONE, fits

PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
ANSWERS = {"business": "餐饮服务", "cooks_on_site": "yes", "online": "no", "rented": "yes"}
TYPED = {"shop": "小桥奶茶（示例）", "staff": "5", "items": "奶茶、糕点"}
WHAT = "食品经营许可（首次申请）"


def answered(page):
    """Answer the questions about the shop."""
    for code, value in ANSWERS.items():
        page.check(f"input[name={code}][value='{value}']")
    page.fill("input[name=area]", "40")
    page.press("input[name=area]", "Tab")


def find(page):
    page.goto("/")
    page.fill("input[name=q]", "我想开奶茶店")
    page.press("input[name=q]", "Enter")
    page.get_by_role("link", name=WHAT, exact=True).click()


def test_a_stranger_learns_what_is_needed_without_signing_in(page):
    find(page)
    page.get_by_role("link", name="我需要什么材料").first.click()
    answered(page)

    page.locator("#checklist .sums-todo strong", has_text=re.compile("^6$")).wait_for()
    assert page.get_by_text("油烟排放设施说明").is_visible()


def test_a_citizen_applies_on_her_phone_and_four_of_six_materials_are_on_file(
    signed_in, tmp_path, screenshot
):
    page = signed_in("zhangmin", size=PHONE)
    assert page.url.endswith("/my/")
    find(page)
    assert fits(page)

    page.get_by_role("link", name="在线办理").click()
    answered(page)
    page.get_by_role("button", name="开始办理").click()
    for name, value in TYPED.items():
        page.fill(f"[name={name}]", value)
    page.get_by_role("button", name="下一步").click()
    page.wait_for_url("**/materials/")
    assert page.locator(".sums strong").all_inner_texts()[:2] == ["6", "4"]
    assert fits(page)
    screenshot(page, "citizen-materials-phone")

    page.check("input[name=consent]")
    page.get_by_role("button", name="同意并使用").click()
    hand_in(page, tmp_path)
    page.get_by_role("link", name="下一步").click()
    page.wait_for_url("**/confirm/")
    assert fits(page)
    page.get_by_role("button", name="提交申请").dblclick()
    page.wait_for_url(re.compile(r"/my/CASE-\d+-\d+/$"))

    assert page.get_by_text("正在审查您的申请").is_visible()
    assert fits(page)
    screenshot(page, "citizen-case-phone")
    progress(page, visitor_code(page))
    page.goto("/my/")
    assert page.locator("#cases tbody tr", has_text=WHAT).count() == 1


def hand_in(page, folder: Path):
    """Upload a file for each material that is still open."""
    file = folder / "材料.pdf"
    file.write_bytes(PDF)
    while page.locator("details.mat-upload[open]").count():
        upload = page.locator("details.mat-upload[open]").first
        material = upload.locator("form").get_attribute("action")
        upload.locator("input[type=file]").set_input_files(file)
        upload.get_by_role("button", name="上传").click()
        page.locator(f"details.mat-upload:not([open]) form[action='{material}']").wait_for(state="attached")


def visitor_code(page):
    """Return number and code as the page of the case tells them."""
    return [found.inner_text() for found in page.locator(".look code").all()[:2]]


def progress(page, told):
    """Ask how it stands with nothing but number and code."""
    page.goto("/progress/")
    page.fill("input[name=number]", told[0])
    page.fill("input[name=code]", told[1])
    page.get_by_role("button", name="查询").click()
    page.locator(".stepper").wait_for()
    assert page.get_by_text(WHAT).is_visible()
    assert "张敏" not in page.locator("main").inner_text()
