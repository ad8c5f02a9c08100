"""The folder of the keys as a witness: whether it knows the database it stands beside, and every seal in it.

An installation has a random name, kept in the database and in the folder; the folder also knows in which database it
was last. A copy, a rename and a fresh database are other databases, and are told until an administrator moves the
installation there (``tongban seals adopt``) or restores a backup.
"""

import secrets
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from django.db import connection
from django.utils.translation import gettext as _

from tongban.ground.ledger import notes
from tongban.ground.ledger.chain import instant
from tongban.ground.ledger.chart import Refused
from tongban.ground.ledger.keys import signer
from tongban.ground.ledger.models import Installation, Seal
from tongban.ground.ledger.notes import Notes
from tongban.ground.ledger.problems import LedgerProblem, ProblemKind
from tongban.ground.ledger.succession import certify, install_next_key, trusted_keys

PLACE = """
SELECT system_identifier::text || '-' || pg_database.oid::text
FROM pg_control_system(), pg_database WHERE datname = current_database()
"""
SUBJECT = "SEALS"


class NotesContradict(Refused):
    """Nothing is sealed while database and notes contradict each other."""


def read_seal_notes() -> dict[int, str]:
    """Return the hashes of the seal notes by number; nothing where no notes are kept."""
    kept = notes.read()
    return kept.seals if kept else {}


def problems() -> Iterator[LedgerProblem]:
    """Return where folder and database contradict each other, seals aside."""
    kept, known = notes.read(), Installation.objects.first()
    newest = _newest()
    if kept is None:
        if known or newest:
            yield LedgerProblem(ProblemKind.NOTES_GONE, SUBJECT, newest.number if newest else 0)
        return
    for fault in kept.faults:
        yield LedgerProblem(ProblemKind.NOTES_CHANGED, SUBJECT, kept.highest, "", fault)
    if known is None or known.code != kept.installation or known.first_key != kept.first_key:
        yield LedgerProblem(ProblemKind.ELSEWHERE, SUBJECT, 0, kept.installation, known.code if known else "")
    elif kept.place and kept.place != place():
        yield LedgerProblem(ProblemKind.ELSEWHERE, SUBJECT, 0, kept.place, place())


def missing_seals(kept: Notes | None, last: int) -> Iterator[LedgerProblem]:
    """Return the noted seals that the database lacks or has otherwise; ``last`` is its newest seal."""
    seals = kept.seals if kept else {}
    present = dict(Seal.objects.filter(number__in=seals).values_list("number", "hash"))
    for number, seal_hash in seals.items():
        if number not in present and not (number > last and _made_since(number, seal_hash)):
            yield LedgerProblem(ProblemKind.SEAL_REMOVED, "", number, seal_hash)
        elif present.get(number, seal_hash) != seal_hash:
            yield LedgerProblem(ProblemKind.BAD_SEAL, "", number, seal_hash, present[number])


def compare_with_witness(number: int, seal_hash: str) -> Iterator[LedgerProblem]:
    """Return what speaks against a seal that somebody outside has kept."""
    present = Seal.objects.filter(number=number).values_list("hash", flat=True).first()
    if present == seal_hash:
        return
    kept = notes.read()
    if present is None and kept and kept.explains(number, number):
        yield LedgerProblem(ProblemKind.LOST, "", number, seal_hash)
    else:
        yield LedgerProblem(ProblemKind.NOT_AS_WITNESSED, "", number, seal_hash, present or "")


def require_sound(*, at: datetime) -> Notes:
    """Return the notes to seal by; begin them with the first seal. Unsound where anything is amiss."""
    kept = notes.read()
    if kept is None and not Installation.objects.exists() and _newest() is None:
        return begin(at=at)
    if kept and not kept.faults and kept.highest == 0 and not Installation.objects.exists():
        Installation.objects.create(code=kept.installation, first_key=kept.first_key, made_at=at)
    newest = _newest()
    amiss = next(problems(), None) or next(missing_seals(kept, newest.number if newest else 0), None)
    if amiss or kept is None:
        raise NotesContradict(
            _("Nothing was sealed. %(problem)s Run tongban verify.") % {"problem": amiss or ""}
        )
    current = list(trusted_keys(kept))[-1:]
    if current != [signer().key_id]:
        raise NotesContradict(
            _("Nothing was sealed: ledger.key is not the key that is believed. Run tongban keys rotate.")
        )
    return kept


