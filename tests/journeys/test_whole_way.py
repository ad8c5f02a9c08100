"""The whole way of a citizen: found in her own words, filed, completed, licensed, checked, rated, called back, rated again."""

import re
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser import PHONE, fits
from tests.journeys.test_citizens import TYPED, WHAT, answered, find, hand_in
from tests.journeys.test_the_office import act

UPLOADED = "经营场所设备布局和操作流程图"
ADDRESS = "苏州市姑苏区示例路1号"


def file(page: Page, folder: Path) -> str:
    """Apply, with four of six materials on file and the result sent by courier; return the number."""
    find(page)
    page.get_by_role("link", name="在线办理").click()
    answered(page)
    page.get_by_role("button", name=re.compile("^(开始办理|另办一件)$")).last.click()
    for name, value in TYPED.items():
        page.fill(f"[name={name}]", value)
    page.get_by_role("button", name="下一步").click()
    page.wait_for_url("**/materials/")
    assert page.locator(".sums strong").all_inner_texts()[:2] == ["6", "4"]
    page.check("input[name=consent]")
    page.get_by_role("button", name="同意并使用").click()
    hand_in(page, folder)
    page.get_by_role("link", name="下一步").click()
    expect(page.locator("[name=address]")).to_be_hidden()
    page.get_by_label("邮寄送达").check()
    expect(page.locator("[name=address]")).to_have_value(ADDRESS)
    assert page.request.get(page.url.replace("/confirm/", "/application/")).body()[:5] == b"%PDF-"
    assert fits(page)
    page.get_by_role("button", name="提交申请").click()
    page.wait_for_url(re.compile(r"/my/CASE-\d+-\d+/$"))
    return page.url.rstrip("/").rpartition("/")[2]


def return_once(clerk: Page, reference: str) -> None:
    """Return the application once, for the material she uploaded."""
    clerk.goto(f"/cases/{reference}/acts/return/")
    clerk.get_by_label(UPLOADED).fill("（示例）请补充盖章页")
    clerk.locator("main form button[type=submit]").click()
    clerk.wait_for_url(re.compile(f"/cases/{reference}/$"))


def hand_in_anew(page: Page, folder: Path) -> None:
    """Replace the one material that is wrong, and send it."""
    wrong = page.locator(".mat-wrong")
    if not wrong.locator("details.mat-upload[open]").count():
        wrong.locator("summary").click()
    wrong.locator("input[type=file]").set_input_files(folder / "材料.pdf")
    wrong.get_by_role("button", name="上传").click()
    page.locator(".mat-wrong").wait_for(state="detached")
    page.get_by_role("link", name="下一步").click()
    page.get_by_role("button", name="提交补正").click()


def complete(page: Page, reference: str, folder: Path) -> None:
    """See on the phone what is missing, hand it in, send it."""
    page.goto("/my/")
    page.locator(".wait", has_text=reference).get_by_role("link").click()
    expect(page.locator(".now")).to_contain_text("请补充盖章页")
    assert fits(page)
    page.get_by_role("link", name="去补正").click()
    expect(page.locator(".mat-wrong")).to_contain_text("请补充盖章页")
    hand_in_anew(page, folder)
    expect(page.locator(".now")).to_contain_text("重新审查")


def grant(signed_in, reference: str) -> None:
    """Accept, review side by side, grant, and make the licence."""
    clerk, head = signed_in("chuangkou"), signed_in("shipinchu")
    reviewers = [signed_in("shipin"), signed_in("kanyan")]
    act(clerk, reference, "受理")
    for _round in range(4):
        for officer in reviewers:
            officer.goto(f"/cases/{reference}/")
            if officer.locator(".acts").get_by_role("link", name="同意", exact=True).count():
                act(officer, reference, "同意", opinion="（示例）符合要求")
    act(head, reference, "准予", text="（示例）符合法定条件")
    act(clerk, reference, "制证")


def rate(page: Page, address: str, level: int, text: str) -> None:
    """Rate by the code on the papers."""
    page.goto(address)
    page.check(f"input[name=level][value='{level}']")
    page.fill("textarea[name=text]", text)
    assert fits(page)
    page.get_by_role("button", name="提交评价").click()
    expect(page.locator(".given")).to_contain_text(text)


def remedy(signed_in, text: str) -> None:
    """Contact, remedy, and have a third person call back."""
    head, supervisor = signed_in("shipinchu"), signed_in("ducha")
    head.goto("/ratings/")
    head.locator("tbody tr", has_text=WHAT).first.get_by_role("link").first.click()
    expect(head.locator("blockquote")).to_contain_text(text)
    work = head.url
    for officer, button, said in (
        (head, "已联系", "（示例）已电话联系，承认等待过久。"),
        (head, "已整改", "（示例）已调整取号。"),
        (supervisor, "已回访：办结", "（示例）申请人表示满意。"),
    ):
        officer.goto(work)
        officer.get_by_role("link", name=button, exact=True).click()
        officer.locator("main form textarea").fill(said)
        officer.get_by_role("button", name=button, exact=True).click()
        officer.wait_for_url(work)


def test_a_citizen_goes_the_whole_way_on_her_phone(signed_in, visitor, tmp_path, screenshot):
    page = signed_in("zhangmin", size=PHONE)
    reference = file(page, tmp_path)
    return_once(signed_in("chuangkou"), reference)
    complete(page, reference, tmp_path)
    grant(signed_in, reference)

    page.goto(f"/my/{reference}/")
    expect(page.locator(".pick")).to_contain_text(ADDRESS)
    assert fits(page)
    screenshot(page, "citizen-result-phone")
    page.get_by_role("link", name="查看电子证照").click()
    stranger = visitor(size=PHONE)
    stranger.goto(page.get_by_role("link", name="核验页面").get_attribute("href"))
    expect(stranger.locator(".verdict-good")).to_be_visible()
    assert fits(stranger)

    act(signed_in("chuangkou"), reference, "送达")
    page.goto(f"/my/{reference}/")
    page.get_by_role("button", name="评价服务").click()
    rate(page, page.url, 1, "（示例）等了太久。")
    remedy(signed_in, "等了太久")
    rate(page, page.url, 5, "（示例）这次很好。")
    expect(page.locator(".given")).to_contain_text("等了太久")
