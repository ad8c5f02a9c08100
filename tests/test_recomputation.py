"""Ten figures and more, computed a second time from the raw tables by SQL that knows nothing of facts or metrics."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest
from django.db import connection

from tongban.account.insight import actions, queries
from tongban.account.insight.rules import year_of
from tongban.demo.catalogue import load_catalogue
from tongban.demo.people import settle, settle_officers
from tongban.demo.year import loading

NOW = datetime(2023, 2, 1, 1, 0, tzinfo=UTC)
HOURS = "BETWEEN '2021-12-31 16:00:00+00' AND '2022-12-31 15:59:59.999999+00'"
"""The year 2022 by the clock of Suzhou."""
DAYS = "BETWEEN '2022-01-01' AND '2022-12-31'"
FREE = f"""FROM cases_delivery WHERE way = 'courier' AND direction = 'to_applicant' AND payer = 'bureau'
    AND state = 'signed' AND signed_at {HOURS}"""
BY_HAND = {
    "cases-filed": f"SELECT count(*), NULL FROM cases_case WHERE filed_at {HOURS}",
    "hall-cases": f"SELECT count(*), NULL FROM cases_case WHERE filed_at {HOURS} AND channel = 'window'",
    "online-share": f"SELECT sum((channel = 'online')::int), count(*) FROM cases_case WHERE filed_at {HOURS}",
    "returned-share": f"SELECT count(returned_at), count(*) FROM cases_case WHERE filed_at {HOURS}",
    "decided-as-promised": f"""SELECT sum((decided_on <= due_on)::int), count(*) FROM cases_case
        WHERE decided_on {DAYS} AND due_on IS NOT NULL""",
    "refused-share": f"""SELECT count(DISTINCT cases_paper.case_id), count(DISTINCT cases_case.id) FROM cases_case
        LEFT JOIN cases_paper ON cases_paper.case_id = cases_case.id AND cases_paper.kind = 'refusal'
        WHERE decided_on {DAYS}""",
    "new-market-entities": f"""SELECT count(*), NULL FROM cases_case WHERE decided_on {DAYS}
        AND id NOT IN (SELECT case_id FROM cases_paper WHERE kind = 'refusal')
        AND version_id IN (SELECT v.id FROM catalogue_itemversion v JOIN catalogue_item i ON i.id = v.item_id
          JOIN catalogue_item up ON up.id = i.parent_id WHERE up.name = '设立登记')""",
    "special-procedures": f"SELECT count(*), NULL FROM cases_pause WHERE since {DAYS}",
    "steps-in-time": f"""SELECT sum(((done_at + interval '8 hours') AT TIME ZONE 'UTC' < due_on + 1)::int), count(*)
        FROM cases_review WHERE done_at {HOURS} AND due_on IS NOT NULL""",
    "assessment-fees": f"""SELECT sum(fee_yuan), NULL FROM cases_assessment
        JOIN cases_pause ON cases_pause.id = pause_id WHERE cases_pause.until {DAYS}""",
    "pieces-mailed-free": f"SELECT count(*), NULL {FREE}",
    "postage-paid": f"SELECT sum(price_yuan), NULL {FREE}",
    "satisfaction": f"""SELECT sum((level >= 3)::int), count(*) FROM ratings_rating WHERE at {HOURS}
        AND id NOT IN (SELECT rating_id FROM ratings_badrating WHERE status = 'excluded')""",
    "licences-issued": f"SELECT count(*), NULL FROM licences_licence WHERE issued_at {HOURS}",
}


@pytest.fixture
def year(db, settings, tmp_path):
    """Pour in a small year of the city."""
    settings.SNAPSHOTS, settings.FILES_ROOT = tmp_path / "snapshots", tmp_path / "files"
    people = settle()
    load_catalogue(people)
    settle_officers()
    loading.load_year(2022, Decimal("0.001"), 1, at=NOW)


def test_the_figures_are_those_of_the_raw_tables(year):
    actions.make(at=NOW)

    by_hand = {code: computed(sql) for code, sql in BY_HAND.items()}

    for engine in (queries.LIVE, queries.embedded()):
        found = queries.all_of(map(queries.metric, BY_HAND), year_of(2022), engine=engine, at=NOW)
        assert {code: (value.numerator, value.denominator) for code, value in found.items()} == by_hand
    assert sum(bool(numerator) for numerator, _ in by_hand.values()) >= 10


def computed(sql):
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchone()
