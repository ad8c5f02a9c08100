"""Reading logs as streams of rows, whatever the format; what each column means is chosen afterwards."""

from tongban.work.logs.reading.frames import Limits, Row
from tongban.work.logs.reading.mapping import ROLES, Mapping, Told, guessed, told
from tongban.work.logs.reading.sources import Fault, Source, Unreadable, opened

__all__ = [
    "ROLES",
    "Fault",
    "Limits",
    "Mapping",
    "Row",
    "Source",
    "Told",
    "Unreadable",
    "guessed",
    "opened",
    "told",
]
