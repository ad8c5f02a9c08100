"""The notes outside the database: whoever removes seals, notes, or puts another key there is found out."""

import json
from datetime import timedelta

import pytest

from tongban.ground.ledger import keys, notes, witness
from tongban.ground.ledger.keys import KeyMissing, folder, signer
from tongban.ground.ledger.models import Installation, Seal
from tongban.ground.ledger.notes import public_keys
from tongban.ground.ledger.problems import ProblemKind
from tongban.ground.ledger.seal_writer import seal
from tongban.ground.ledger.tests.conftest import SEALED_AT, found, rewrite, sealed
from tongban.ground.ledger.verification import verify

pytestmark = pytest.mark.django_db


@pytest.fixture
def noting(django_capture_on_commit_callbacks):
    """Seal as often as asked, an hour apart, and note each seal as after a commit."""

    def act(entries, count):
        for hour in range(Seal.objects.count(), Seal.objects.count() + count):
            entries("A" if hour == 0 else f"A{hour}", 3)
            with django_capture_on_commit_callbacks(execute=True):
                sealed(SEALED_AT + timedelta(hours=hour))

    return act


def kinds():
    return {problem.found for problem in verify().problems}


def log():
    return next((folder() / "seals").glob("*.log"))


def elsewhere(monkeypatch):
    monkeypatch.setattr(witness, "PLACE", "SELECT 'another database'")


def test_every_seal_is_noted_and_the_notes_fit(entries, noting):
    noting(entries, 3)

    assert verify().is_whole
    assert witness.read_seal_notes() == dict(Seal.objects.values_list("number", "hash"))
    assert notes.read().first_key == signer().fingerprint == Installation.objects.get().first_key


# --- seals removed, numbering begun anew ---------------------------------------------------------------------------


def test_removed_seals_are_found_and_nothing_is_sealed_over_them(entries, attack, noting):
    noting(entries, 2)
    rewrite("A", 2, attack, note="rewritten")
    attack("DELETE FROM ledger_seal")

    with pytest.raises(witness.NotesContradict, match="封存"):
        seal(at=SEALED_AT + timedelta(days=1))

    assert [number for kind, _, number in found() if kind == ProblemKind.SEAL_REMOVED] == [1, 2]
    assert not Seal.objects.exists()


def test_a_seal_made_anew_under_a_noted_number_is_found(entries, attack, noting):
    noting(entries, 2)
    attack("UPDATE ledger_seal SET hash = repeat('0', 64) WHERE number = 2")

    assert (ProblemKind.BAD_SEAL, "", 2) in found()
    entries("B", 1)
    with pytest.raises(witness.NotesContradict):
        seal(at=SEALED_AT + timedelta(days=1))


def test_the_database_renamed_and_copied_is_another_database(entries, attack, noting, monkeypatch):
    noting(entries, 1)
    elsewhere(monkeypatch)  # ALTER DATABASE lt RENAME TO old; CREATE DATABASE lt TEMPLATE old
    rewrite("A", 2, attack, note="rewritten")
    attack("DELETE FROM ledger_seal")

    assert {ProblemKind.ELSEWHERE, ProblemKind.SEAL_REMOVED} <= kinds()
    with pytest.raises(witness.NotesContradict):
        seal(at=SEALED_AT)


def test_a_copy_beside_one_key_folder_is_told_though_nothing_was_changed(entries, noting, monkeypatch):
    noting(entries, 1)
    elsewhere(monkeypatch)

    assert kinds() == {ProblemKind.ELSEWHERE}


def test_a_fresh_database_beside_the_folder_of_another_is_told(entries, attack, noting):
    noting(entries, 1)
    attack("DELETE FROM ledger_seal; DELETE FROM ledger_entry; DELETE FROM ledger_installation")

    assert ProblemKind.ELSEWHERE in kinds()
    entries("new", 1)
    with pytest.raises(witness.NotesContradict):
        seal(at=SEALED_AT)


def test_another_installation_beside_the_folder_is_told(entries, attack, noting):
    noting(entries, 1)
    attack("UPDATE ledger_installation SET code = repeat('0', 32)")

    assert kinds() == {ProblemKind.ELSEWHERE}


