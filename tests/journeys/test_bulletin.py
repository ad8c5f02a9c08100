"""A leader opens the bulletin and the board, and is one click from the rows behind a number."""

import re

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
