import psycopg
import pytest
from django.db import DataError, IntegrityError, OperationalError, connection, transaction
from django.db.transaction import TransactionManagementError

from tongban.ground.ledger.prepared_statements import run_prepared

pytestmark = pytest.mark.django_db
DOUBLE = "SELECT %s::int * 2"
PREPARED = (
    "SELECT count(*), sum(generic_plans + custom_plans) FROM pg_prepared_statements WHERE statement = %s"
)


def kept():
    with connection.cursor() as cursor:
        cursor.execute(PREPARED, ["SELECT $1::int * 2"])
        return cursor.fetchone()


def test_a_statement_is_prepared_once_for_each_connection():
    _, before = kept()

    answers = [run_prepared(DOUBLE, [number]) for number in (1, 2, 3)]

    assert answers == [[(2,)], [(4,)], [(6,)]]
    assert kept() == (1, (before or 0) + 3)


def test_an_error_is_django_s_and_leaves_the_connection_usable():
    with pytest.raises(DataError), transaction.atomic():
        run_prepared(DOUBLE, ["no number"])

    assert run_prepared(DOUBLE, [4]) == [(8,)]


def test_text_with_a_zero_byte_is_refused_and_never_cut_short():
    with pytest.raises(DataError, match="NUL"), transaction.atomic():
        run_prepared("SELECT %s::text", ["a\x00b"])


def test_nothing_runs_in_a_transaction_that_will_be_rolled_back():
    with transaction.atomic():
        transaction.set_rollback(True)
        with pytest.raises(TransactionManagementError):
            run_prepared(DOUBLE, [1])
        transaction.set_rollback(False)


@pytest.mark.django_db(transaction=True)
def test_the_first_statement_of_a_transaction_begins_it():
    with transaction.atomic():
        run_prepared("CREATE TABLE was_begun (id int)", [])
        transaction.set_rollback(True)

    assert "was_begun" not in connection.introspection.table_names()


@pytest.mark.django_db(transaction=True)
def test_an_error_of_the_first_statement_rolls_its_transaction_back():
    run_prepared(DOUBLE, [1])

    for _ in range(2):
        with pytest.raises(DataError), transaction.atomic():
            run_prepared(DOUBLE, ["no number"])
    with transaction.atomic():
        assert run_prepared(DOUBLE, [5]) == [(10,)]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("is_first", [True, False])
def test_a_lost_connection_is_told_as_django_tells_it(is_first):
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        (own,) = cursor.fetchone()

    with pytest.raises(OperationalError):
        lose_the_connection(own, is_first)

    assert run_prepared(DOUBLE, [3]) == [(6,)]


@transaction.atomic
def lose_the_connection(own, is_first):
    if not is_first:
        run_prepared(DOUBLE, [1])
    with psycopg.connect(**place_of_the_database()) as other:
        other.execute("SELECT pg_terminate_backend(%s, 5000)", [own])
    run_prepared(DOUBLE, [2])


def place_of_the_database():
    found = connection.get_connection_params()
    return {name: found[name] for name in ("host", "port", "user", "password", "dbname") if found.get(name)}


def test_who_listens_to_statements_hears_these(django_assert_num_queries):
    with django_assert_num_queries(1):
        assert run_prepared(DOUBLE, [3]) == [(6,)]


def test_a_refused_row_is_an_integrity_error():
    with pytest.raises(IntegrityError), transaction.atomic():
        run_prepared(
            'INSERT INTO ledger_installation (code, first_key, made_at, "only") '
            "VALUES (%s, '', now(), false) RETURNING id",
            ["x"],
        )
