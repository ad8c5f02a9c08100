"""A port refuses to be called inside a transaction, whoever opened it and on whichever connection."""

import pytest
from django.db import connection, transaction

from tongban.ground.ledger.ports import CalledInTransaction, guard_port, in_transaction


class Radio:
    name = "Radio"

    def call(self, whom, *, loudly=False):
        return f"{whom}!" if loudly else whom


def test_outside_a_transaction_a_port_is_what_it_was():
    radio = guard_port(Radio())

    assert (radio.name, radio.call("Li", loudly=True)) == ("Radio", "Li!")


@pytest.mark.django_db
def test_the_transaction_of_a_test_case_does_not_count():
    assert connection.in_atomic_block
    assert not in_transaction()
    assert guard_port(Radio()).call("Li") == "Li"


@pytest.mark.django_db
def test_inside_a_transaction_a_port_refuses_and_says_what_to_do():
    with transaction.atomic(), transaction.atomic():
        with pytest.raises(CalledInTransaction, match=r"Radio\.call was called inside a transaction"):
            guard_port(Radio()).call("Li")
        assert guard_port(Radio()).name == "Radio"


@pytest.mark.django_db(transaction=True)
def test_after_the_commit_it_answers_again():
    radio, heard = guard_port(Radio()), []
    with transaction.atomic():
        transaction.on_commit(lambda: heard.append(radio.call("Li")))

    assert heard == ["Li"]
