"""Silence: nobody acts for five working days, and the application is accepted by law."""

import psycopg
import pytest
from playwright.sync_api import expect

OVERLOOKED = """SELECT reference FROM cases_case
    WHERE status = 'filed' AND notice_due_on < (now() AT TIME ZONE 'Asia/Shanghai')::date ORDER BY id LIMIT 1"""
ACCEPTED = """SELECT status, by_silence, accepted_on = (filed_at AT TIME ZONE 'Asia/Shanghai')::date
    FROM cases_case WHERE reference = %s"""


@pytest.mark.law("licensing-law:32")
def test_what_nobody_answers_in_five_working_days_is_accepted_by_law(signed_in, installation):
    with psycopg.connect(installation.database) as connection:
        (reference,) = connection.execute(OVERLOOKED).fetchone() or ("",)
    assert reference

    said = [installation.tongban("daily") for _ in range(2)]

    with psycopg.connect(installation.database) as connection:
        assert connection.execute(ACCEPTED, [reference]).fetchone() == ("accepted", True, True)
    assert said[0] != said[1]
    page = signed_in("ducha")
    page.goto(f"/cases/{reference}/")
    expect(page.locator("main")).to_contain_text("视为受理")
    expect(page.locator("main")).to_contain_text("第32条")
    installation.tongban("verify")
