"""The office of the hotline's tests."""

import pytest

from tongban.work.hotline.tests import cast


@pytest.fixture
def office(db):
    """A centre, two departments, a line and a class."""
    return cast.office()
