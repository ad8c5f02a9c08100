"""What `tongban migrate` says of the former notes of seals."""

import pytest

from tongban.ground.ledger.former_notes import NotesImport
from tongban.ground.ledger.keys import KeyMissing
from tongban.operations import schema


@pytest.mark.parametrize(
    "taken", [each for each in NotesImport if each not in (NotesImport.NOT_NEEDED, NotesImport.DONE)]
)
def test_where_notes_were_not_taken_over_the_administrator_is_told_what_to_do(monkeypatch, capsys, taken):
    monkeypatch.setattr(schema.former_notes, "import_notes", lambda at: taken)

    schema._take_over_former_notes()

    assert "tongban verify" in capsys.readouterr().out
    assert "tongban keys adopt" in schema.FORMER_NOTES[taken]


def test_a_lost_key_of_seals_is_told(monkeypatch, capsys):
    def lost(at):
        raise KeyMissing("ledger.key")

    monkeypatch.setattr(schema.former_notes, "import_notes", lost)

    schema._take_over_former_notes()

    assert "ledger.key" in capsys.readouterr().out