def begin(*, at: datetime, seals: Mapping[int, str] | None = None) -> Notes:
    """Name the installation, in the database and in the folder, and note its newest seal, or these."""
    by, newest = signer(), _newest()
    if seals is None:
        seals = {newest.number: newest.hash} if newest else {}
    made = Installation.objects.create(code=secrets.token_hex(16), first_key=by.fingerprint, made_at=at)
    notes.begin(made.code, by.fingerprint, seals=seals, place=place(), at=instant(at))
    kept = notes.read()
    if kept is None:
        raise NotesContradict(_("The notes of seals cannot be written."))
    return kept


def append_seal_notes(*, at: datetime) -> None:
    """Note the seals that the database has committed since the last note."""
    kept = notes.read()
    rows = Seal.objects.filter(number__gt=kept.highest if kept else 0).order_by("number")
    for number, seal_hash in rows.values_list("number", "hash"):
        notes.write(notes.SEAL, number=number, hash=seal_hash, at=instant(at))


def move_here(kind: str, *, at: datetime) -> dict[str, Any]:
    """Carry the notes on in this database: moved whole, or restored up to its newest seal. Return what was noted."""
    kept, newest = notes.read(), _newest()
    if kept is None:
        kept = begin(at=at)
    said = _said(newest)
    known = kept.seals.get(said["number"], said["hash"])
    if kept.faults or known != said["hash"] or not _is_known(kept):
        raise NotesContradict(
            _("The notes in the key folder are of another ledger, or were changed. Run tongban verify.")
        )
    if kind == notes.MOVED and (gone := next(missing_seals(kept, said["number"]), None)):
        raise NotesContradict(str(gone))
    notes.write(kind, place=place(), at=instant(at), **said)
    lost = [said["number"] + 1, kept.highest] if kept.highest > said["number"] else []
    return {"seal": said["number"], "hash": said["hash"], "lost": lost}


def rotate(*, at: datetime) -> str:
    """Hand over to a new key, signed by the present one; return its fingerprint. What was cut off is finished."""
    kept = notes.read() or begin(at=at)
    if kept.faults:
        raise NotesContradict("; ".join(kept.faults))
    old, newest = signer(), _newest()
    last = list(trusted_keys(kept).values())[-1]
    if last.fingerprint == old.fingerprint:
        new = certify(old, after_seal=max(newest.number if newest else 0, kept.highest), at=at)
        notes.write(notes.KEY, hash=new.fingerprint, at=instant(at))
    install_next_key()
    return signer().fingerprint


def place() -> str:
    """Return the name of this very database: its server's identifier and its number there."""
    with connection.cursor() as cursor:
        cursor.execute(PLACE)
        return str(cursor.fetchone()[0])


def _is_known(kept: Notes) -> bool:
    known = Installation.objects.first()
    return known is not None and (known.code, known.first_key) == (kept.installation, kept.first_key)


def _newest() -> Seal | None:
    return Seal.objects.order_by("-number").first()


def _said(newest: Seal | None) -> dict[str, Any]:
    return {"number": newest.number if newest else 0, "hash": newest.hash if newest else ""}


def _made_since(number: int, seal_hash: str) -> bool:
    """Return whether a seal was committed since this transaction began to read."""
    other = connection.copy()
    try:
        with other.cursor() as cursor:
            cursor.execute("SELECT hash FROM ledger_seal WHERE number = %s", [number])
            return cursor.fetchone() == (seal_hash,)
    finally:
        other.close()
