"""A figure leads to its rows: the same rows for everybody, the case numbers for those who may see the cases."""

from datetime import UTC, datetime
from decimal import Decimal
from html import unescape
from io import BytesIO

import pytest
from django.test import Client
from django.utils.timezone import localdate, now
from openpyxl import load_workbook

from tongban.account.insight import kept_values
from tongban.account.insight.definitions import metric
from tongban.account.insight.disclosure.reasons import WithheldReason
from tongban.account.insight.engines.duckdb_engine import duckdb_engine
from tongban.account.insight.engines.postgres_engine import LIVE
from tongban.account.insight.expressions import MetricQuery
from tongban.account.insight.rules import year_of
from tongban.account.insight.snapshot import writer
from tongban.account.insight.values import Value, exact_decimal
from tongban.doors.desk.figures import compute
from tongban.doors.desk.figures.groups import officer_of
from tongban.doors.desk.figures.rows import mark_of
from tongban.doors.desk.templatetags.figures import figure_text
from tongban.work.cases.actions import intake
from tongban.work.cases.models import Case
from tongban.work.cases.tests import cast

PAGE = "/figures/cases-filed/2022/"
NOW = datetime(2023, 2, 1, tzinfo=UTC)


@pytest.fixture(autouse=True)
def places(settings, tmp_path):
    settings.SNAPSHOTS = tmp_path / "snapshots"


@pytest.fixture
def six(house, filed):
    """Let six cases be filed, five of them copies."""
    for number in range(2, 7):
        case = Case.objects.get(pk=filed.pk)
        case.pk, case.reference = None, f"CASE-2022-{number:06d}"
        case.save()
    return list(Case.objects.order_by("reference").values_list("reference", flat=True))


def at_desk(user):
    client = Client()
    client.force_login(user, backend="tongban.ground.people.sign_in.Staff")
    return client


def rows_of(response):
    return [[cell for _, cell in row] for row in response.context["table"].body]


def test_a_stranger_counts_the_rows_and_reads_nothing_of_a_case(client, six):
    response = client.get(PAGE)

    text = response.content.decode()
    assert response.context["answer"].value.value == sum(int(row[-1]) for row in rows_of(response)) == 6
    assert not [known for known in (*six, *map(mark_of, six), "2022-09-05") if known in text]


def test_an_officer_goes_from_the_figure_to_the_case(house, six):
    response = at_desk(house.gao).get(PAGE)

    assert f'href="/cases/{six[0]}/"' in response.content.decode()


def test_an_officer_of_another_division_counts_and_sees_no_number(house, six):
    Case.objects.update(divisions=[house.places["food"].pk])

    response = at_desk(house.wu).get(PAGE)

    assert rows_of(response) == [["2022-09", "6"]]
    assert six[0] not in response.content.decode()


def test_an_officer_is_named_to_nobody(client, house, six):
    Case.objects.update(taken_in_by=house.li)

    text = client.get(PAGE).content.decode() + at_desk(house.chen).get(PAGE).content.decode()

    assert f"{officer_of(house.li)}" not in client.get(PAGE).content.decode()
    assert "?by=officer" not in text


def test_one_narrows_to_own_figures_only(house, six):
    Case.objects.filter(reference=six[0]).update(taken_in_by=house.li)
    own = f"{PAGE}?officer={officer_of(house.li)}"

    assert at_desk(house.li).get(own).context["answer"].value.value == 1
    assert at_desk(house.chen).get(own).context["answer"].value.value == 6


def test_the_public_is_told_by_months_divisions_and_items_and_no_others(client, house, six):
    Case.objects.update(channel="window")
    hall = "/figures/hall-cases/2022/?by=channel"

    shown = [name for name, _title, _url in client.get(hall).context["choices"]]
    told = [name for name, _title, _url in at_desk(house.gao).get(hall).context["choices"]]

    assert shown == ["month", "item", "division"]
    assert {"channel", "filed_hour", "outcome"} <= set(told)