# --- notes removed, changed, cut -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "gone", [["*.log"], ["ledger.head"], ["installation.json"], ["*.log", "ledger.head", "installation.json"]]
)
def test_removed_notes_are_found(entries, noting, gone):
    noting(entries, 2)
    for pattern in gone:
        for path in list(folder().rglob(pattern)):
            path.unlink()

    assert kinds() & {ProblemKind.NOTES_GONE, ProblemKind.NOTES_CHANGED}
    entries("B", 1)
    with pytest.raises(witness.NotesContradict):
        seal(at=SEALED_AT + timedelta(days=1))


@pytest.mark.parametrize("cut", [slice(0, -1), slice(0, 1), slice(1, None), slice(0, 0)])
def test_notes_cut_off_are_found(entries, noting, cut):
    noting(entries, 3)
    lines = log().read_bytes().splitlines(keepends=True)
    log().write_bytes(b"".join(lines[cut]))

    assert ProblemKind.NOTES_CHANGED in kinds()


@pytest.mark.parametrize("number", [1, 2, 3])
def test_a_changed_note_is_found_though_all_after_it_are_made_to_fit(entries, noting, number):
    noting(entries, 2)
    lines = [json.loads(line) for line in log().read_bytes().splitlines()]
    lines[number - 1]["hash"] = "0" * 64
    previous, written = lines[0]["previous"], b""
    for line in lines:
        content = notes.canonical({**line, "previous": previous})
        written, previous = written + content + b"\n", notes.sm3(content).hex()
    log().write_bytes(written)

    assert ProblemKind.NOTES_CHANGED in kinds()


def test_a_note_of_a_restoration_that_nobody_signed_explains_nothing(entries, attack, noting):
    noting(entries, 2)
    kept = notes.read()
    line = {"n": 4, "kind": "restored", "number": 1, "hash": kept.seals[1], "place": kept.place, "at": ""}
    with log().open("ab") as file:
        file.write(notes.canonical({**line, "previous": kept.last}) + b"\n")
    attack("DELETE FROM ledger_seal WHERE number = 2")

    assert ProblemKind.NOTES_CHANGED in kinds()


def test_a_note_that_a_power_cut_left_unsigned_is_no_fault_and_is_signed_with_the_next(entries, noting):
    noting(entries, 2)
    head = (folder() / "ledger.head").read_bytes()
    noting(entries, 1)
    (folder() / "ledger.head").write_bytes(head)

    assert verify().is_whole

    noting(entries, 1)
    assert verify().is_whole
    assert notes.read().count == 5


def test_a_seal_that_a_power_cut_left_unnoted_is_noted_with_the_next(entries, noting):
    noting(entries, 1)
    entries("B", 1)
    sealed(SEALED_AT + timedelta(hours=1))  # committed, never noted
    assert verify().is_whole

    noting(entries, 1)

    assert sorted(witness.read_seal_notes()) == [1, 2, 3]
    assert verify().is_whole


# --- keys ------------------------------------------------------------------------------------------------------------


def test_a_public_key_that_lies_in_the_folder_is_not_believed(entries, attack, noting):
    noting(entries, 1)
    ours = folder() / "ledger.key"
    ours.rename(folder() / "ours")
    keys.make_private(ours)
    forger = keys.read_signer(ours)
    keys.publish(forger)
    last = Seal.objects.get()
    forged = forger.sign(last.statement().content())
    attack("UPDATE ledger_seal SET key_id = %s, signature = %s", forger.key_id, forged)

    assert public_keys().keys() == {keys.read_signer(folder() / "ours").key_id}
    assert (ProblemKind.BAD_SIGNATURE, "", 1) in found()
    entries("B", 1)
    with pytest.raises(witness.NotesContradict):
        seal(at=SEALED_AT + timedelta(hours=1))


def test_a_folder_begun_anew_with_a_key_of_its_own_is_not_the_installations(entries, attack, noting):
    noting(entries, 1)
    (folder() / "ledger.key").unlink()
    for path in [*folder().glob("*.pem"), *folder().rglob("*.log"), *folder().glob("*.json")]:
        path.unlink()
    attack("DELETE FROM ledger_seal")

    entries("B", 1)

    assert ProblemKind.NOTES_GONE in kinds()
    with pytest.raises(witness.NotesContradict):
        seal(at=SEALED_AT)


def test_a_missing_key_is_never_made_anew(entries, noting):
    noting(entries, 1)
    (folder() / "ledger.key").unlink()
    entries("B", 1)

    with pytest.raises(KeyMissing, match=r"ledger\.key"):
        seal(at=SEALED_AT + timedelta(hours=1))


