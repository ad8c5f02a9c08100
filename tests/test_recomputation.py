"""Every figure of random histories, computed a second time by hand: metrics, pages, tiles, exports and kept values."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from io import BytesIO
from random import Random

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from tests.by_hand import BESIDES_SQL, every_figure, every_sql, rooms_by_hand
from tests.once import let_rows_go
from tongban.account.budget.actions import books, validity
from tongban.account.evaluation.models import Evaluation
from tongban.account.evaluation.queries.account import account_of
from tongban.account.insight import definitions, kept_values, rating_figures, values
from tongban.account.insight.engines import postgres_engine
from tongban.account.insight.engines.duckdb_engine import duckdb_engine
from tongban.account.insight.rules import year_of
from tongban.account.insight.snapshot import writer
from tongban.demo.applicants import load_applicants
from tongban.demo.catalogue import load_catalogue
from tongban.demo.hotline_year.loader import load_hotline_year
from tongban.demo.hotline_year.plan import DATA
from tongban.demo.people import create_officers, create_staff
from tongban.demo.room_stories import load_room_stories
from tongban.demo.year import loader
from tongban.doors.api.queries.results import figures as told_by_api
from tongban.doors.desk.templatetags.figures import figure_text
from tongban.ground.kit.models import ServiceRun
from tongban.ground.people.models import Department, User
from tongban.ground.people.tests import cast
from tongban.offer.licences.models import Licence, LicenceUse
from tongban.work.cases.models import Case, Pause, Remedy, Urging
from tongban.work.ratings.models import BadRating, Rating

NOW = datetime(2023, 2, 1, 1, 0, tzinfo=UTC)
YEAR = year_of(2022)
EDGE = datetime(2021, 12, 31, 15, 59, tzinfo=UTC)
"""A minute before the year begins in Suzhou."""
TOLD = datetime(2022, 11, 15, 2, tzinfo=UTC)
"""When the rooms' stories are told."""
EXPORTED = ("hall-cases", "satisfaction", "special-procedures", "budget-spent", "lawsuits", "licences-used")


PAGES = 12
"""How many figures' pages are drawn of each year: all of them would take as long as everything else."""


@pytest.fixture(params=[1, pytest.param(20221231, marks=pytest.mark.deep)])
def seed(request):
    return request.param


@pytest.fixture
def year(seed, once, settings, tmp_path, monkeypatch):
    """Pour in a small year of the city, and let chance add what a planned year has not."""
    settings.SNAPSHOTS, settings.FILES_ROOT = tmp_path / "snapshots", tmp_path / "files"
    once(tell_the_stories)
    people = create_staff()
    loader.load_year(2022, Decimal("0.001"), seed, at=NOW)
    monkeypatch.setitem(DATA["orders"], "least", 150)
    load_hotline_year(2022, Decimal("0.001"), seed, at=NOW)
    chance = Random(seed)
    stop(chance)
    sue(chance, people["finance_officer"])
    rate(chance, people["finance_officer"])
    spend(chance, people["finance_officer"])
    beat(chance)
    for room in rooms_by_hand():
        room.let_happen(chance, people["finance_officer"])
    return people


def tell_the_stories():
    """Let the staff in, publish the catalogue, and let the rooms tell their stories."""
    people = create_staff()
    load_catalogue(people)
    officers = create_officers()
    load_room_stories(people, officers, load_applicants(officers), at=TOLD)


def test_every_figure_is_that_of_the_raw_tables(year, seed):
    writer.make_snapshot(at=NOW)
    by_hand = every_figure()

    assert set(by_hand) == set(definitions.metrics())
    for engine in (postgres_engine.LIVE, duckdb_engine()):
        found = values.values_of(definitions.metrics().values(), YEAR, engine=engine, at=NOW)
        assert {code: (value.numerator, value.denominator) for code, value in found.items()} == by_hand
    assert sum(bool(numerator) for numerator, _ in by_hand.values()) >= 100

    kept = kept_values.keep_values(YEAR, engine=postgres_engine.LIVE, at=NOW)
    assert {code: (value.numerator, value.denominator) for code, value in kept.items()} == by_hand
    compare_pages(by_hand, Random(seed).sample(sorted(by_hand), PAGES))
    compare_exports(by_hand)
    compare_ratings(by_hand)
    compare_account(kept, year)


