"""A note of every seal outside the database: who removes or replaces seals there is found out.

The notes of one database lie in a file beside the keys. A restored copy is another database and
begins its notes anew, so the number of notes is always shown with the result of a verification.
"""

from pathlib import Path

from django.db import connection

from tongban.ground.ledger.keys import folder

IDENTITY = """
SELECT system_identifier::text || '-' || pg_database.oid::text
FROM pg_control_system(), pg_database WHERE datname = current_database()
"""


def note(number: int, seal_hash: str) -> None:
    """Note a seal that the database has committed."""
    path = _path()
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a", encoding="ascii") as notes:
        notes.write(f"{number} {seal_hash}\n")


def noted() -> dict[int, str]:
    """Return the noted hashes by seal number; nothing where no notes are kept."""
    path = _path()
    if not path.exists():
        return {}
    rows = (line.split() for line in path.read_text(encoding="ascii").splitlines())
    return {int(number): seal_hash for number, seal_hash in rows}


def _path() -> Path:
    with connection.cursor() as cursor:
        cursor.execute(IDENTITY)
        (identity,) = cursor.fetchone()
    return folder() / "seals" / f"{identity}.txt"
