import pytest

from tongban.work.hall.tests import cast


@pytest.fixture
def hall(db, once):
    """The hall on a Tuesday morning, before its windows open."""
    once(cast.build)
    return cast.hall()