def compare_pages(by_hand, codes):
    """The pages of some figures, and the tiles of the dashboard."""
    client = reader()
    for code in codes:
        page = client.get(reverse("figures:figure", args=[code, "2022"]))
        value = page.context["answer"].value
        assert (value.numerator, value.denominator) == by_hand[code], code
        assert figure_text(value) in page.content.decode(), code
    board = client.get(reverse("figures:overview"), {"year": 2022}).context["board"]
    for tile in (tile for _, tiles in board.sections for tile in tiles):
        assert (tile.value.numerator, tile.value.denominator) == by_hand[tile.metric.code], tile.metric.code


def compare_exports(by_hand):
    """The rows exported are those counted, and what they say adds up to the figure."""
    client = reader()
    for code in EXPORTED:
        answer = client.get(reverse("figures:figure", args=[code, "2022"]), {"export": "xlsx"})
        content = answer.content if not answer.streaming else b"".join(answer)
        head, *rows = load_workbook(BytesIO(content)).active.iter_rows(values_only=True)
        numerator, denominator = by_hand[code]
        if code == "budget-spent":
            column = next(place for place, title in enumerate(head) if title.startswith("金额"))
            amounts = [row[column] for row in rows]
            assert sum(Decimal(str(amount)) for amount in amounts) == numerator
        else:
            assert len(rows) == (numerator if denominator is None else denominator), code


def compare_ratings(by_hand):
    """What the page tells of ratings adds up to the metrics, by item and by division; the API tells some of the same."""
    for by in ("item", "division"):
        rows = {
            row.name: row
            for row in rating_figures.rating_figures_by(by, YEAR, engine=postgres_engine.LIVE, at=NOW)
        }
        rated = [row.good for row in rows.values() if row.good]
        assert sum(value.numerator for value in rated) == by_hand["satisfaction"][0]
        assert sum(value.denominator for value in rated) == by_hand["satisfaction"][1]
        assert sum(row.bad.numerator for row in rows.values() if row.bad) == by_hand["bad-ratings"][0]
        assert sum(row.excluded for row in rows.values()) == by_hand["ratings-excluded"][0]
        asked = {"since": "2022-01-01", "until": "2022-12-31", "by": by}
        shown = reader().get(reverse("figures:ratings"), asked).context["table"].rows
        assert [row.good.value for row in shown if row.good] == [value.value for value in rated]
        for row in told_by_api(YEAR, by).results:
            assert (row.good.part, row.good.whole) == (
                rows[row.name].good.numerator,
                rows[row.name].good.denominator,
            )


def compare_account(kept, people):
    """What texts and indicators of the year's account may name is what was kept."""
    figures = account_of(Evaluation.objects.get(edition="")).metric_figures
    for value in kept.values():
        assert figures[f"业务.{value.metric.label}"].value == value.value


def reader():
    client, bureau = Client(), Department.objects.get(code="DEMO-BUREAU")
    roles = ("supervisor", "finance_officer", "item_manager")
    known = User.objects.filter(username="reader").first()
    client.force_login(known or cast.staff("reader", *roles, department=bureau))
    return client


def stop(chance):
    """Let special procedures stop decided cases: alone, over one another, never ended."""
    told = {"document": "苏特〔2022〕1号", "reason": "检测", "needed_days": 5}
    decided = list(Case.objects.filter(decided_on__isnull=False, accepted_on__isnull=False))
    for case in chance.sample(decided, 40):
        for _ in range(chance.randint(1, 3)):
            since = case.accepted_on + timedelta(days=chance.randint(-2, 6))
            until = since + timedelta(days=chance.randint(0, 9))
            Pause.objects.create(
                case=case, since=since, until=until, kind=chance.choice(Pause.Kind.values), **told
            )


