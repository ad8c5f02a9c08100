"""A lost key of entries is never replaced in silence: nothing is written until it is back, or another is begun."""

import pytest
from django.db import transaction

from tongban.ground.ledger import adoption, macs, record
from tongban.ground.ledger.keys import KeyMissing, folder, signer
from tongban.ground.ledger.models import Entry
from tongban.ground.ledger.problems import ProblemKind
from tongban.ground.ledger.tests.conftest import SEALED_AT, START, found, sealed

pytestmark = pytest.mark.django_db


@pytest.fixture
def bare(settings, tmp_path):
    """Return a key folder that is empty."""
    settings.LEDGER_KEYS = tmp_path / "keys"
    settings.LEDGER_KEYS.mkdir()
    return settings.LEDGER_KEYS


def write(subject="B"):
    return record(subject, "correct", by=None, at=START, basis="budget-law:57")


def test_a_new_installation_gets_its_key_with_the_first_entry(bare):
    write()

    assert (bare / "entry.key").exists()
    assert found() == []


@pytest.mark.parametrize(
    "left",
    [
        "ledger.key",
        "ledger-0123456789abcdef.pub.pem",
        "entry-0123abcd.key",
        "installation.json",
        "seals/x.log",
    ],
)
def test_what_a_former_key_left_in_the_folder_forbids_another(bare, left):
    (bare / left).parent.mkdir(exist_ok=True)
    (bare / left).write_bytes(b"0" * 32)

    with pytest.raises(KeyMissing, match=r"entry\.key"), transaction.atomic():
        write()

    assert not (bare / "entry.key").exists()
    assert not Entry.objects.exists()


def test_entries_with_a_mac_in_the_database_forbid_another_key(entries, bare, settings):
    key = bare.parent / "former"
    key.mkdir()
    (key / "entry.key").write_bytes(b"1" * 32)
    settings.LEDGER_KEYS = key
    entries("A", 1)
    settings.LEDGER_KEYS = bare

    with pytest.raises(KeyMissing), transaction.atomic():
        write()

    assert not any(bare.iterdir())


def test_the_key_put_back_goes_on(entries, lose_entry_key):
    entries("A", 1)
    lose_entry_key()
    with pytest.raises(KeyMissing), transaction.atomic():
        write()

    (folder() / "kept elsewhere").rename(folder() / macs.CURRENT)
    write()

    assert found() == []


def test_the_first_key_is_made_beside_a_key_of_seals_and_never_in_the_place_of_a_lost_one(bare):
    signer()

    macs.make_first_key()
    first = (bare / "entry.key").read_bytes()
    macs.make_first_key()
    assert (bare / "entry.key").read_bytes() == first

    (bare / "entry.key").unlink()
    (bare / "installation.json").write_text("{}")
    macs.make_first_key()
    assert not (bare / "entry.key").exists()


# --- another key, begun on purpose ---------------------------------------------------------------------------------


def begin_anew():
    macs.replace_lost_key()
    return adoption.adopt_entries("磁盘损坏（示例）", adoption.foreign_keys(), by=None, at=SEALED_AT)


def test_after_another_key_is_begun_old_entries_stand_under_their_seals(entries, lose_entry_key, attack):
    entries("A", 3)
    lose_entry_key()

    made = Entry.objects.get(pk=begin_anew().pk)
    sealed(SEALED_AT)
    entries("A", 1, SEALED_AT)

    assert (made.note, list(made.payload["keys"])) == (
        "磁盘损坏（示例）",
        [Entry.objects.earliest("pk").key_id],
    )
    assert found() == []
    attack("UPDATE ledger_entry SET hash = repeat('0', 64) WHERE subject = 'A' AND number = 2")
    assert {kind for kind, *_ in found()} >= {ProblemKind.CHANGED, ProblemKind.BAD_SEAL}


@pytest.mark.parametrize("forged", ["key_id = 'deadbeef'", "key_id = '', mac = ''"])
def test_what_comes_after_another_key_was_begun_needs_that_key(entries, lose_entry_key, attack, forged):
    entries("A", 1)
    old = macs.current_key().key_id
    lose_entry_key()
    begin_anew()
    entries("B", 2)

    attack(f"UPDATE ledger_entry SET {forged} WHERE subject = 'B' AND number = 2")  # noqa: S608
    attack("UPDATE ledger_entry SET key_id = %s WHERE subject = 'B' AND number = 1", old)

    assert found() == [(ProblemKind.FOREIGN, "B", 1), (ProblemKind.FOREIGN, "B", 2)]


def test_giving_a_key_up_counts_only_with_the_mac_of_the_new_one(entries, lose_entry_key, attack):
    entries("A", 1)
    lose_entry_key()
    begin_anew()

    attack("UPDATE ledger_entry SET mac = repeat('0', 64) WHERE subject = 'FACTS'")

    assert (ProblemKind.FOREIGN, "A", 1) in found()
