"""Two dispatchers at once, on the real database: one acts, the other is refused; nothing is half done."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from tongban.ground.ledger import Refused
from tongban.work.hotline.actions import intake
from tongban.work.hotline.models import Holding
from tongban.work.hotline.tests import cast
from tongban.work.hotline.tests.cast import at, fresh


@pytest.mark.django_db(transaction=True)
def test_of_two_dispatchers_at_once_one_dispatches():
    office = cast.office()
    order = cast.registered(office)
    start = Barrier(2)

    def dispatch(by, unit):
        try:
            start.wait(5)
            intake.dispatch(fresh(order), unit, by=by, at=at(5, 11))
        except Refused:
            return "refused"
        finally:
            connection.close()
        return "dispatched"

    with ThreadPoolExecutor(2) as pool:
        tries = [
            pool.submit(dispatch, office.lin, office.places["city"]),
            pool.submit(dispatch, office.bao, office.places["nature"]),
        ]
        outcomes = sorted(each.result() for each in tries)

    assert outcomes == ["dispatched", "refused"]
    assert Holding.objects.filter(order=order).count() == 2