def sue(chance, by):
    """Bring lawsuits and reconsiderations, orders to hurry, licences used; some at the borders of the year."""
    cases = list(Case.objects.filter(decided_on__isnull=False).order_by("pk"))
    for case in chance.sample(cases, 12):
        received = date(2021, 12, 25) + timedelta(days=chance.randint(0, 380))
        outcome = chance.choice([each for each in Remedy.Outcome.values if each])
        closed = {
            "stage": "closed",
            "closed_on": received + timedelta(days=chance.randint(1, 60)),
            "outcome": outcome,
        }
        more = closed if chance.random() < 0.7 else {}
        kind = chance.choice(Remedy.Kind.values)
        Remedy.objects.create(case=case, kind=kind, authority="苏州市", received_on=received, **more)
    for case in chance.sample(cases, 9):
        at = EDGE + timedelta(hours=chance.randint(-40, 9000))
        replied = at + timedelta(hours=chance.randint(1, 90)) if chance.random() < 0.8 else None
        due = (at + timedelta(hours=56)).date()
        Urging.objects.create(case=case, by=by, at=at, text="催办", reply_due_on=due, replied_at=replied)
    for licence in Licence.objects.order_by("pk")[:20]:
        at = EDGE + timedelta(minutes=chance.choice([0, 1, 2, 300000, 525600, 525601]))
        LicenceUse.objects.create(
            licence=licence, matter="CASE-X", purpose="核验", by=by, consented_at=at, at=at
        )


def rate(chance, by):
    """Move ratings over the borders of the year; remedy bad ones late or in time, rule some out."""
    let_rows_go(["ratings_rating", "ratings_followup"])
    for rating in chance.sample(list(Rating.objects.order_by("pk")), 30):
        rating.at = EDGE + timedelta(minutes=chance.choice([0, 1, 2, 525600, 525601, 525602, 90000]))
        rating.save()
    for work in BadRating.objects.order_by("pk"):
        work.remedied_at = datetime(2022, 1, 1, tzinfo=UTC) + timedelta(hours=chance.randint(0, 9000))
        if chance.random() < 0.4:
            work.status, work.ruled_by, work.ruling = "excluded", by, "误评"
        work.contacted_at = work.contacted_at or work.remedied_at
        work.save()


def spend(chance, by):
    """Keep three accounts of the year: a draft, one that was superseded, and the published one."""
    bureau = Department.objects.get(code="DEMO-BUREAU")
    for edition in ("", "superseded", "published"):
        budget = books.open_budget(bureau, 2022, edition=edition, by=by, at=NOW)
        for number in range(chance.randint(2, 5)):
            initial = Decimal(chance.randint(10**6, 10**9)) / 100
            line = books.add_line(
                budget, by=by, at=NOW, kind="project", name=f"项目{number}", initial_yuan=initial
            )
            for _ in range(chance.randint(0, 4)):
                paid_on = date(2021, 12, 28) + timedelta(days=chance.randint(0, 370))
                paid = {"amount_yuan": initial / chance.randint(4, 9), "paid_on": paid_on, "purpose": "付款"}
                paid["amount_yuan"] = round(paid["amount_yuan"], 2)
                books.post_payment(line, by=by, at=NOW, **paid)
            added = {"kind": "supplement", "amount_yuan": Decimal(100), "decided_on": date(2022, 5, 1)}
            books.post_adjustment(line, by=by, at=NOW, reason="追加", **added)
        if edition:
            validity.make_valid(budget, by=by, at=NOW, supersedes=True)
        else:
            Evaluation.objects.create(
                reference="EVAL-2022-000001",
                department=bureau,
                year=2022,
                budget=budget,
                title="自评",
                status="monitoring",
            )


def beat(chance):
    """Let the server run with gaps."""
    begin, end = datetime(2021, 12, 31, 16, tzinfo=UTC), datetime(2022, 12, 31, 16, tzinfo=UTC)
    while begin < end:
        until = begin + timedelta(minutes=chance.randint(1000, 200_000))
        ServiceRun.objects.create(started_at=begin, last_beat_at=min(until, end))
        begin = until + timedelta(minutes=chance.randint(3, 2000))


def test_no_metric_is_left_out_of_the_comparison():
    assert every_sql().keys() | BESIDES_SQL == definitions.metrics().keys()
