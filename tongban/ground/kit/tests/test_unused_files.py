"""Files that came with a form which was never sent go; what anything points to stays."""

from datetime import UTC, datetime, timedelta

import pytest

from tongban.ground.kit.files import path_of, store_content
from tongban.ground.kit.unused_files import clear_unused

pytestmark = pytest.mark.django_db
AT = datetime(2022, 9, 5, 2, tzinfo=UTC)
LATER = datetime.now(UTC) + timedelta(days=3)


@pytest.fixture
def staged(settings, tmp_path):
    settings.FILES_ROOT = tmp_path / "files"
    return store_content(b"%PDF-1.4\n%%EOF\n", "1.pdf", by=None, at=AT)


def test_a_file_nobody_used_goes_after_two_days(staged):
    assert clear_unused(AT + timedelta(hours=30)) == 0

    assert clear_unused(LATER) == 1
    assert not path_of(staged.digest).exists()
    assert clear_unused(LATER) == 0


def test_a_file_that_came_again_stays(staged):
    path_of(staged.digest).touch()

    assert clear_unused(datetime.now(UTC)) == 0
    assert path_of(staged.digest).exists()