@pytest.mark.parametrize("reader", ["a stranger", "an applicant", "an officer of no figures"])
@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("2022/?channel=window", WithheldReason.CROSSED),
        ("2022/?item=食品经营许可（首次申请）&month=202209", WithheldReason.CROSSED),
        ("2022-09/?item=食品经营许可（首次申请）", WithheldReason.CROSSED),
        ("2022/?item=营业性演出", WithheldReason.SMALL),
        ("2022-08/", WithheldReason.SMALL),
        ("2022-09-05/", WithheldReason.PERIOD),
        ("2022-01-01..2022-09-05/", WithheldReason.PERIOD),
        ("2021-06-01..2022-12-31/", WithheldReason.PERIOD),
    ],
)
def test_what_is_not_released_is_told_to_nobody_and_says_why(client, house, six, reader, address, reason):
    desk = {"an applicant": house.zhang.account, "an officer of no figures": house.li}
    browser = at_desk(desk[reader]) if reader in desk else client

    response = browser.get(f"/figures/cases-filed/{address}")

    assert response.context["why_not"] is reason
    assert (response.context["answer"].value, response.context["chart"], response.context["table"]) == (
        None,
    ) * 3
    assert (response.context["groups"], response.context["before"]) == ([], None)
    assert reason.says in unescape(response.content.decode())


def test_of_a_year_that_runs_only_the_office_is_told(client, house, six):
    year = localdate().year
    Case.objects.update(filed_at=now())

    response = client.get(f"/figures/cases-filed/{year}/")

    assert (response.context["answer"].value, response.context["why_not"]) == (None, WithheldReason.RUNNING)
    assert at_desk(house.gao).get(f"/figures/cases-filed/{year}/").context["answer"].value.value == 6


def test_the_year_before_is_told_only_where_it_may_be_itself(client, house, six):
    Case.objects.filter(reference__in=six[:3]).update(filed_at=cast.day(9, 5).replace(year=2021))

    assert client.get(PAGE).context["answer"].value is None
    for number in range(7, 12):
        case = Case.objects.get(reference=six[0])
        case.pk, case.reference, case.filed_at = None, f"CASE-2022-{number:06d}", cast.day(9, 6)
        case.save()
    assert client.get(PAGE).context["answer"].value.value == 8
    assert client.get(PAGE).context["before"] is None
    assert at_desk(house.gao).get(PAGE).context["before"].value == 3


def test_a_share_is_not_told_where_few_are_not_counted(client, house, six):
    Case.objects.filter(reference=six[0]).update(channel="window")

    response = client.get("/figures/online-share/2022/")

    assert (response.context["answer"].value, response.context["why_not"]) == (None, WithheldReason.SMALL)
    assert at_desk(house.gao).get("/figures/online-share/2022/").context["answer"].value.numerator == 5


def test_a_stranger_reads_the_group_of_a_row_and_no_more(client, six):
    Case.objects.update(channel="window")

    by_item = client.get("/figures/hall-cases/2022/?by=item").context

    assert [column.code for column in by_item["table"].columns] == ["group", "rows"]
    assert [[cell for _, cell in row] for row in by_item["table"].body] == [["食品经营许可（首次申请）", "6"]]


def test_the_workbook_of_a_stranger_holds_the_table_that_is_told(client, six):
    response = client.get(f"{PAGE}?by=month&export=xlsx")

    sheet = load_workbook(BytesIO(response.content)).active
    assert [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)] == [["2022-09", 6]]


@pytest.mark.parametrize(
    "address", ["/figures/dreams/2022/", "/figures/cases-filed/spring/", "/figures/cases-filed/2022-13/"]
)
def test_what_is_no_figure_is_not_found(client, db, address):
    assert client.get(address).status_code == 404


def test_what_is_not_public_is_not_found_by_strangers(client, house):
    assert client.get("/figures/steps-in-time/2022/").status_code == 404
    assert at_desk(house.zhang.account).get("/figures/steps-in-time/2022/").status_code == 404
    assert at_desk(house.gao).get("/figures/steps-in-time/2022/").status_code == 200


