"""A complaint is dispatched, returned and decided; one that is late is urged, called back "not solved", done again, closed.

No browser makes a week pass: the late one is the demo's, which came in a month ago and went the same way until then.
"""

import re

LATE = "观前街夜市半夜还在放音响"
CITY = "苏州市城市管理局"


def act(page, order, code, **said):
    """Do an act on its own page, as its button does."""
    page.goto(f"/hotline/{order}/{code}/")
    for name, value in said.items():
        field = page.locator(f".act-card [name={name}]").first
        if field.evaluate("field => field.tagName") == "SELECT":
            field.select_option(value)
        else:
            field.fill(value)
    page.locator(".act-card button[type=submit]").click()
    page.wait_for_url(f"**/hotline/{order}/")


def number_in(text):
    return re.search(r"HOT-\d{4}-\d{6}", text)[0]


def test_a_complaint_is_dispatched_returned_and_decided(signed_in, screenshot):
    agent, dispatcher, unit = (signed_in(name) for name in ("huawu", "paidan", "chengguan"))
    agent.goto("/hotline/desk/")
    agent.fill("#id_text", "干将路工地夜间施工，噪声大，睡不着。")
    agent.locator("#hints [data-fills]").first.click()
    agent.select_option("#id_kind", "complaint")
    agent.select_option("#id_area", label="姑苏区")
    agent.fill("#id_phone", "13800009001")
    agent.keyboard.press("Control+Enter")
    order = number_in(agent.locator("[class*=alert-success]").first.inner_text())

    dispatcher.goto(f"/hotline/dispatch/{order}/")
    assert "生态环境局" in dispatcher.locator(".one-key").inner_text()
    dispatcher.select_option("#id_unit", label=CITY)
    screenshot(dispatcher, "hotline-dispatch")
    dispatcher.keyboard.press("Control+Enter")
    dispatcher.wait_for_url("**/hotline/dispatch/")
    act(unit, order, "return", reason="施工噪声由生态环境部门监管。")

    dispatcher.goto(f"/hotline/decisions/{order}/")
    assert "施工噪声由生态环境部门监管。" in dispatcher.locator("main").inner_text()
    screenshot(dispatcher, "hotline-decision")
    dispatcher.keyboard.press("F2")
    dispatcher.wait_for_url("**/hotline/decisions/")

    dispatcher.goto(f"/hotline/{order}/")
    assert "生态环境局" in dispatcher.locator(".page-lead").inner_text()
    assert "生效的派单目录" in dispatcher.locator("main").inner_text()


def test_a_late_complaint_is_urged_called_back_not_solved_done_again_and_closed(signed_in):
    head, unit, checker = (signed_in(name) for name in ("rexian", "chengguan", "huifang"))
    unit.goto("/hotline/work/overdue/")
    row = unit.locator("tbody tr", has_text=LATE)
    assert "逾期" in row.inner_text()
    order = number_in(row.inner_text())

    act(head, order, "urge", text="已逾期，请立即办理并答复。")
    act(unit, order, "reply", text="已约谈夜市管理方，二十二点后停放音响。", contact="phone")
    act(checker, order, "review")
    act(checker, order, "redo", was_contacted="yes", solved="no", satisfaction="2", remark="昨晚还在放。")
    assert "办理中" in checker.locator(".page-lead").inner_text()
    act(unit, order, "reply", text="已安排夜间巡查，音响设备已移除。", contact="visit")
    act(checker, order, "review")
    act(checker, order, "close", was_contacted="yes", solved="yes", satisfaction="4", remark="好了。")

    assert "已办结" in checker.locator(".page-lead").inner_text()
    happened = checker.locator("main").inner_text()
    assert all(
        word in happened for word in ("音响噪声由生态环境部门监管", "请立即办理", "昨晚还在放。", "好了。")
    )
