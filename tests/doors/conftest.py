"""The demo's account of 2022, published."""

import pytest

from tongban.demo.account import load_corrected, load_printed
from tongban.demo.people import create_staff


@pytest.fixture(autouse=True)
def _files_elsewhere(settings, tmp_path):
    settings.FILES_ROOT = tmp_path / "files"


@pytest.fixture
def people(once):
    once(create_staff)
    return create_staff()


@pytest.fixture
def published(once, people):
    once(load_corrected, people)
    return load_corrected(people)


@pytest.fixture
def drafted(once, people):
    once(load_printed, people)
    return load_printed(people).evaluation