def test_a_new_key_counts_when_the_old_one_signed_it_and_the_old_one_is_gone(entries, noting):
    noting(entries, 2)
    old = signer()

    new = witness.rotate(at=SEALED_AT)
    noting(entries, 2)

    assert verify().is_whole
    assert new == signer().fingerprint != old.fingerprint
    assert [row.key_id for row in Seal.objects.all()] == [old.key_id] * 2 + [signer().key_id] * 2
    assert list(public_keys()) == [old.key_id, signer().key_id]
    assert not list(folder().glob("*.next"))


def test_a_retired_key_signs_no_later_seal(entries, attack, noting):
    noting(entries, 1)
    old = signer()
    witness.rotate(at=SEALED_AT)
    noting(entries, 1)
    late = Seal.objects.get(number=2)
    late.key_id = old.key_id
    signature = old.sign(late.statement().content())
    attack(
        "UPDATE ledger_seal SET key_id = %s, hash = %s, signature = %s WHERE number = 2",
        *(old.key_id, late.statement().hash(), signature),
    )

    assert (ProblemKind.BAD_SIGNATURE, "", 2) in found()


@pytest.mark.parametrize("change", [{"after_seal": 0}, {"old": "0" * 16}, {"signature": "00"}, {"pem": "x"}])
def test_a_changed_certificate_is_not_believed(entries, noting, change):
    noting(entries, 1)
    witness.rotate(at=SEALED_AT)
    noting(entries, 1)
    (path,) = folder().glob("*.cert.json")
    path.write_text(json.dumps({**json.loads(path.read_text()), **change}))

    assert not verify().is_whole
    assert len(public_keys()) == 1


def test_a_hand_over_that_was_cut_off_is_finished(entries, noting, monkeypatch):
    noting(entries, 1)
    with monkeypatch.context() as cut:
        cut.setattr(witness, "install_next_key", _power_cut)
        with pytest.raises(OSError, match="power"):
            witness.rotate(at=SEALED_AT)
    entries("B", 1)
    with pytest.raises(witness.NotesContradict, match="rotate"):
        seal(at=SEALED_AT)

    witness.rotate(at=SEALED_AT)
    noting(entries, 1)

    assert verify().is_whole
    assert len(public_keys()) == 2


def _power_cut():
    raise OSError("power")


# --- moving and restoring ------------------------------------------------------------------------------------------


def test_an_installation_moved_by_an_administrator_goes_on(entries, noting, monkeypatch):
    noting(entries, 2)
    elsewhere(monkeypatch)

    witness.move_here(notes.MOVED, at=SEALED_AT)
    noting(entries, 1)

    assert verify().is_whole


def test_a_database_that_lacks_seals_is_not_moved(entries, attack, noting, monkeypatch):
    noting(entries, 2)
    elsewhere(monkeypatch)
    attack("DELETE FROM ledger_seal WHERE number = 2")

    with pytest.raises(witness.NotesContradict):
        witness.move_here(notes.MOVED, at=SEALED_AT)


def test_a_restored_database_counts_on_above_every_number_given(entries, attack, noting, monkeypatch):
    noting(entries, 3)
    elsewhere(monkeypatch)
    attack("DELETE FROM ledger_seal WHERE number > 1; DELETE FROM ledger_entry WHERE subject <> 'A'")

    said = witness.move_here(notes.RESTORED, at=SEALED_AT)
    noting(entries, 1)

    assert said == {"seal": 1, "hash": Seal.objects.get(number=1).hash, "lost": [2, 3]}
    assert list(Seal.objects.values_list("number", flat=True)) == [1, 4]
    assert verify().is_whole

    attack("DELETE FROM ledger_seal WHERE number = 1")
    assert (ProblemKind.SEAL_REMOVED, "", 1) in found()


def test_a_ledger_of_other_content_is_not_restored_over_the_notes(entries, attack, noting):
    noting(entries, 2)
    attack("UPDATE ledger_seal SET hash = repeat('0', 64) WHERE number = 2")

    with pytest.raises(witness.NotesContradict):
        witness.move_here(notes.RESTORED, at=SEALED_AT)


def test_a_seal_dated_before_the_one_before_it_is_told(entries, noting):
    noting(entries, 1)
    entries("B", 1)
    seal(at=SEALED_AT - timedelta(days=8 * 365))

    assert (ProblemKind.SEAL_BEFORE, "", 2) in found()
