from datetime import timedelta

import pytest

from tongban.ground.ledger import record
from tongban.ground.ledger.keys import Ed25519Signer, folder, signer
from tongban.ground.ledger.notes import public_keys
from tongban.ground.ledger.problems import ProblemKind
from tongban.ground.ledger.seal_writer import seal
from tongban.ground.ledger.tests.conftest import SEALED_AT, START, found, sealed
from tongban.ground.ledger.verification import verify

pytestmark = pytest.mark.django_db


# --- attacks on seals -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("change", "kind"),
    [
        ("count = count - 1", ProblemKind.BAD_SEAL),
        ("ranges = '[[1, 2]]'", ProblemKind.BAD_SEAL),
        ("at = at - interval '1 day'", ProblemKind.BAD_SIGNATURE),
        (f"root = '{'0' * 64}'", ProblemKind.BAD_SIGNATURE),
        ("signature = repeat('00', 64)", ProblemKind.BAD_SIGNATURE),
        ("ranges = '\"x\"'", ProblemKind.BAD_SEAL),
        ("ranges = '[[1], 7, [null, 2]]'", ProblemKind.BAD_SEAL),
        ("ranges = '[[1, 9000000000000000000]]'", ProblemKind.BAD_SEAL),
        ("signature = 'no hex'", ProblemKind.BAD_SIGNATURE),
        ("key_id = 'unknown'", ProblemKind.BAD_SIGNATURE),
    ],
)
def test_a_changed_seal_is_found(entries, attack, change, kind):
    entries("A", 3)
    seal(at=SEALED_AT)

    attack(f"UPDATE ledger_seal SET {change}")  # noqa: S608

    assert (kind, "", 1) in found()


@pytest.mark.parametrize("number", [1, 2, 3])
def test_a_removed_seal_is_found(entries, attack, number, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        for hour in range(3):
            entries("A", 1)
            seal(at=SEALED_AT + timedelta(hours=hour))

    attack("DELETE FROM ledger_seal WHERE number = %s", number)

    assert (ProblemKind.SEAL_REMOVED, "", number) in found()


def test_a_seal_removed_and_those_after_it_renumbered_is_found(entries, attack):
    for hour in range(3):
        entries("A", 1)
        seal(at=SEALED_AT + timedelta(hours=hour))

    attack("DELETE FROM ledger_seal WHERE number = 2")
    attack("UPDATE ledger_seal SET number = 2 WHERE number = 3")

    assert (ProblemKind.BAD_SEAL, "", 2) in found()
    assert (ProblemKind.BAD_SIGNATURE, "", 2) in found()


# --- sealing and keys ----------------------------------------------------------------------------------------------


def test_an_entry_committed_late_is_taken_in_by_the_next_seal(entries, attack):
    (late,) = entries("late", 1)
    attack("UPDATE ledger_entry SET id = id + 1000000 WHERE subject = 'late'")  # not there yet
    entries("A", 2)
    first = seal_without(late, attack)

    second = sealed(at=SEALED_AT + timedelta(minutes=5))

    assert first.count == 2
    assert second.ranges == [[late.pk, late.pk]]
    assert second.last_id == first.last_id
    assert found() == []


def test_the_key_is_readable_to_its_owner_only_and_made_once():
    first, second = signer(), signer()

    assert isinstance(first, Ed25519Signer)
    assert first.key_id == second.key_id
    assert (folder() / "ledger.key").stat().st_mode & 0o777 == 0o600
    assert list(public_keys()) == [first.key_id]
    assert public_keys()[first.key_id].startswith("-----BEGIN PUBLIC KEY-----")


def seal_without(late, attack):
    """Seal while an entry with a lower id is not committed yet."""
    attack(
        "CREATE TEMPORARY TABLE waiting ON COMMIT DROP AS SELECT * FROM ledger_entry WHERE subject = 'late'"
    )
    attack("DELETE FROM ledger_entry WHERE subject = 'late'")
    made = sealed(at=SEALED_AT)
    attack("UPDATE waiting SET id = %s", late.pk)
    attack("INSERT INTO ledger_entry SELECT * FROM waiting")
    return made


def test_a_long_history_is_read_in_batches(monkeypatch):
    monkeypatch.setattr("tongban.ground.ledger.seal_writer.BATCH", 3)
    for number in range(10):
        record("A", "correct", by=None, at=START + timedelta(seconds=number), basis="budget-law:57")

    assert sealed(at=SEALED_AT).count == 10
    assert verify().is_whole
