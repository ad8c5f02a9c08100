"""From all that strangers are told, in whatever way they ask, no small number follows."""

from datetime import date
from itertools import product

import pytest
from django.test import Client

from tests.doors.disclosure.attack import METRICS, VALUES, addresses, holes, places, told
from tests.doors.disclosure.world import publish, table
from tongban.account.insight.definitions import metric
from tongban.account.insight.disclosure import release
from tongban.account.insight.engines.postgres_engine import LIVE
from tongban.account.insight.rules import year_of
from tongban.ground.people.models import Assignment, User


@pytest.fixture(autouse=True)
def _no_snapshot(settings, tmp_path):
    settings.SNAPSHOTS = tmp_path / "snapshots"


def reader_of(client):
    def get(address):
        answer = client.get(address)
        assert answer.status_code == 200, (address, answer.status_code)
        return answer.content

    return get


def signed_up():
    user = User.objects.create(username="13800000000", display_name="王新")
    Assignment.objects.create(user=user, role="applicant", since=date(2020, 1, 1))
    client = Client()
    client.force_login(user, backend="tongban.ground.people.sign_in.Staff")
    return client


@pytest.mark.parametrize(
    ("seed", "every"), [(1, 13), *(pytest.param(seed, 1, marks=pytest.mark.deep) for seed in (1, 2))]
)
def test_no_small_number_follows_from_public_pages_together(client, db, seed, every):
    numbers = table(seed)
    publish(numbers)

    equations = set().union(*(told(reader_of(client), *address) for address in [*addresses()][::every]))

    assert equations
    assert all(sum(numbers[place] for place in cell) == total for cell, total in equations)
    assert holes(numbers, equations) == []


@pytest.mark.parametrize(
    "seed", [5, 9, *(pytest.param(seed, marks=pytest.mark.deep) for seed in (20, 23, 50, 131, 149))]
)
def test_no_small_number_follows_from_the_release_of_any_table(db, seed):
    numbers = table(seed)
    publish(numbers)
    shown = release(LIVE, date(2024, 1, 1))

    equations = set()
    for code, (year, only) in product(METRICS, releasable()):
        if shown.why_not(metric(code), year_of(year), only) is None:
            equations |= equations_of(numbers, code, year, only)

    assert holes(numbers, equations) == []


def releasable():
    """Name all that a release could tell: years, and each of their months, divisions and items."""
    for year in (2021, 2022):
        yield year, {}
        yield from ((year, {"month": f"{year}{month:02d}"}) for month in range(1, 13))
        yield from ((year, {"division": value}) for value in VALUES["division"])
        yield from ((year, {"item": value}) for value in VALUES["item"])


def equations_of(numbers, code, year, only):
    span = (year * 100 + 1, year * 100 + 12)
    parts = [places(code, span, only)] + (
        [places(code, span, only, counted=True)] if METRICS[code][2] else []
    )
    return {(cell, sum(numbers[place] for place in cell)) for cell in parts}


def test_who_signed_up_a_minute_ago_is_told_what_a_stranger_is(client, db):
    publish(table(1))
    asked = list(addresses())[::9]

    account = reader_of(signed_up())

    assert [told(account, *address) for address in asked] == [
        told(reader_of(client), *address) for address in asked
    ]
