"""The year while it runs: what leaders see in July, what is kept as a reading, why a target will be missed."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from django.core.cache import cache
from django.urls import reverse
from openpyxl import load_workbook

from tongban.account.budget.models import Budget
from tongban.account.evaluation.actions import intake, transitions, year_parts
from tongban.account.evaluation.models import Evaluation, Reading
from tongban.account.evaluation.monitoring.advice import advice_on
from tongban.account.evaluation.monitoring.queries import monitoring_of
from tongban.account.evaluation.queries.account import account_of
from tongban.account.evaluation.queries.standings import standing_of
from tongban.account.evaluation.tests import two_years
from tongban.account.evaluation.tests.conftest import AT
from tongban.account.insight import flows
from tongban.account.insight.engines.postgres_engine import LIVE
from tongban.account.insight.engines.protocol import EngineDown
from tongban.account.insight.kept_values import keep_values
from tongban.account.insight.keys import FigureKey
from tongban.account.insight.rules import year_of
from tongban.ground.ledger import Refused
from tongban.ground.ledger.models import Entry

JULY = date(2022, 7, 15)
NAME = "新登记各类市场主体数量"
KEY = f"业务.{NAME}"
MOST_QUERIES = 45


@pytest.fixture(autouse=True)
def _no_snapshot(settings, tmp_path, db):
    settings.SNAPSHOTS = tmp_path / "snapshots"
    cache.clear()


@pytest.fixture
def facts(db):
    two_years.publish()


@pytest.fixture
def row(drafted, facts, clerk):
    """Return the indicator of the draft, bound, wanting 1,310 new entities."""
    found = drafted.indicators.get(name=NAME)
    year_parts.change(found, by=clerk, at=AT, changes={"bound_to": KEY, "target": Decimal(1310)})
    found.refresh_from_db()
    return found


@pytest.fixture
def running(row, drafted):
    """Return the year as it stands while it is monitored."""
    Evaluation.objects.filter(pk=drafted.pk).update(status="monitoring")
    drafted.refresh_from_db()
    return drafted


def address(name, year, *args):
    return reverse(f"evaluation:{name}", args=[year.pk, *args])


def watched(year, row, on=JULY):
    return monitoring_of(account_of(year), on, at=AT).of(row.pk)


def test_in_july_a_target_is_seen_to_be_out_of_reach(running, row):
    found = watched(running, row)

    assert found.value == 513
    assert found.forecast.method == "profile"
    assert 900 < found.forecast.value < 1050
    assert found.forecast.high < 1310
    assert (found.likelihood, found.light) == ("impossible", "red")
    assert found.rows_key == FigureKey("new-market-entities", "2022-01-01..2022-07-15")


def test_at_the_years_end_the_value_is_the_forecast(running, row):
    found = watched(running, row, date(2022, 12, 31))

    assert found.value == found.forecast.value == found.forecast.low == 880
    assert found.likelihood == "impossible"


def test_after_two_months_nothing_is_said_of_the_likelihood(running, row):
    found = watched(running, row, date(2022, 2, 28))

    assert found.forecast.low is None
    assert found.light == "grey"


def test_the_page_shows_the_target_at_the_top_and_leads_to_why(at_desk, running, row):
    leader = at_desk("bureau_leader")

    page = leader.get(address("monitoring", running), {"on": "2022-07-15"}).content.decode()
    why = leader.get(address("why", running, row.pk), {"on": "2022-07-15"}).content.decode()

    assert f'id="watched-{row.pk}"' in page
    assert address("why", running, row.pk) in page
    assert "513" in page
    assert "自2月起累计未达进度" in why
    assert "企业设立登记（比上年同期减少" in why
    assert "现场核查" in why
    assert "month=202202" in why
    assert "%E4%BC%81%E4%B8%9A%E8%AE%BE%E7%AB%8B%E7%99%BB%E8%AE%B0" in why


def test_the_page_asks_a_bounded_number_of_queries(desk, running, row, django_assert_max_num_queries):
    desk.get(reverse("people:profile"))

    with django_assert_max_num_queries(MOST_QUERIES):
        desk.get(address("monitoring", running), {"on": "2022-07-15"})


def test_the_drafted_cause_is_put_into_the_field_and_saved_only_by_the_officer(desk, drafted, row):
    page = desk.get(address("indicator", drafted, row.pk), {"draft": "2022-12-31"}).content.decode()

    row.refresh_from_db()
    assert row.cause == ""
    assert "自2月起累计未达进度" in page.split('name="cause"')[1].split("</textarea>")[0]


def test_a_reading_is_kept_with_the_officers_words(desk, running, row):
    said = {
        "on": "2022-07-15",
        "indicator": row.pk,
        "cause_class": "其他",
        "note": "企业设立登记减少，加强帮办",
    }

    answer = desk.post(address("readings-keep", running), said)

    reading = Reading.objects.get(indicator=row)
    assert answer.status_code == 302
    assert (reading.as_of, reading.value, reading.likelihood) == (JULY, 513, "impossible")
    assert (reading.cause_class, reading.note) == ("其他", "企业设立登记减少，加强帮办")
    assert Entry.objects.filter(subject=running.reference, move="read").count() == 1


def test_all_readings_are_kept_at_once_and_written_words_stay(desk, running, row):
    desk.post(address("readings-keep", running), {"on": "2022-07-15", "indicator": row.pk, "note": "已约谈"})

    desk.post(address("readings-keep", running), {"on": "2022-07-15"})

    assert Reading.objects.get(indicator=row).note == "已约谈"


def test_outside_monitoring_nothing_is_kept(desk, drafted, row):
    answer = desk.post(address("readings-keep", drafted), {"on": "2022-07-15"})

    assert answer.status_code == 409
    assert not Reading.objects.exists()


def test_the_monitoring_form_is_exported(desk, running, row):
    answer = desk.get(address("monitoring", running), {"on": "2022-07-15", "export": "xlsx"})

    book = load_workbook(BytesIO(answer.content))
    rows = list(book.worksheets[0].iter_rows(values_only=True))
    assert next(each for each in rows if each[0] == NAME)[2:5] == ("个", 712, 513)
    lines = list(book.worksheets[1].iter_rows(values_only=True))
    assert next(each for each in lines if each[0] == "专项邮寄费")[1] == 45


def test_an_engine_that_is_down_says_so_and_shows_the_last_value(desk, running, row, monkeypatch):
    keep_values(year_of(2022), engine=LIVE, at=AT, codes=["new-market-entities"])

    def down(*_args):
        raise EngineDown("数据库不可用")

    monkeypatch.setattr(type(LIVE), "ask", down)
    found = watched(running, row)
    page = desk.get(address("why", running, row.pk)).content.decode()

    assert "数据库不可用" in found.fault
    assert "880个" in found.fault
    assert "数据库不可用" in page


def test_an_indicator_without_a_metric_has_no_why(desk, drafted, indicator):
    assert desk.get(address("why", drafted, indicator.pk)).status_code == 404


def test_a_figure_in_another_unit_is_refused(desk, drafted, row):
    said = {
        "version": row.version,
        "name": row.name,
        "level1": row.level1,
        "operator": ">=",
        "target": "3000",
    }

    answer = desk.post(
        address("indicator-part", drafted, row.pk, "definition"), {**said, "unit": "件", "bound_to": KEY}
    )

    assert answer.status_code == 422
    assert "个" in answer.content.decode().split("bound_to")[1]
    row.refresh_from_db()
    assert row.unit == "个"


def test_a_bound_figure_that_was_never_computed_is_owed_and_cannot_be_signed(drafted, row, clerk, person):
    standing = standing_of(row, account_of(drafted).own_figures)
    transitions.transition(drafted, "submit", by=clerk, at=AT)
    transitions.transition(drafted, "endorse", by=person("division_head"), at=AT)

    with pytest.raises(Refused, match=NAME):
        transitions.transition(drafted, "check", by=person("finance_officer"), at=AT)

    assert {"actual", "evidence"} <= set(standing.missing)


def test_earlier_years_say_that_a_target_is_too_easy(drafted, row, clerk):
    year_parts.change(row, by=clerk, at=AT, changes={"target": Decimal(800)})
    row.refresh_from_db()

    found = advice_on(row, at=AT)

    assert [(each.year, each.value, each.source) for each in found.years] == [(2021, 1200, "computed")]
    assert (found.flag, found.range_text) == ("trivial", "1200个")


def test_a_changed_definition_leaves_the_filed_value_and_shows_the_difference(desk, drafted, row, clerk):
    keep_values(year_of(2022), engine=LIVE, at=AT, codes=["new-market-entities"])
    frozen = {"name": {"text": NAME}, "actual": {"text": "2483个"}, "metric": "new-market-entities/2022"}
    report = {"indicators": [{**frozen, "source": {"text": "定义0123456789abcdef"}}]}
    drafted.versions.create(number=1, report=report, digest="", frozen_by=clerk, frozen_at=AT)

    page = desk.get(address("indicator", drafted, row.pk)).content.decode()

    assert "filed-difference" in page
    assert "2483个" in page
    assert "880个" in page


def test_a_line_cut_in_the_year_and_still_not_spent_is_red(drafted):
    lines = monitoring_of(account_of(drafted), date(2022, 12, 31), at=AT).spending.lines

    cut = next(line for line in lines if line.name == "专项邮寄费")
    assert (cut.was_cut, cut.rate, cut.alert) == (True, Decimal("66.92"), "red")


def test_a_line_that_was_changed_much_before_is_warned_of(drafted, imported, clerk):
    Budget.objects.filter(pk=drafted.budget_id).update(year=2021, validity="valid", valid_since=AT)
    Evaluation.objects.filter(pk=drafted.pk).update(year=2021)
    later = intake.draft_from(imported, edition="次年", by=clerk, at=AT)

    lines = monitoring_of(account_of(later), date(2022, 6, 30), at=AT).spending.lines

    changed = {line.name: line.large_adjustments for line in lines if line.large_adjustments}
    assert changed["专项邮寄费"] == [(2021, Decimal("-44.44"))]
    assert "体检费" not in changed


def test_half_a_year_without_a_payment_warns_of_underspending(drafted):
    spending = monitoring_of(
        account_of(drafted), date(2022, 6, 30), at=AT
    ).spending  # all was paid on the last day

    assert {line.alert for line in spending.lines if line.adjusted} == {"red"}
    assert {line.warning for line in spending.lines if line.adjusted} == {"under"}


def test_a_cause_cites_steps_of_the_items_counted_and_of_no_other(desk, running, row, monkeypatch):
    known = flows.step_times

    def with_another_item(*asked):
        found = known(*asked)
        return [*found, replace(found[0], item="网约车驾驶员证", mean_days=Decimal(99), done=999)]

    monkeypatch.setattr(flows, "step_times", with_another_item)

    page = desk.get(address("why", running, row.pk), {"on": "2022-07-15"}).content.decode()

    assert "网约车驾驶员证" not in page
    assert "现场核查" in page
