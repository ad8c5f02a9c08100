"""A leader begins with what is wrong, opens the bulletin and the board, and is one click from the rows behind a number."""

import re

from playwright.sync_api import expect

from tests.browser import fits

ORDER = re.compile(r"HOT-\d{4}-\d{6}")


def test_a_leader_goes_from_a_number_of_the_bulletin_to_its_rows(signed_in, screenshot):
    leader = signed_in("rexian")
    leader.goto("/bulletin/")
    leader.locator("main table tbody tr", has_text="日报").first.get_by_role("link").first.click()
    total = leader.get_by_role("link", name=re.compile("^按渠道 ")).first
    number = int(total.inner_text())
    screenshot(leader, "bulletin")

    total.click()

    assert number > 0
    assert f"{number} 件" in leader.locator("main").inner_text()
    assert len(set(ORDER.findall(leader.locator("main").inner_text()))) == number


def test_the_board_opens_the_rows_it_counts(signed_in, screenshot):
    leader = signed_in("rexian")
    leader.goto("/hotline/board/")
    figure = leader.get_by_role("link", name=re.compile("^超过办理期限: "))
    number = int(figure.inner_text())
    screenshot(leader, "hotline-board")

    figure.click()

    assert number > 0
    assert len(set(ORDER.findall(leader.locator("main table").inner_text()))) == number


def test_the_wall_says_what_the_board_says(signed_in, screenshot):
    leader = signed_in("rexian")
    leader.goto("/hotline/board/")
    said = {
        name: leader.get_by_role("link", name=re.compile(f"^{name}: ")).inner_text()
        for name in ("超过办理期限", "超时未派单", "今日要求人工服务的来电")
    }

    leader.goto("/bulletin/wall/")

    shown = leader.locator("dl div").all_inner_texts()
    wall = dict(text.split("\n")[:2] for text in shown)
    assert (wall["超过办理期限"], wall["超时未派单"]) == (said["超过办理期限"], said["超时未派单"])
    assert wall["今日来电"] == said["今日要求人工服务的来电"]
    screenshot(leader, "hotline-wall")


def test_a_leaders_morning_begins_with_what_is_wrong(signed_in, screenshot):
    leader = signed_in("juzhang")
    leader.goto("/")
    opened: list[str] = []
    leader.on("load", lambda page: opened.append(page.url))

    def click(name):
        leader.get_by_role("link", name=name).first.click()
        expect(leader.locator("main")).to_be_visible()

    click("需关注")
    leader.wait_for_url("**/desk/wrong/")
    late = leader.locator(".alarm", has_text="超过承诺期限的办件")
    expect(leader.locator(".alarms")).to_contain_text("待签发绩效账目中的错误")
    count = int(late.locator(".alarm-count").inner_text())
    assert fits(leader)
    screenshot(leader, "leader-morning")
    late.locator(".alarm-rows a").first.click()
    leader.wait_for_url("**/cases/CASE-*/")
    expect(leader.locator("main")).to_contain_text("逾期")
    click("需关注")
    leader.wait_for_url("**/desk/wrong/")
    click("数据总览")
    leader.wait_for_url("**/figures/")
    expect(leader.locator(".figure-tile").first).to_be_visible()
    assert leader.locator(".figure-tile svg.trend").count() > 3
    click("大屏")
    leader.wait_for_url("**/figures/wall/")

    wall = leader.locator("main")
    leader.set_viewport_size({"width": 1920, "height": 1080})
    expect(wall).to_contain_text(f"{count} 超过承诺期限的办件")
    assert fits(leader)
    assert leader.evaluate("document.documentElement.scrollHeight <= window.innerHeight")
    leader.set_viewport_size({"width": 3840, "height": 1080})
    assert leader.evaluate("document.documentElement.scrollHeight <= window.innerHeight")
    assert not wall.locator("a, button, input").count()
    assert len(opened) == 5
    screenshot(leader, "wall")
