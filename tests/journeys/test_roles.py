"""Who sees what: every role opens its own pages, gets nothing else, and is stopped when somebody was faster."""

from time import sleep

import psycopg
import pytest
from playwright.sync_api import expect

from tests.journeys.sheets import faults_in, form_at, send

DRAFT, PUBLISHED = "/account/1/", "/account/2/"
OWN = {
    "zhuanyuan": (f"{DRAFT}budget/", f"{DRAFT}indicators/", "/account/imports/1/", PUBLISHED),
    "chuzhang": (f"{DRAFT}review/", f"{DRAFT}findings/"),
    "caiwu": (f"{DRAFT}budget/", f"{PUBLISHED}publication/"),
    "juzhang": (f"{DRAFT}review/", PUBLISHED),
    "caizheng": (f"{PUBLISHED}review/", "/account/"),
    "shenji": (DRAFT, PUBLISHED, "/account/imports/1/", "/ledger/entries/"),
    "guanli": ("/staff/", "/staff/new/"),
}
KEPT_FROM = {
    "zhuanyuan": ("/ledger/", "/staff/"),
    "chuzhang": ("/ledger/", "/staff/", f"{DRAFT}budget/lines/new/", f"{DRAFT}text/2/"),
    "caiwu": ("/ledger/", "/staff/", f"{DRAFT}indicators/new/"),
    "juzhang": ("/ledger/", "/staff/", f"{DRAFT}tasks/new/"),
    "caizheng": ("/ledger/", "/staff/", "/account/imports/", DRAFT, f"{DRAFT}review/"),
    "shenji": ("/staff/", f"{DRAFT}indicators/new/", f"{DRAFT}budget/lines/new/"),
    "guanli": ("/account/", DRAFT, PUBLISHED, "/account/imports/", "/ledger/"),
}
ENTRIES = "SELECT count(*) FROM ledger_entry WHERE subject LIKE 'EVAL-%' OR subject LIKE 'BUDGET-%'"
EDITS_BEFORE_THE_CUT = "SELECT count(*) FROM ledger_entry WHERE payload::text LIKE '%断电时写的原因%'"
MOVES = "SELECT count(*) FROM ledger_entry WHERE kind = 'move'"


def first(installation, query):
    with psycopg.connect(installation.database) as connection:
        (value,) = connection.execute(query).fetchone() or (None,)
    return value


@pytest.mark.parametrize("role", OWN)
def test_a_role_opens_its_pages_and_no_others(signed_in, role):
    page = signed_in(role)
    links = page.locator("nav a[href^='/']")
    seen = {str(link.get_attribute("href")) for link in links.all()} | set(OWN[role])

    answers = {address: page.request.get(address).status for address in sorted(seen)}
    refusals = {address: page.request.get(address).status for address in KEPT_FROM[role]}

    assert set(answers.values()) == {200}, answers
    assert set(refusals.values()) <= {403, 404}, refusals


def test_a_stranger_is_sent_to_sign_in_and_learns_nothing(page):
    for address in ("/account/", DRAFT, "/account/999/", "/ledger/", "/staff/"):
        page.goto(address)

        assert "/sign-in/" in page.url
        assert "苏州市行政审批局" not in page.locator("main").inner_text()


def test_the_auditor_changes_nothing(signed_in, installation):
    page = signed_in("shenji")
    token = form_at(page, "/ledger/", "/ledger/verification/")
    before = first(installation, ENTRIES)

    answers = [
        send(page, f"{DRAFT}{address}", token | values).status
        for address, values in (
            ("review/pass/", {"move": "submit"}),
            ("indicators/1/edit/result/", {"cause": "改"}),
            ("budget/lines/new/", {"name": "改"}),
            ("text/2/", {"body": "改"}),
            ("findings/decide/", {"decision": "dismissed"}),
        )
    ]

    assert set(answers) <= {403, 404, 409}
    assert first(installation, ENTRIES) == before


def test_a_move_made_twice_is_refused_the_second_time(signed_in, installation):
    page = signed_in("zhuanyuan")
    move = form_at(page, f"{DRAFT}review/", f"{DRAFT}review/pass/") | {"knowing": "on"}
    before = first(installation, MOVES)

    answers = [send(page, f"{DRAFT}review/pass/", move) for _ in range(2)]

    assert [answer.status for answer in answers] == [302, 409]
    assert "送处室审核" in faults_in(answers[1])
    assert first(installation, MOVES) == before + 1
    back = signed_in("chuzhang")
    returned = form_at(back, f"{DRAFT}review/", f"{DRAFT}review/pass/") | {
        "move": "division_return",
        "note": "退回。",
    }
    assert send(back, f"{DRAFT}review/pass/", returned).status == 302


def test_who_edits_second_keeps_what_was_typed(signed_in):
    first_clerk, second_clerk = signed_in("zhuanyuan"), signed_in("zhuanyuan")
    for page, typed in ((first_clerk, "先写的原因"), (second_clerk, "后写的原因")):
        page.goto(f"{DRAFT}indicators/")
        page.locator("tr", has=page.get_by_role("link", name="预算调整率", exact=True)).get_by_text(
            "编辑"
        ).click()
        page.fill("tr.row-edit [name=cause]", typed)

    first_clerk.click("tr.row-edit button[type=submit]")
    expect(first_clerk.locator("tr.row-edit")).to_have_count(0)
    with second_clerk.expect_response("**/edit/") as answered:
        second_clerk.click("tr.row-edit button[type=submit]")

    assert answered.value.status == 409
    expect(second_clerk.locator(".theirs")).to_contain_text("先写的原因")
    assert second_clerk.locator("tr.row-edit [name=cause]").input_value() == "后写的原因"
    second_clerk.click("tr.row-edit button[type=submit]")
    expect(second_clerk.locator("tr", has_text="后写的原因")).to_be_visible()


def test_a_server_killed_during_an_edit_loses_nothing_and_saves_nothing_twice(signed_in, installation):
    page, typed = signed_in("zhuanyuan"), "断电时写的原因"
    page.goto(f"{DRAFT}indicators/")
    page.locator("tr", has=page.get_by_role("link", name="预算调整率", exact=True)).get_by_text(
        "编辑"
    ).click()
    page.fill("tr.row-edit [name=cause]", typed)

    installation.kill_children()
    sleep(1)
    installation.kill_children()  # what was started in its place goes too, and the server still does not give up
    page.click("tr.row-edit button[type=submit]")
    saved, told = page.locator("tr:not(.row-edit)", has_text=typed), page.locator("#notices .alert-danger")
    expect(saved.or_(told).first).to_be_visible()
    if told.is_visible():
        assert page.locator("tr.row-edit [name=cause]").input_value() == typed
        installation.wait()
        page.click("tr.row-edit button[type=submit]")

    expect(saved).to_be_visible()
    assert first(installation, EDITS_BEFORE_THE_CUT) == 1
    installation.tongban("verify")
