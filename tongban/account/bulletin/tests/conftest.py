"""The hotline's small cast, and some orders of a Monday in September 2022."""

import pytest

from tongban.work.hotline.tests import cast

TO_THE_END = ("dispatch", "sign", "reply", "review", "close")


@pytest.fixture
def office(db):
    """A centre, two departments, a line and a class."""
    return cast.office()


@pytest.fixture
def monday(office):
    """Three orders: one closed and solved, one in hand, one answered at once."""
    cast.led(office, cast.registered(office), *TO_THE_END)
    cast.led(office, cast.registered(office), "dispatch", "sign")
    cast.led(office, cast.registered(office, kind="consult"), "answer")
    return office
