import pytest

from tongban.work.programme.tests import cast


@pytest.fixture
def editor(db):
    return cast.editor()


@pytest.fixture
def host(db):
    return cast.host()


@pytest.fixture
def office(db):
    return cast.office()


@pytest.fixture
def programme(editor, office):
    return cast.announced(editor, office)
