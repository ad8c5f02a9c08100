"""Somebody who has never been here: signs up, proves who she is, applies; the window sees her account at once."""

import re

from playwright.sync_api import Page, expect

from tests.browser import PHONE, fits
from tests.journeys.test_citizens import TYPED, answered, find, hand_in

NAME, NUMBER, WORD = "𠮷小娟（示例）", "320503199003078834", "xiangcheng-2026-long"


def sign_up(page: Page, username: str) -> None:
    """Open an account and sign in with it."""
    page.goto("/sign-up/")
    typed = {"name": NAME, "number": NUMBER, "phone": "13900001234", "username": username}
    for name, value in {**typed, "password1": WORD, "password2": WORD}.items():
        page.fill(f"[name={name}]", value)
    page.check("[name=agrees]")
    assert fits(page)
    page.locator("main form button[type=submit]").click()
    page.wait_for_url("**/sign-in/**")
    page.fill("[name=login]", username)
    page.fill("[name=password]", WORD)
    page.locator("main form button[type=submit]").click()
    page.wait_for_url("**/my/")


def verify(page: Page) -> None:
    """Prove who one is, by what the simulated identity service says."""
    page.goto("/my/account/")
    hint = page.get_by_text(re.compile("246810")).first
    expect(hint).to_be_visible()
    page.fill("[name=code]", "246810")
    page.get_by_role("button", name="核验", exact=True).click()
    expect(page.get_by_text("已核验").first).to_be_visible()


def test_a_newcomer_signs_up_is_verified_and_files(visitor, signed_in, tmp_path):
    page = visitor(size=PHONE)
    sign_up(page, "jixiaojuan")
    counter = signed_in("chuangkou")
    counter.goto("/cases/window/")
    counter.fill("[name=number]", NUMBER)
    counter.locator("main form button[type=submit]").first.click()
    expect(counter.get_by_text(NAME)).to_be_visible()

    verify(page)
    find(page)
    page.get_by_role("link", name="在线办理").click()

    answered(page)
    page.get_by_role("button", name=re.compile("开始办理")).click()
    for name, value in {**TYPED, "address": "苏州市姑苏区示例路9号"}.items():
        page.fill(f"[name={name}]", value)
    page.get_by_role("button", name="下一步").click()
    page.wait_for_url("**/materials/")
    hand_in(page, tmp_path)
    page.get_by_role("link", name="下一步").click()
    page.get_by_role("button", name="提交申请").click()
    page.wait_for_url(re.compile(r"/my/CASE-\d+-\d+/$"))

    expect(page.get_by_text("正在审查您的申请")).to_be_visible()
    assert fits(page)
