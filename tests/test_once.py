"""What is poured in is what was built, and nobody sees what another test wrote."""

from datetime import UTC, datetime

import pytest

from tests.once import Once
from tongban.ground.kit.files import content_of, path_of, store_content
from tongban.ground.kit.models import StoredFile
from tongban.ground.ledger import record
from tongban.ground.ledger.models import Entry
from tongban.ground.ledger.verification import verify_subject
from tongban.ground.people.models import Department

AT = datetime(2022, 9, 28, tzinfo=UTC)
SUBJECT = "BUDGET-2022-0001"


@pytest.fixture(autouse=True)
def _files_elsewhere(settings, tmp_path):
    settings.FILES_ROOT = tmp_path / "files"


@pytest.fixture
def bureau(once):
    once(found_bureau)
    return Department.objects.get(code="B")


@pytest.fixture
def renamed(once, bureau):
    once(rename, bureau)
    bureau.refresh_from_db()
    return bureau


def found_bureau():
    Department.objects.create(code="B", name="Bureau\twith\na line", kind="bureau")


def rename(bureau):
    Department.objects.filter(pk=bureau.pk).update(name="Office")
    Department.objects.create(code="D", name="Division", kind="division", parent=bureau)
    store_content(b"kept", "kept.txt", by=None, at=AT, allowed=("txt",))
    record(SUBJECT, "correct", by=None, at=AT, basis="budget-law:57")


def spoil(renamed):
    """Write what the next test must not see."""
    record(SUBJECT, "correct", by=None, at=AT, basis="budget-law:57")
    Department.objects.update(name="spoilt")
    path_of(StoredFile.objects.get().digest).write_bytes(b"spoilt")


def is_whole(renamed):
    """Say whether all that the acts did is here, and nothing else."""
    codes = list(Department.objects.order_by("pk").values_list("code", flat=True))
    assert (renamed.name, codes) == ("Office", ["B", "D"])
    assert content_of(StoredFile.objects.get()) == b"kept"
    assert Entry.objects.get().number == 1
    return not verify_subject(SUBJECT)


@pytest.mark.parametrize("time", ["first", "second", "third"])
def test_every_test_finds_what_was_built_and_nothing_else(renamed, time):
    assert is_whole(renamed)

    spoil(renamed)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("time", ["first", "second"])
def test_so_do_tests_that_commit(renamed, time):
    assert is_whole(renamed)

    spoil(renamed)


def test_what_is_poured_in_keeps_its_ids_and_new_rows_have_others(once, bureau):
    made = Department.objects.create(code="E", name="Elsewhere", kind="bureau")
    again = Once(once.known)
    Department.objects.all().delete()
    again(found_bureau)

    assert Department.objects.get() == bureau
    assert made.pk > bureau.pk
