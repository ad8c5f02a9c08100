"""An applicant's file: what every room holds of one person, of what the reader may see; no room knows another."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise

from tongban.ground.ledger.rooms import modules_named
from tongban.ground.people.models import Applicant, User

MOST = 50
"""How many rows a room shows; the newest come first."""


@dataclass(frozen=True, slots=True)
class FileRow:
    """A matter, licence or message of a person: its day, what it is, how it stands, and where it is found."""

    day: date | None
    title: str
    state: str | Promise = ""
    link: str = ""


@dataclass(frozen=True, slots=True)
class FilePart:
    """What a room puts into a file, in a module ``subject_file`` (``PARTS``); the rows obey the reader's rights."""

    title: str | Promise
    icon: str
    rows: Callable[[Applicant, User, date], Iterable[FileRow]]


def file_of(applicant: Applicant, reader: User, day: date) -> list[tuple[FilePart, list[FileRow]]]:
    """Return each part of a person's file with what the reader may see of it."""
    parts = [part for room in modules_named("subject_file") for part in room.PARTS]
    return [(part, list(part.rows(applicant, reader, day))) for part in parts]
