"""From file to historical cases: every row is read before anything is kept; one fault and nothing is."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from django.conf import settings
from django.db import connection, transaction
from django.utils.translation import gettext as _

from tongban.ground.kit import files
from tongban.ground.ledger import Refused, record
from tongban.ground.people.models import User
from tongban.work.logs.actions import staging_table
from tongban.work.logs.actions.uploads import BASIS
from tongban.work.logs.models import Log
from tongban.work.logs.parsers.frames import ReadLimits
from tongban.work.logs.parsers.mapping import ColumnMapping, LogEvent, guess_mapping, read_event
from tongban.work.logs.parsers.sources import LogFault, LogSource, UnreadableLog, open_log

MOST_FAULTS = 200
MOST_TOLD = 50


@dataclass
class LogCheck:
    """What reading a whole file found: how much, the first events, and every fault up to a number."""

    events: int = 0
    faults_count: int = 0
    faults: list[LogFault] = field(default_factory=list)
    rows_count: int = 0
    rows: list[int] = field(default_factory=list)
    """The rows with something wrong, up to a number."""
    is_broken: bool = False
    """Whether the file cannot be read to its end: then no row can be left out for it."""
    first: list[LogEvent] = field(default_factory=list)

    def note(self, faults: list[LogFault]) -> None:
        """Note what is wrong in a row."""
        self.faults_count += len(faults)
        self.rows_count += 1
        self.rows += [faults[0].row] if len(self.rows) < MOST_FAULTS else []
        self.faults += faults[: MOST_FAULTS - len(self.faults)]


class FaultyLog(Exception):
    """The log cannot be imported; nothing was kept."""

    def __init__(self, checked: LogCheck) -> None:
        super().__init__(f"{checked.faults_count} faults")
        self.checked = checked


def source_of(log: Log) -> LogSource:
    """Return the columns and rows of an uploaded file; Unreadable says why there are none."""
    limits = ReadLimits(bytes=settings.EVENT_LOG_MOST_UNPACKED_BYTES, events=settings.EVENT_LOG_MOST_EVENTS)
    return open_log(files.path_of(log.file_id), log.kind, limits)


def suggest_mapping(log: Log) -> ColumnMapping:
    """Return the columns that a log's own names suggest."""
    return guess_mapping(source_of(log).columns)


def map_columns(log: Log, mapping: ColumnMapping) -> None:
    """Keep the meaning chosen for the columns of an upload."""
    Log.objects.filter(pk=log.pk, imported_at__isnull=True).update(mapping=mapping.as_json())


def check(log: Log, mapping: ColumnMapping) -> LogCheck:
    """Read the whole file and keep nothing."""
    checked = LogCheck()
    for _event in _read(source_of(log), mapping, checked):
        pass
    return checked


@transaction.atomic
def import_log(
    log: Log, mapping: ColumnMapping, *, by: User, at: datetime, leaves_out: bool = False
) -> LogCheck:
    """Import a log: all of it or nothing, unless ``leaves_out`` was asked for: then all but the rows with faults,
    whose numbers are kept in the ledger."""
    log = Log.objects.select_for_update().get(pk=log.pk)
    if log.removed_at or log.imported_at:
        raise Refused(_("This log has been imported or removed meanwhile."))
    checked = LogCheck()
    with connection.cursor() as cursor:
        staging_table.create_table(cursor)
        staging_table.copy_events(cursor, _read(source_of(log), mapping, checked, leaves_out=leaves_out))
        left_out = checked.rows_count
        if repeated := staging_table.repeated_traces(cursor):
            checked.note(repeated)
            checked.is_broken = True
        is_empty = checked.events == left_out
        if checked.faults_count and (not leaves_out or checked.is_broken or is_empty):
            raise FaultyLog(checked)
        facts = staging_table.insert_traces(cursor, log.pk)
    for name, value in facts.items():
        setattr(log, name, value)
    log.imported_at, log.mapping = at, mapping.as_json()
    log.save(update_fields=["imported_at", "mapping", *facts])
    said = {"file": log.file_id, "name": log.name, "mapping": log.mapping}
    said |= {"traces": log.traces_count, "events": log.events_count}
    if left_out:
        said["left_out"] = {"count": left_out, "rows": checked.rows}
    record(log.reference, "import", by=by, at=at, basis=BASIS, note=told_left_out(checked), payload=said)
    return checked


def told_left_out(checked: LogCheck) -> str:
    """Say which rows were left out, and how many more there were; nothing where all were taken."""
    if not checked.rows_count:
        return ""
    rows = "、".join(map(str, checked.rows[:MOST_TOLD])) + ("…" if checked.rows_count > MOST_TOLD else "")
    return _("%(count)d rows with faults were left out: %(rows)s") % {
        "count": checked.rows_count,
        "rows": rows,
    }


def _read(
    source: LogSource, mapping: ColumnMapping, checked: LogCheck, *, leaves_out: bool = False
) -> Iterator[LogEvent]:
    """Return the events until the first fault, and read the rest for its faults only; or all without a fault."""
    try:
        for row in source.rows():
            checked.events += 1
            read = read_event(row, mapping, source)
            if isinstance(read, list):
                checked.note(read)
            elif leaves_out or not checked.faults_count:
                checked.first += [read] if len(checked.first) < 10 else []
                yield read
    except UnreadableLog as error:
        checked.note([LogFault(error.row, "", error.text)])
        checked.is_broken = True
    if not checked.events and not checked.faults_count:
        checked.note([LogFault(1, "", _("The file has no events."))])
        checked.is_broken = True
