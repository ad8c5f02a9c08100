from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection, transaction

from tongban.ground.ledger import record
from tongban.ground.ledger.chain import START as BEGINNING
from tongban.ground.ledger.models import Entry
from tongban.ground.ledger.seal_writer import seal
from tongban.ground.ledger.tests.conftest import START, Officer
from tongban.ground.ledger.verification import verify

pytestmark = pytest.mark.django_db


def write(subject, number=0):
    return record(subject, "correct", by=None, at=START + timedelta(seconds=number), basis="budget-law:57")


def test_the_entries_of_a_subject_are_numbered_and_chained():
    first, second = write("A"), write("A")
    other = write("B")

    assert [first.number, second.number, other.number] == [1, 2, 1]
    assert [first.previous, second.previous, other.previous] == [BEGINNING, first.hash, BEGINNING]


def test_what_the_database_returns_has_the_hash_that_was_written():
    officer = Officer("李明", roles={"b", "a"})
    record(
        "预算-2022",
        "post",
        by=officer,
        at=START,
        basis="budget-law:57",
        before="—",
        after="1,234.50 万元",
        payload={"amount": Decimal("1234.50"), "list": [1, {"z": None, "a": "字"}], "big": 10**30},
    )

    assert verify().is_whole
    assert Entry.objects.get().by_role == "a, b"


def test_an_entry_costs_two_queries(django_assert_num_queries):
    with django_assert_num_queries(2):
        write("A")


def _in_thread(subject, number):
    try:
        with transaction.atomic():
            write(subject, number)
            if number % 5 == 4:
                raise ZeroDivisionError
    except ZeroDivisionError:
        pass
    finally:
        connection.close()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("subjects", [["A"], ["A", "B", "C", "D", "E", "F", "G"]])
def test_many_write_at_once_and_no_chain_breaks(subjects):
    jobs = [(subjects[number % len(subjects)], number) for number in range(70)]

    with ThreadPoolExecutor(8) as pool:
        running = [pool.submit(_in_thread, *job) for job in jobs]
        seals = [seal(at=START + timedelta(minutes=minute)) for minute in range(5)]
        for job in running:
            job.result()
    seals.append(seal(at=START + timedelta(hours=1)))

    result = verify()
    assert result.is_whole, result.problems
    assert result.entries == 56
    assert sum(made.count for made in seals if made) == 56


@pytest.mark.django_db(transaction=True)
def test_a_writer_on_one_subject_does_not_wait_for_a_writer_on_another():
    def quick():
        try:
            with connection.cursor() as cursor:
                cursor.execute("SET statement_timeout = '30s'")
            return write("B").number
        finally:
            connection.close()

    with transaction.atomic(), ThreadPoolExecutor(1) as pool:
        write("A")
        assert pool.submit(quick).result(timeout=60) == 1
