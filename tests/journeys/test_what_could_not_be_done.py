"""Something that could not be done leads to a changed item, and then can be done; what is known of the item turns stale."""

import re

from playwright.sync_api import expect

from tests.browser import PHONE, fits
from tests.journeys.test_the_office import credit_code, fill

ITEM, MATERIAL = "食品经营许可（变更）", "营业执照"
ANSWER = "店里重新装修改了布局，食品证要变更吗？"
CASE, ENTRY = re.compile(r"CASE-\d{4}-\d{6}"), re.compile(r"OBS-\d{4}-\d{6}")


def taken_in(clerk):
    """Take in an application that lacks one material; return its number."""
    clerk.goto("/cases/window/")
    clerk.fill("input[name=number]", credit_code("91320500MA1QQQQ8"))
    clerk.get_by_role("button", name="查找或登记").click()
    clerk.locator("input[name=phone], input[name=q]").first.wait_for()
    if clerk.locator("input[name=phone]").count():
        clerk.fill("input[name=name]", "示例变更餐饮公司")
        clerk.fill("input[name=phone]", "0512-00000008")
        clerk.get_by_role("button", name="登记", exact=True).click()
    clerk.fill("input[name=q]", ITEM)
    clerk.get_by_role("button", name="搜索").click()
    clerk.get_by_role("link", name=ITEM, exact=True).click()
    fill(clerk)
    row = clerk.locator("#checklist .take-row", has_text=MATERIAL)
    if row.count():
        row.locator("select").select_option("")
    clerk.get_by_role("button", name="收件并打印凭证").click()
    clerk.wait_for_url(re.compile("/taken/$"))
    return CASE.search(clerk.content())[0]


def accepts(clerk, reference):
    """Try to accept an application; return whether it was."""
    clerk.goto(f"/cases/{reference}/acts/accept/")
    clerk.locator("main form button[type=submit]").first.click()
    clerk.wait_for_load_state()
    return "已受理" in clerk.locator("main").inner_text()


def on_entry(page, entry, code, **said):
    """Do an act on an entry by its small form."""
    page.goto(f"/obstacles/{entry}/{code}/")
    for field, text in said.items():
        control = page.locator(f"main [name={field}]")
        control.select_option(text) if control.evaluate("e => e.tagName") == "SELECT" else control.fill(text)
    page.locator("main form button[type=submit]").first.click()
    page.wait_for_url(re.compile(f"/obstacles/{entry}/$"))


def moved(page, name):
    """Make a move of a version of an item, and confirm it."""
    page.get_by_role("button", name=name).first.click()
    page.locator("dialog[open]").get_by_role("button", name=name).click()
    page.wait_for_load_state()


def change_the_item(manager, lawyer, number):
    """Begin the changed version from the entry, strike the material, and bring it before the public."""
    on_entry(manager, number, "propose_change")
    manager.locator("#loop").get_by_role("link", name=re.compile("^v")).click()
    version = re.search(r"/versions/\d+/", manager.url)[0]
    manager.goto(f"/catalogue{version}edit/")
    manager.on("dialog", lambda dialog: dialog.accept())
    manager.get_by_role("button", name=f"删除 {MATERIAL}").click()
    expect(manager.get_by_role("button", name=f"删除 {MATERIAL}")).to_have_count(0)
    manager.goto(f"/catalogue{version}")
    moved(manager, "送法制审核")
    lawyer.goto(f"/catalogue{version}")
    moved(lawyer, "审核通过")
    manager.goto(f"/catalogue{version}")
    moved(manager, "发布版本")


def is_sure(page):
    """Look for the answer about the item; return whether it is given as confirmed."""
    page.goto("/answers/?q=换了厨房布局怎么办")
    page.get_by_role("link", name=ANSWER).first.click()
    page.locator("#vote").wait_for()
    return page.locator(".alert-warning.notice").count() == 0


def test_what_could_not_be_done_leads_to_a_changed_item_and_then_can_be_done(signed_in, visitor, screenshot):
    clerk, desk, manager = signed_in("chuangkou"), signed_in("banbucheng"), signed_in("shixiang")
    case = taken_in(clerk)
    assert not accepts(clerk, case)

    owner = visitor(size=PHONE)
    owner.goto("/not-done/")
    owner.fill("[name=text]", "（示例）营业执照正在换发，变更就办不了。")
    owner.fill("[name=number]", case)
    owner.get_by_role("button", name="提交反映").click()
    number, code = owner.locator("output").all_inner_texts()[:2]
    assert ENTRY.fullmatch(number)
    assert fits(owner)

    on_entry(desk, number, "classify", kind="not_accepted", number=case)
    on_entry(desk, number, "assign")
    ended = {"outcome": "rule", "barrier": "material", "barrier_name": MATERIAL}
    on_entry(signed_in("shipin"), number, "handle", finding="（示例）执照信息可共享，不必提交。", **ended)
    assert is_sure(owner)
    change_the_item(manager, signed_in("fagui"), number)
    assert not is_sure(owner), "knowledge turns stale with the item it rests on"

    desk.goto(f"/obstacles/{number}/")
    expect(desk.locator("#loop")).to_contain_text("现可办成")
    screenshot(desk, "obstacle")
    on_entry(desk, number, "answer", text="（示例）规则已修改，可以办理。")
    owner.goto(f"/not-done/follow/?number={number}")
    owner.fill("[name=code]", code)
    owner.get_by_role("button", name="查询").click()
    expect(owner.locator("main")).to_contain_text("现在可以办成")
    assert fits(owner)
    screenshot(owner, "obstacle-phone")
    assert accepts(clerk, taken_in(clerk)), "with the same papers it is accepted now"
