"""From a deviation to the item, the step and the month where it arose; and in July, what will be missed at the end."""

import re
from collections.abc import Iterator

import psycopg
import pytest
from playwright.sync_api import expect

from tongban.account.evaluation.tests import two_years
from tongban.ground.kit.fact_views import SQL_TYPES, published_facts

NAME = "新登记各类市场主体数量"


@pytest.fixture
def registrations(installation) -> Iterator[None]:
    """Let the views of cases and steps show two years of registrations, and give them back afterwards."""
    facts = {name: published_facts()[name] for name in ("cases", "steps")}
    given = {"cases": two_years.CASES, "steps": two_years.STEPS}
    show(installation, {name: two_years.query(fact, given[name]) for name, fact in facts.items()})
    installation.tongban("measure", "2022", "--keep", "--engine", "postgresql")
    yield
    installation.tongban("migrate")  # makes the views anew
    installation.tongban("measure", "2022", "--keep", "--engine", "postgresql")


def show(installation, queries):
    with psycopg.connect(installation.owner) as connection:
        for name, query in queries.items():
            columns = published_facts()[name].columns
            cast = ", ".join(f'shown."{each.name}"::{SQL_TYPES[each.kind]}' for each in columns)
            connection.execute(
                f"CREATE OR REPLACE VIEW facts.{name} AS SELECT {cast} FROM ({query}) AS shown"
            )


def test_an_officer_follows_a_deviation_to_its_rows_and_a_leader_sees_in_july_what_will_miss(
    signed_in, registrations
):
    officer, leader = signed_in("zhuanyuan"), signed_in("juzhang")

    address = the_officer_binds_the_indicator(officer)
    the_officer_follows_the_deviation_and_writes_the_cause(officer, address)
    the_leader_sees_in_july_what_will_be_missed_and_why(leader, address)


def the_officer_binds_the_indicator(page):
    page.goto("/account/")
    page.locator("tr, article, li", has_text="原报告").last.get_by_role("link").first.click()
    page.get_by_role("link", name="指标", exact=True).first.click()
    page.get_by_role("link", name=NAME, exact=True).click()
    page.locator("#definition summary").click()
    page.select_option("#definition [name=bound_to]", f"业务.{NAME}")
    page.locator("#definition button[type=submit]").click()
    expect(page.locator(".alert-success")).to_be_visible()
    return re.sub(r"^https?://[^/]+|#.*$", "", page.url)


def the_officer_follows_the_deviation_and_writes_the_cause(page, address):
    page.get_by_role("link", name="原因追溯").click()
    expect(page.locator(".why-draft")).to_contain_text("企业设立登记")
    page.get_by_role("link", name="企业设立登记", exact=True).click()
    expect(page.locator("h1")).to_contain_text(NAME)
    page.go_back()
    expect(page.locator("main")).to_contain_text("现场核查")
    page.get_by_role("link", name="填入原因分析").click()
    cause = page.locator("#result [name=cause]")
    drafted = cause.input_value()
    cause.fill(f"{drafted}企业登记改为全程网办，窗口件减少。")
    page.locator("#result button[type=submit]").click()
    expect(page.locator(".item-facts")).to_contain_text("窗口件减少")
    assert "现场核查" in drafted


def the_leader_sees_in_july_what_will_be_missed_and_why(page, address):
    page.goto(re.sub(r"indicators/.*", "", address))
    page.get_by_role("link", name="哪些目标可能完不成？").click()
    page.fill("#watch-on", "2022-07-15")
    page.get_by_role("button", name="查看该日").click()
    row = page.locator("tr[id^=watched-]", has=page.get_by_role("link", name=NAME, exact=True))
    expect(row).to_contain_text("完全不可能")
    row.get_by_role("link", name="原因追溯").click()
    expect(page.locator(".why-draft")).to_contain_text("截至2022年7月15日")
    page.locator("a.figure-link[href*='month=202202']").click()
    expect(page.locator("main")).to_contain_text("70")
