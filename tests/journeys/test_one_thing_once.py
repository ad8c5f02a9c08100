"""One thing, once: a restaurant is opened with one application; one part is returned; everything comes in one delivery."""

import re
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser import PHONE, fits
from tests.journeys.test_the_office import act
from tests.journeys.test_whole_way import hand_in_anew

BUNDLE, RETURNED, SIGN = "开办餐饮店“一件事”", "餐饮单位排水许可", "店招标牌设置备案"
ENTERPRISE = "苏州小桥餐饮管理有限公司（示例）"
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
CHOSEN = {"rented": "no", "signboard": "yes", "cooks_on_site": "yes", "online": "no", "business": "餐饮服务"}


def apply(page: Page, folder: Path) -> str:
    """Answer, fill the one form in, hand everything in once, file; return the number."""
    page.goto("/")
    page.locator("#together").get_by_role("link", name=BUNDLE).click()
    page.select_option("[name=for]", label=ENTERPRISE)
    for name, value in CHOSEN.items():
        page.select_option(f"[name={name}]", value)
    page.fill("[name=area]", "80")
    assert fits(page)
    page.get_by_role("button", name="一次申请").click()
    page.wait_for_url("**/my/together/ONE-*/")
    fill_in(page, folder)
    expect(page.locator("main")).to_contain_text("部门办理中")
    return page.url.rstrip("/").rpartition("/")[2]


def fill_in(page: Page, folder: Path) -> None:
    """Fill the one form in, hand everything in once, file."""
    (folder / "材料.pdf").write_bytes(PDF)
    for field in page.locator("main form input[type=text], main form input[type=number]").all():
        name = field.get_attribute("name") or ""
        if not name.startswith("asked-") and not field.input_value():
            field.fill("12" if name == "staff" else "（示例）小桥面馆")
    for choice in page.locator("main form select").all():
        if not choice.input_value():
            choice.select_option(index=1)
    for upload in page.locator("input[type=file]").all():
        upload.set_input_files(folder / "材料.pdf")
    assert fits(page)
    page.get_by_role("button", name="一次提交全部事项").click()


def case_of(page: Page, number: str, item: str) -> str:
    """Return the number of the case of a part."""
    page.goto(f"/cases/together/{number}/")
    row = page.locator("tbody tr", has_text=item)
    return row.get_by_role("link").inner_text()


def return_part(clerk: Page, number: str) -> str:
    """Return one part, for a material that she handed in; return the number of its case."""
    returned = case_of(clerk, number, RETURNED)
    clerk.goto(f"/cases/{returned}/acts/return/")
    clerk.get_by_label("排水许可申请表").fill("（示例）请补充盖章页")
    clerk.locator("main form button[type=submit]").click()
    clerk.wait_for_url(re.compile(f"/cases/{returned}/$"))
    return returned


def mend(page: Page, reference: str, folder: Path) -> None:
    """Hand in anew what was returned."""
    page.goto(f"/my/{reference}/")
    page.get_by_role("link", name="去补正").click()
    hand_in_anew(page, folder)


def handle(clerk: Page, officers: list[Page], head: Page, reference: str) -> None:
    """Accept, review, grant, and make the result."""
    act(clerk, reference, "受理")
    for _round in range(3):
        for officer in officers:
            officer.goto(f"/cases/{reference}/")
            if officer.locator(".acts").get_by_role("link", name="同意", exact=True).count():
                act(officer, reference, "同意", opinion="（示例）符合要求")
    act(head, reference, "准予", text="（示例）符合条件")
    act(clerk, reference, "制证")


def test_a_restaurant_is_opened_as_one_thing(signed_in, tmp_path, screenshot):
    owner, clerk = signed_in("qiye", size=PHONE), signed_in("chuangkou")
    number = apply(owner, tmp_path)

    returned = return_part(clerk, number)
    owner.goto(f"/my/together/{number}/")
    expect(owner.locator(".alert-warning")).to_contain_text(RETURNED)
    assert fits(owner)
    screenshot(owner, "together-held-up-phone")
    mend(owner, returned, tmp_path)

    hands = {
        "食品经营许可": (["shipin", "kanyan"], "shipinchu"),
        "消防安全检查": (["touzi"], "touzichu"),
        RETURNED: (["chengshi"], "chengshichu"),
        SIGN: (["chengshi"], "chengshichu"),
    }
    windows: dict[str, Page] = {}
    for item, (reviewers, head) in hands.items():
        for name in (*reviewers, head):
            windows.setdefault(name, signed_in(name))
        reference = case_of(clerk, number, item)
        handle(clerk, [windows[name] for name in reviewers], windows[head], reference)

    clerk.goto(f"/cases/together/{number}/")
    clerk.get_by_role("link", name="全部结果一次送达").click()
    clerk.select_option("[name=way]", "window")
    clerk.fill("[name=recipient]", "李强")
    clerk.locator("main form button[type=submit]").click()
    expect(clerk.locator(".page-lead")).to_contain_text("已送达")
    screenshot(clerk, "together-delivered")

    owner.goto(f"/my/together/{number}/")
    expect(owner.locator(".bundle-figures")).to_contain_text("逐项办理为")
    expect(owner.locator(".bundle-figures")).to_contain_text("全部办结")
    assert fits(owner)
    screenshot(owner, "together-delivered-phone")
