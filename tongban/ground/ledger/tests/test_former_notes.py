"""The notes of seals that version 0.1 kept: taken over where they fit, told where they do not."""

import pytest

from tongban.ground.ledger import notes, witness
from tongban.ground.ledger.former_notes import NotesImport, import_notes
from tongban.ground.ledger.keys import KeyMissing, folder, make_folder, signer
from tongban.ground.ledger.models import Entry, Seal
from tongban.ground.ledger.tests.conftest import DAY_AFTER, SEALED_AT, found, sealed

pytestmark = pytest.mark.django_db


@pytest.fixture
def former(entries, attack):
    """Two seals as 0.1 left them: no name of the installation, and one file of lines."""
    for subject, at in (("A", SEALED_AT), ("B", DAY_AFTER)):
        entries(subject, 2)
        made = sealed(at)
        notes.write(notes.SEAL, number=made.number, hash=made.hash)
    attack("DELETE FROM ledger_installation")
    for path in (folder() / "installation.json", folder() / "ledger.head", *folder().glob("seals/*")):
        path.unlink()
    path = make_folder(folder() / "seals") / f"{witness.place()}.txt"
    lines = (f"{number} {seal_hash}\n" for number, seal_hash in Seal.objects.values_list("number", "hash"))
    path.write_text("".join(lines))
    return path


def test_notes_that_fit_are_taken_over_once_and_recorded(former):
    assert import_notes(at=DAY_AFTER) == NotesImport.DONE
    assert import_notes(at=DAY_AFTER) == NotesImport.NOT_NEEDED

    assert witness.read_seal_notes() == dict(Seal.objects.values_list("number", "hash"))
    assert Entry.objects.get(subject="SEALS").payload["noted"] == 2
    assert found() == []
    assert sealed(DAY_AFTER).number == 3


def test_a_last_seal_that_was_not_noted_before_the_power_went_is_taken_over_too(former):
    former.write_text(former.read_text().splitlines()[0] + "\n")

    assert import_notes(at=DAY_AFTER) == NotesImport.DONE
    assert witness.read_seal_notes().keys() == {1, 2}


@pytest.mark.parametrize("line", [f"2 {'0' * 64}", f"3 {'0' * 64}", "nothing", "x y", "-1 z", "²  z", "\x00"])
def test_notes_that_do_not_fit_the_seals_change_nothing(former, line):
    former.write_text(f"{former.read_text()}{line}\n")

    assert import_notes(at=DAY_AFTER) == NotesImport.DIFFERENT
    assert notes.read() is None


def test_a_seal_removed_from_the_database_is_found_by_its_former_note(former, attack):
    attack("DELETE FROM ledger_seal WHERE number = 2")

    assert import_notes(at=DAY_AFTER) == NotesImport.DIFFERENT


def test_a_seal_that_says_something_else_than_was_signed_is_not_ours(former, attack):
    attack("UPDATE ledger_seal SET root = repeat('0', 64) WHERE number = 2")

    assert import_notes(at=DAY_AFTER) == NotesImport.NOT_OURS


def test_seals_that_another_key_signed_are_not_ours(former):
    for path in folder().glob("ledger*"):
        path.unlink()
    kept = former.read_text()
    former.unlink()
    signer()
    former.write_text(kept)

    assert import_notes(at=DAY_AFTER) == NotesImport.NOT_OURS


def test_a_lost_key_of_seals_is_waited_for(former):
    key = folder() / "ledger.key"
    content = key.read_bytes()
    key.unlink()
    with pytest.raises(KeyMissing):
        import_notes(at=DAY_AFTER)

    key.write_bytes(content)

    assert import_notes(at=DAY_AFTER) == NotesImport.DONE


def test_seals_without_notes_are_told(former):
    former.unlink()

    assert import_notes(at=DAY_AFTER) == NotesImport.NONE_HERE


def test_a_new_installation_has_nothing_to_take_over(entries):
    entries("A", 1)

    assert import_notes(at=DAY_AFTER) == NotesImport.NOT_NEEDED


def test_after_notes_that_do_not_fit_the_administrator_may_adopt(former, entries):
    entries("C", 1)
    former.write_text(f"9 {'0' * 64}\n")
    assert import_notes(at=DAY_AFTER) == NotesImport.DIFFERENT
    with pytest.raises(witness.NotesContradict):
        sealed(DAY_AFTER)

    witness.move_here(notes.MOVED, at=DAY_AFTER)

    assert sealed(DAY_AFTER).number == 3
    assert found() == []
