"""A jurist makes an item with questions, a form and conditions, from nothing to published: no brace, nothing looked up."""

import re

from playwright.sync_api import expect

from tests.browser import PHONE, fits
from tests.journeys.test_what_could_not_be_done import moved

MOST_CLICKS, MOST_LOADS = 40, 14
ABOVE = "养老机构备案管理"
ITEM = "养老机构变更备案（示例）"
COUNT = "addEventListener('click', e => { if (e.detail) sessionStorage.n = 1 + Number(sessionStorage.n || 0) }, true)"


def counted(page):
    """Count the clicks and the pages loaded from now on; return how to ask for them."""
    loads = []
    page.on("load", lambda _page: loads.append(1))
    page.add_init_script(COUNT)
    return lambda: (int(page.evaluate("sessionStorage.n || 0")), len(loads))


def choose(select, words):
    """Choose the option that says these words."""
    select.select_option(select.locator("option", has_text=words).first.get_attribute("value"))


def enter_item(page):
    """Enter the item; its code is made from what stands above."""
    page.get_by_role("link", name="新建事项").click()
    page.wait_for_url("**/catalogue/new/")
    page.select_option("[name=level]", "business")
    choose(page.locator("[name=parent]"), ABOVE)
    page.select_option("[name=power_type]", "10")
    expect(page.locator("#code-proposed")).to_contain_text(re.compile(r"将编为 \w{33}"))
    page.fill("[name=name]", ITEM)
    choose(page.locator("[name=division]"), "社会")
    page.get_by_role("button", name="保存").click()
    page.get_by_role("button", name="起草").click()
    page.wait_for_url(re.compile(r"/versions/\d+/edit/"))


def write_guide(page):
    """Write the guide; the article of the limit is found and chosen."""
    page.get_by_role("link", name="编辑办事指南").click()
    page.wait_for_url("**/fields/")
    page.fill("[name=summary]", "养老机构名称、地址等登记事项变更的，办理变更备案。")
    page.fill("[name=statutory_basis-search]", "行政许可法 34")
    page.get_by_label("第34条").check()
    page.fill("[name=legal_basis]", "《中华人民共和国老年人权益保障法》第四十三条（2018-12-29）")
    page.fill("[name=result_name]", "养老机构备案回执")
    page.locator("[name=delivery_ways][value=window]").check()
    page.get_by_role("button", name="保存").click()
    page.wait_for_url(re.compile(r"/edit/$"))


def add_part(page, part, **said):
    """Open a new row of a part of the draft, in place, and fill it in."""
    card = page.locator(f"#part-{part}")
    card.locator(".card-header a").click()
    for name, value in said.items():
        control = card.locator(f"form [name={name}]")
        if control.evaluate("e => e.tagName") == "SELECT":
            control.select_option(value)
        else:
            control.fill(value)
    return card


def saved(card, row):
    """Save the open row and wait until it stands there."""
    card.get_by_role("button", name="保存").click()
    expect(card.locator("th", has_text=row)).to_be_visible()


def ask_and_require(page):
    """Ask two questions, and ask for a material where both are answered so; say through which step it goes."""
    saved(add_part(page, "situations", question="是否变更地址？"), "是否变更地址？")
    saved(add_part(page, "situations", question="现有床位多少张？", kind="number"), "现有床位多少张？")
    saved(add_part(page, "materials", name="变更备案申请书"), "变更备案申请书")
    card = add_part(page, "materials", name="消防安全证明")
    rows = card.locator("[name=condition-when]")
    choose(rows.first, "是否变更地址？ 为 “是”")
    choose(rows.nth(1), "现有床位多少张？ 超过")
    card.locator("[name=condition-number]").nth(1).fill("50")
    expect(card.locator(".condition-said")).to_contain_text(
        "当“是否变更地址？”为“是”，且“现有床位多少张？”超过“50”"
    )
    saved(card, "消防安全证明")
    saved(add_part(page, "steps", name="审查", days="5"), "审查")


def make_form(page):
    """Describe a form of three fields, put them in order, and try it."""
    page.get_by_role("link", name="编辑申请表单").click()
    page.wait_for_url("**/form/")
    editor = page.locator("#form-editor")
    fields = (
        {"label": "床位数", "kind": "whole", "least": "1"},
        {"label": "变更事由", "kind": "choice", "choices": "名称变更\n地址变更\n其他事由"},
        {"label": "机构名称", "kind": "text", "fills": "name"},
    )
    for said in fields:
        editor.get_by_role("link", name="添加一项").click()
        for name, value in said.items():
            control = editor.locator(f"td [name={name}]")
            if name in ("kind", "fills"):
                control.select_option(value)
            else:
                control.fill(value)
        editor.locator("td [name=is_required]").check()
        editor.get_by_role("button", name="保存").click()
        expect(editor.locator("th", has_text=said["label"])).to_be_visible()
    editor.get_by_role("button", name="上移 机构名称").press("Enter")
    expect(editor.locator("th").nth(1)).to_contain_text("机构名称")
    preview = page.locator("#form-preview")
    preview.get_by_label("床位数").fill("0")
    preview.get_by_role("button", name="试填").press("Enter")
    expect(preview).to_contain_text("不小于 1")
    preview.get_by_label("床位数").fill("120")
    preview.get_by_label("机构名称").fill("某养老院")
    preview.get_by_label("变更事由").select_option("地址变更")
    preview.get_by_role("button", name="试填").press("Enter")
    expect(preview).to_contain_text("填写无误")


def publish(page, lawyer, version):
    """Bring the version through legal review before the public."""
    moved(page, "送法制审核")
    lawyer.goto(version)
    moved(lawyer, "审核通过")
    page.goto(version)
    moved(page, "发布版本")


def test_a_jurist_makes_an_item_from_nothing_to_published(signed_in, screenshot):
    page, lawyer = signed_in("shixiang"), signed_in("fagui")
    page.goto("/catalogue/")
    spent = counted(page)

    enter_item(page)
    write_guide(page)
    ask_and_require(page)
    screenshot(page, "jurist-draft")
    edit = page.url
    make_form(page)
    screenshot(page, "jurist-form")
    assert "{" not in page.locator("main").inner_text()

    page.goto(edit)
    expect(page.locator("#faults")).to_contain_text("没有妨碍发布的问题")
    assert "{" not in page.locator("main").inner_text()
    publish(page, lawyer, edit.removesuffix("edit/"))
    expect(page.locator("main")).to_contain_text("已发布")
    clicks, loads = spent()
    assert clicks <= MOST_CLICKS, clicks
    assert loads <= MOST_LOADS, loads

    visitor = signed_in("zhangmin", size=PHONE)
    visitor.goto(f"/items/?q={ITEM}")
    expect(visitor.locator("main")).to_contain_text(ITEM)
    assert fits(visitor)
