"""What people do with logs: upload, say what the columns mean, check, import, remove."""

from tongban.work.logs.actions.importing import Checked, Faulty, check, import_log, map_columns, source_of
from tongban.work.logs.actions.keeping import Known, remove, upload
from tongban.work.logs.reading import guessed

__all__ = [
    "Checked",
    "Faulty",
    "Known",
    "check",
    "guessed",
    "import_log",
    "map_columns",
    "remove",
    "source_of",
    "upload",
]
