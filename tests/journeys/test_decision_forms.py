"""What the clerk does from inside a long page: the form comes when it is asked for, and sends what it should."""

import re

from playwright.sync_api import expect


def test_a_warning_is_decided_on_where_it_stands(signed_in):
    clerk = signed_in("zhuanyuan")
    clerk.goto("/account/1/findings/?severity=warning")
    warning = clerk.locator(".finding").first

    warning.get_by_text("处理", exact=True).first.click()
    warning.locator("textarea[name=reason]").fill("口径不同，已核实。")
    warning.get_by_role("button", name="不予采纳").click()

    expect(clerk.locator("#decisions")).to_contain_text("口径不同，已核实。")


def test_a_problem_is_struck_only_after_the_question(signed_in):
    clerk = signed_in("zhuanyuan")
    clerk.goto("/account/1/text/")
    problems = clerk.locator("#problems .row-list > li")
    before = problems.count()

    clerk.locator("[data-opens^=strike-problem]").last.click()
    clerk.locator("dialog[open]").get_by_role("button", name="取消").click()
    clerk.locator("[data-opens^=strike-problem]").last.click()
    clerk.locator("dialog[open] button[type=submit]").click()

    clerk.wait_for_url(re.compile(r"/account/1/text/$"))
    expect(problems).to_have_count(before - 1)
