"""Numbers are given once, without a gap; what is set aside for a load is said, and what is lost is found."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime

import pytest
from django.db import connection, transaction

from tongban.ground.ledger.models import Entry
from tongban.ground.matters.gaps import check_series
from tongban.ground.matters.models import NumberSeries
from tongban.ground.matters.numbers import DOCUMENT, LICENCE, Numbers

NOON = datetime(2031, 3, 2, 4, tzinfo=UTC)
CASES = Numbers("CASE")
PAPERS = Numbers("苏行审准", DOCUMENT)


class TakenBackError(Exception):
    """Takes an act back."""


def test_numbers_are_written_as_they_are_cited():
    assert CASES.write(2026, 17) == "CASE-2026-000017"
    assert CASES.write(2026, 1_234_567) == "CASE-2026-1234567"
    assert PAPERS.write(2026, 17) == "苏行审准〔2026〕17号"
    assert Numbers("JY", LICENCE).write(2026, 17) == "JY2026000017"


@pytest.mark.django_db
def test_each_series_begins_each_year_at_one():
    given = [CASES.next(2031), CASES.next(date(2031, 5, 6)), CASES.next(2032), PAPERS.next(2031)]

    assert given == ["CASE-2031-000001", "CASE-2031-000002", "CASE-2032-000001", "苏行审准〔2031〕1号"]


@pytest.mark.django_db
def test_an_act_that_is_taken_back_gives_its_number_back():
    with transaction.atomic():
        CASES.next(2031)
        transaction.set_rollback(True)

    assert CASES.next(2031) == "CASE-2031-000001"


@pytest.mark.django_db(transaction=True)
def test_no_number_is_taken_outside_an_act():
    with pytest.raises(RuntimeError, match="in the transaction of the act"):
        CASES.next(2031)


@pytest.mark.django_db(transaction=True)
def test_numbers_are_given_once_to_many_at_once_even_on_the_first_day_of_a_year():
    def act(place):
        try:
            with transaction.atomic():
                number = CASES.next(2031)
                if place % 3 == 0:
                    raise TakenBackError
            return number
        except TakenBackError:
            return None
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as pool:
        given = [number for number in pool.map(act, range(24)) if number]

    assert sorted(given) == [CASES.write(2031, place) for place in range(1, 17)]


@pytest.mark.django_db
def test_a_load_sets_numbers_aside_and_says_so():
    CASES.next(2031)

    first = CASES.reserve(2031, 40, reason="迁入旧系统", at=NOON)

    assert (first, CASES.next(2031)) == (2, "CASE-2031-000042")
    entry = Entry.objects.get(subject="NUMBERS-CASE-2031")
    assert (entry.move, entry.note, entry.payload) == ("reserve", "迁入旧系统", {"first": 2, "count": 40})


@pytest.mark.django_db
def test_setting_nothing_aside_takes_no_number():
    assert CASES.reserve(2031, 0, reason="", at=NOON) == 1

    assert CASES.next(2031) == "CASE-2031-000001"
    assert not Entry.objects.filter(subject="NUMBERS-CASE-2031").exists()


@pytest.mark.django_db
def test_a_number_that_stands_nowhere_is_found_and_one_set_aside_is_explained():
    PAPERS.reserve(2031, 3, reason="迁入旧系统", at=NOON)
    NumberSeries.objects.filter(name=PAPERS.name).update(last=5)

    (found,) = check_series()

    assert (found.given, found.set_aside) == (5, {"迁入旧系统": 3})
    assert found.lost == ("苏行审准〔2031〕4号", "苏行审准〔2031〕5号")
