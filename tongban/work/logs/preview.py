"""The first rows of an upload, and the meaning chosen for its columns, as the pages show them."""

from itertools import islice
from typing import Any

from django.utils.translation import gettext as _

from tongban.work.logs.forms import ASKED
from tongban.work.logs.models import Log
from tongban.work.logs.parsers.sources import LogSource, UnreadableLog

SHOWN_ROWS = 8
SHOWN_LETTERS = 60


def first_rows(source: LogSource) -> list[tuple[int, list[str]]]:
    """Return the first rows with their numbers, each cell shortened; what cannot be read on ends the list."""
    found: list[tuple[int, list[str]]] = []
    try:
        for row in islice(source.rows(), SHOWN_ROWS):
            cells = (str(row.cells.get(column, "")) for column in source.columns)
            found.append((row.number, [text[:SHOWN_LETTERS] for text in cells]))
    except UnreadableLog:
        pass
    return found


def chosen_columns(log: Log) -> list[tuple[Any, str]]:
    """Return each part of an event with the column chosen for it."""
    said = [(label, log.mapping.get(name, "")) for name, (label, _is_needed) in ASKED.items()]
    said.append((_("Kept as well"), "、".join(log.mapping.get("kept", []))))
    return [(label, column) for label, column in said if column]
