"""Workbooks that people fill in and send back: their sheets as rows, or the fault that says why there are none."""

from collections.abc import Iterable

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tongban.ground.kit.file_faults import FaultyFile, FileFault
from tongban.ground.sandbox import Stopped
from tongban.ground.sandbox.workbook import Grid, Unopened, sheets_of


def sheets_in(content: bytes, names: Iterable[str], most_rows: int) -> dict[str, Grid]:
    """Return the rows of the sheets of these names; of more rows than agreed one more. Raise `Faulty`."""
    names = tuple(names)
    try:
        return sheets_of(content, names, most_rows)
    except Unopened as error:
        text = _(
            "The file cannot be opened as a workbook (.xlsx): it is damaged, protected by a password, or too large."
        )
        raise FaultyFile([FileFault(names[0], 1, "", text)]) from error
    except Stopped as stop:
        raise FaultyFile([FileFault(names[0], 1, "", stop.said_in(get_language() or ""))]) from stop
