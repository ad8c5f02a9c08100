"""The house is open: it answers, and staff find the way in."""

from tests.browser import PHONE, fits


def test_the_server_says_that_it_is_well(page):
    answer = page.request.get("/healthz")

    assert answer.json()["status"] == "ok"


def test_staff_sign_in(signed_in):
    page = signed_in("zhuanyuan")

    assert page.locator("h1").first.is_visible()


def test_the_sign_in_page_fits_a_phone(visitor, screenshot):
    page = visitor(PHONE)

    page.goto("/sign-in/")

    assert page.locator("input[name=login]").is_visible()
    assert fits(page)
    screenshot(page, "sign-in-phone")
