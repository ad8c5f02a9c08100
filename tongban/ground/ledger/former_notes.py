"""The notes of seals as version 0.1 kept them: ``seals/<database>.txt``, a number and a hash on each line, unsigned.

They were honest notes of this very database: where they fit its seals, the notes of today begin with them.
"""

from collections.abc import Iterator
from datetime import datetime
from enum import StrEnum

from django.db import transaction

from tongban.ground.ledger import keys, notes, witness
from tongban.ground.ledger.entry_writer import record
from tongban.ground.ledger.models import Installation, Seal

IMPORT = "import_notes"


class NotesImport(StrEnum):
    """What became of the former notes."""

    NOT_NEEDED = "not needed"
    DONE = "done"
    NONE_HERE = "none here"
    NOT_OURS = "not ours"
    DIFFERENT = "different"


def import_notes(*, at: datetime) -> NotesImport:
    """Begin the notes with the former ones, once, where each of them fits a seal and our key signed every seal."""
    if notes.read() or Installation.objects.exists() or not Seal.objects.exists():
        return NotesImport.NOT_NEEDED
    former, seals = read(), dict(Seal.objects.values_list("number", "hash"))
    if not former:
        return NotesImport.NONE_HERE
    if any(seals.get(number) != seal_hash for number, seal_hash in former.items()):
        return NotesImport.DIFFERENT
    if not all(_are_ours()):
        return NotesImport.NOT_OURS
    with transaction.atomic():
        said = {"seals": len(seals), "noted": len(former), "hash": seals[max(seals)]}
        record(witness.SUBJECT, IMPORT, by=None, at=at, basis="", payload=said)
        witness.begin(at=at, seals=seals)
    return NotesImport.DONE


def read() -> dict[int, str]:
    """Return the former notes of this database; a malformed line counts as one that fits no seal."""
    path = keys.folder() / "seals" / f"{witness.place()}.txt"
    if not path.exists():
        return {}
    found = {}
    for line in path.read_text(encoding="ascii", errors="replace").splitlines():
        number, _, seal_hash = line.partition(" ")
        found[int(number) if number.isascii() and number.isdecimal() else 0] = seal_hash.strip()
    return found


def _are_ours() -> Iterator[bool]:
    """Yield for each seal whether it says what its hash says, and whether the present key signed it."""
    by = keys.signer()
    public = keys.pem_of(by.private.public_key())
    for seal in Seal.objects.iterator(chunk_size=2000):
        said = seal.statement()
        is_same = (seal.key_id, seal.hash) == (by.key_id, said.hash())
        yield is_same and keys.is_signed(said.content(), seal.signature, public)