def test_the_workbook_holds_the_very_rows(house, six):
    response = at_desk(house.gao).get(f"{PAGE}?export=xlsx")

    sheet = load_workbook(BytesIO(response.content)).active
    assert {row[0].value for row in sheet.iter_rows(min_row=2)} == set(six)


def test_an_engine_that_is_down_leaves_the_last_figure_with_its_day(client, six, monkeypatch):
    kept_values.keep_values(year_of(2022), engine=LIVE, at=cast.day(12, 31), codes=["cases-filed"])

    def down(*_, **__):
        raise compute.EngineDown("the snapshot was moved away")

    monkeypatch.setattr(compute, "value_of", down)
    response = client.get(PAGE)

    text = response.content.decode()
    assert response.status_code == 200
    assert "the snapshot was moved away" in text
    assert response.context["answer"].value.value == 6
    assert "2022-12-31" in text


def test_figures_of_a_snapshot_stay_until_the_next(client, six):
    writer.make_snapshot(at=cast.day(9, 30))
    Case.objects.filter(reference=six[0]).update(filed_at=None, status="draft")

    before = client.get(PAGE).context["answer"].value
    writer.make_snapshot(at=cast.day(10, 1), whole=True)
    after = client.get(PAGE).context["answer"].value

    assert (before.value, after.value) == (6, 5)
    assert before.manifest != after.manifest


def test_the_dashboard_is_for_those_who_read_figures(client, house, six):
    assert client.get("/figures/").status_code == 302
    assert at_desk(house.li).get("/figures/").status_code == 403
    for page in (
        "/figures/?year=2022",
        f"/figures/?year=2022&division={house.places['food']}",
    ):
        response = at_desk(house.gao).get(page)
        tiles = {tile.metric.code: tile for _, row in response.context["board"].sections for tile in row}
        assert tiles["cases-filed"].value.value == 6


def test_own_figures_are_shown_to_their_owner(house, six):
    Case.objects.filter(reference__in=six[:4]).update(taken_in_by=house.li, channel="window")

    response = at_desk(house.li).get("/figures/mine/?year=2022")

    tiles = {
        tile.metric.code: tile.value.value for _, row in response.context["board"].sections for tile in row
    }
    assert tiles["hall-cases"] == 4
    assert "satisfaction" not in tiles


def test_an_act_on_a_case_writes_its_month_anew_and_no_other(house, six, filed):
    Case.objects.filter(reference=six[5]).update(filed_at=cast.day(8, 1))
    first = writer.make_snapshot(at=cast.day(9, 6))
    intake.accept(filed, by=house.li, at=cast.day(9, 6))

    second = writer.make_snapshot(at=cast.day(9, 7))

    before, after = ({part.path: part.sm3 for part in made.of("cases")} for made in (first, second))
    changed = {path for path in after if after[path] != before[path]}
    assert [path for path in after if "month=9" in path] == list(changed)
    assert len(after) == 2
    accepted = "SELECT count(*) AS n FROM facts.cases WHERE accepted_on = '2022-09-06'"
    assert duckdb_engine(second).ask(accepted) == [{"n": 1}]
    assert sum(part.rows for part in second.of("cases")) == 6


def test_a_median_is_told_as_a_median(client, six):
    text = client.get("/figures/worked-days-median/2022/").content.decode()

    assert "分子" not in text
    assert "分子" in client.get("/figures/online-share/2022/").content.decode()


@pytest.mark.parametrize(
    ("yuan", "written"),
    [
        ("1673", "1,673 元"),
        ("0.5", "0.50 元"),
        ("9999.99", "9,999.99 元"),
        ("10000", "1.00 万元"),
        ("0", "0 元"),
        ("-250", "−250 元"),
    ],
)
def test_small_money_is_told_in_yuan(yuan, written):
    spent = MetricQuery(metric("budget-spent"), year_of(2022))
    value = Value(spent, (), Decimal(yuan), None, 1, "postgresql", "", "", NOW)

    assert figure_text(value) == written


@pytest.mark.parametrize("noise", [9.299999999999997, 0.1 + 0.2, 1190.0000])
def test_a_number_of_an_engine_has_no_noise(noise):
    assert len(str(exact_decimal(noise))) <= 5
