"""The year at a glance."""

from decimal import Decimal

import pytest
from django.urls import reverse

from tongban.account.evaluation.actions import intake, year_parts
from tongban.account.evaluation.queries.counts import finding_counts
from tongban.account.evaluation.tests.conftest import AT

MOST_QUERIES = 16  # the bell in the header is one of them


def overview(desk, year):
    return desk.get(reverse("evaluation:overview", args=[year.pk])).content.decode()


def test_the_totals_lead_to_the_lines_behind_them(desk, drafted):
    page = overview(desk, drafted)

    assert ">3,695.80</a>" in page
    assert ">93.83%</a>" in page
    assert f"{reverse('evaluation:budget', args=[drafted.pk])}?show=below" in page


def test_it_says_what_keeps_the_report_from_being_signed(desk, drafted):
    page = desk.get(reverse("evaluation:missing", args=[drafted.pk])).content.decode()

    assert "BUD-03" in page
    assert f"{reverse('evaluation:indicators', args=[drafted.pk])}?owed=weight" in page
    assert f"{reverse('evaluation:budget', args=[drafted.pk])}?show=owed" in page


def test_the_audit_does_not_keep_the_overview_waiting(desk, drafted):
    first = overview(desk, drafted)
    desk.get(reverse("evaluation:finding-counts", args=[drafted.pk]))
    second = overview(desk, drafted)

    assert "BUD-03" not in first
    assert reverse("evaluation:missing", args=[drafted.pk]) in first
    assert "BUD-03" in second


def test_it_tells_the_gap_to_the_printed_totals(desk, drafted):
    assert "780.68" in overview(desk, drafted)


def test_an_empty_year_is_shown_as_well(desk, bureau, clerk):
    year = intake.open_year(bureau, 2023, by=clerk, at=AT)

    assert desk.get(reverse("evaluation:overview", args=[year.pk])).status_code == 200


def test_the_grade_appears_when_every_indicator_has_points(desk, drafted, clerk):
    rows = list(drafted.indicators.all())
    for row in rows:
        weight = Decimal("4.00") if row is rows[0] else Decimal("96") / Decimal(len(rows) - 1)
        year_parts.change(row, by=clerk, at=AT, changes={"weight": weight.quantize(Decimal("0.01"))})

    assert "grade-points" in overview(desk, drafted)


def test_the_counts_follow_every_act(drafted, clerk):
    before = finding_counts(drafted)
    row = drafted.indicators.get(name="预算执行率")
    said = {
        "cause": "年中压减后项目延期，年末未支付。",
        "measure": "按季度督办。",
        "owner": "财务处",
        "due_on": "2023-06-30",
    }

    year_parts.change(row, by=clerk, at=AT, changes=said)

    assert finding_counts(drafted).errors < before.errors


@pytest.mark.parametrize("name", ["overview", "budget", "indicators", "tasks"])
def test_a_page_asks_the_database_little(desk, drafted, django_assert_max_num_queries, name):
    address = reverse(f"evaluation:{name}", args=[drafted.pk])
    desk.get(reverse("people:profile"))

    with django_assert_max_num_queries(MOST_QUERIES):
        desk.get(address)
    with django_assert_max_num_queries(MOST_QUERIES):
        desk.get(address)


@pytest.mark.parametrize("name", ["line", "line-edit", "indicator"])
def test_a_page_of_one_record_asks_the_database_little(
    desk, drafted, line, indicator, django_assert_max_num_queries, name
):
    pk = indicator.pk if name == "indicator" else line.pk
    address = reverse(f"evaluation:{name}", args=[drafted.pk, pk])
    desk.get(reverse("people:profile"))

    with django_assert_max_num_queries(MOST_QUERIES):
        desk.get(address)
