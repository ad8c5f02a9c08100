"""A year on a chosen day shows what stood on that day, and nothing that was known only later."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.cache import cache

from tongban.account.budget.actions import books
from tongban.account.budget.models import Budget
from tongban.account.evaluation.actions import intake, year_parts
from tongban.account.evaluation.models import Evaluation, Indicator, Reading
from tongban.account.evaluation.monitoring.advice import advice_on
from tongban.account.evaluation.monitoring.pace import working_year
from tongban.account.evaluation.monitoring.queries import monitoring_of
from tongban.account.evaluation.queries.account import account_of
from tongban.account.evaluation.tests.conftest import AT
from tongban.account.evaluation.tests.pages.test_monitoring import address
from tongban.account.insight.definitions import metric
from tongban.ground.kit.calendars import count_days

LABELS = {
    "预算调整率": ("{}", Decimal("0.00"), Decimal("-25.00"), Decimal("25.00")),
    "调整预算数": ("{}", Decimal("200.00"), Decimal("150.00"), Decimal("250.00")),
    "执行率": ("{}", Decimal("0.00"), Decimal("66.67"), Decimal("80.00")),
    "未支出数": ("{}", Decimal("200.00"), Decimal("50.00"), Decimal("50.00")),
}
DAYS = (date(2022, 1, 1), date(2022, 6, 30), date(2022, 12, 31))


@pytest.fixture(autouse=True)
def _no_snapshot(settings, tmp_path, db):
    settings.SNAPSHOTS = tmp_path / "snapshots"
    cache.clear()
    count_days()


@pytest.fixture
def year(bureau, clerk, person):
    """Return a year of one line: 200 万元 planned; 50 cut in March, 100 paid in May, 100 added and paid in October."""
    year = intake.open_year(bureau, 2022, edition="", by=clerk, at=AT)
    line = books.add_line(
        year.budget, by=clerk, at=AT, kind="project", name="系统运维", initial_yuan=Decimal(2_000_000)
    )
    for kind, amount, on in (
        ("cut", -500_000, date(2022, 3, 1)),
        ("supplement", 1_000_000, date(2022, 10, 8)),
    ):
        changed = {"kind": kind, "amount_yuan": Decimal(amount), "decided_on": on, "reason": "调整"}
        books.post_adjustment(line, by=clerk, at=AT, **changed)
    for on in (date(2022, 5, 5), date(2022, 10, 10)):
        books.post_payment(line, by=clerk, at=AT, amount_yuan=Decimal(1_000_000), paid_on=on, purpose="运维")
    return year


def indicator(year, clerk, **fields):
    wanted = {"level1": "过程", "operator": "=", "target": Decimal(0), "unit": "%", "weight": Decimal(5)}
    return year_parts.add(Indicator, year, by=clerk, at=AT, **{**wanted, **fields})


def on(year, day, row=None):
    found = monitoring_of(account_of(Evaluation.objects.get(pk=year.pk)), day, at=AT)
    return found.of(row.pk) if row else found


@pytest.mark.parametrize("label", LABELS)
@pytest.mark.parametrize("name", ["预算总金额", "项目支出", "系统运维"])
def test_a_figure_of_the_budget_is_that_of_the_day(year, clerk, name, label):
    row = indicator(year, clerk, name=f"{name}{label}", bound_to=f"{name}.{label}")

    assert tuple(on(year, day, row).value for day in DAYS) == LABELS[label][1:]


def test_at_the_end_of_the_year_the_final_value_stands_and_no_reading_of_june(year, clerk):
    row = indicator(
        year, clerk, name="办件量", unit="件", operator=">=", target=Decimal(2400), actual=Decimal(2483)
    )
    Reading.objects.create(
        indicator=row,
        as_of=date(2022, 6, 30),
        value=Decimal(1190),
        forecast=Decimal(2450),
        likelihood="possible",
    )

    june, august, last = (on(year, day, row) for day in (date(2022, 6, 30), date(2022, 8, 31), DAYS[-1]))

    assert (june.value, june.read_before) == (1190, date(2022, 6, 30))
    assert (august.value, august.read_before) == (1190, date(2022, 6, 30))
    assert (last.value, last.forecast.value, last.read_before, last.light) == (2483, 2483, None, "green")


def test_a_reading_that_contradicts_what_is_computed_is_marked(year, clerk):
    row = indicator(
        year, clerk, name="执行率", bound_to="预算总金额.执行率", operator=">=", target=Decimal(95)
    )
    for value in ("41.20", "66.67"):
        Reading.objects.update_or_create(
            indicator=row, as_of=DAYS[1], defaults={"value": Decimal(value), "likelihood": "possible"}
        )
        assert on(year, DAYS[1], row).is_contradicted == (value == "41.20")


def test_the_share_that_a_forecast_rests_on_is_shown(year, clerk, client):
    Evaluation.objects.filter(pk=year.pk).update(status="monitoring")
    day = date(2022, 7, 15)
    indicator(year, clerk, name="执行率", bound_to="预算总金额.执行率", operator=">=", target=Decimal(95))
    working = working_year(2022).days
    share = Decimal(sum(each <= day for each in working) * 100) / len(working)
    client.force_login(clerk)

    page = client.get(address("monitoring", year), {"on": day.isoformat()}).content.decode()

    assert on(year, day).spending.passed == round(share, 2)
    assert page.count(f"{share:.2f}%") >= 2


def test_money_spent_without_a_budget_is_red_and_nothing_to_spend_is_grey(year, clerk):
    free = books.add_line(
        year.budget, by=clerk, at=AT, kind="project", name="无预算", initial_yuan=Decimal(0)
    )
    books.add_line(year.budget, by=clerk, at=AT, kind="project", name="空", initial_yuan=Decimal(0))
    books.post_payment(free, by=clerk, at=AT, amount_yuan=Decimal("2527300"), paid_on=DAYS[1], purpose="x")

    lights = {line.name: line.alert for line in on(year, DAYS[-1]).spending.lines}

    assert (lights["无预算"], lights["空"]) == ("red", "grey")


def test_an_empty_year_is_not_on_target(bureau, clerk):
    empty = intake.open_year(bureau, 2022, edition="空", by=clerk, at=AT)

    assert {on(empty, day).spending.total.alert for day in DAYS} == {"grey"}


def test_overspending_is_red_on_every_later_day(year, clerk):
    line = year.budget.lines.get()
    books.post_payment(
        line, by=clerk, at=AT, amount_yuan=Decimal(5_000_000), paid_on=date(2022, 11, 1), purpose="x"
    )

    days = [date(2022, 11, 1) + timedelta(days=number) for number in range(0, 61, 15)]

    assert {on(year, day).spending.total.alert for day in days} == {"red"}


def test_what_an_earlier_year_published_stands_before_what_is_computed(year, bureau, clerk):
    wanted = {"name": "评估报告数", "unit": "个", "operator": ">=", "target": Decimal(30)}
    row = indicator(year, clerk, **wanted, baseline=Decimal(29))
    before = intake.open_year(bureau, 2021, edition="", by=clerk, at=AT)
    indicator(before, clerk, **wanted, actual=Decimal(23))

    declared = advice_on(row, at=AT)
    Budget.objects.filter(pk=before.budget_id).update(validity="valid", valid_since=AT)
    published = advice_on(row, at=AT)

    assert [(each.value, each.source) for each in declared.years] == [(29, "baseline")]
    assert [(each.value, each.source) for each in published.years] == [(23, "account")]


def test_a_declared_baseline_is_not_undercut_by_what_a_small_installation_computes(year, clerk):
    label = metric("lawsuits").label
    row = indicator(year, clerk, name=label, unit="件", bound_to=f"业务.{label}", baseline=Decimal(23))

    assert advice_on(row, at=AT).range_text == "23件"
