"""From file to historical cases: every row is read before anything is kept; one fault and nothing is."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from django.conf import settings
from django.db import connection, transaction
from django.utils.translation import gettext_lazy as _

from tongban.ground.kit import files
from tongban.ground.ledger import Refused, record
from tongban.ground.people.models import User
from tongban.work.logs.actions import staging
from tongban.work.logs.actions.keeping import BASIS
from tongban.work.logs.models import Log
from tongban.work.logs.reading import Fault, Limits, Mapping, Source, Told, Unreadable, opened, told

MOST_FAULTS = 200


@dataclass
class Checked:
    """What reading a whole file found: how much, the first events, and every fault up to a number."""

    events: int = 0
    faults_count: int = 0
    faults: list[Fault] = field(default_factory=list)
    first: list[Told] = field(default_factory=list)

    def note(self, faults: list[Fault]) -> None:
        """Note what is wrong in a row."""
        self.faults_count += len(faults)
        self.faults += faults[: MOST_FAULTS - len(self.faults)]


class Faulty(Exception):
    """The log cannot be imported; nothing was kept."""

    def __init__(self, checked: Checked) -> None:
        super().__init__(f"{checked.faults_count} faults")
        self.checked = checked


def source_of(log: Log) -> Source:
    """Return the columns and rows of an uploaded file; Unreadable says why there are none."""
    limits = Limits(bytes=settings.EVENT_LOG_MOST_UNPACKED_BYTES, events=settings.EVENT_LOG_MOST_EVENTS)
    return opened(files.path_of(log.file_id), log.kind, limits)


def map_columns(log: Log, mapping: Mapping) -> None:
    """Keep what the columns of an upload were said to mean."""
    Log.objects.filter(pk=log.pk, imported_at__isnull=True).update(mapping=mapping.as_json())


def check(log: Log, mapping: Mapping) -> Checked:
    """Read the whole file and keep nothing."""
    checked = Checked()
    for _event in _read(source_of(log), mapping, checked):
        pass
    return checked


@transaction.atomic
def import_log(log: Log, mapping: Mapping, *, by: User, at: datetime) -> Log:
    """Import a log: all of it or nothing."""
    log = Log.objects.select_for_update().get(pk=log.pk)
    if log.removed_at or log.imported_at:
        raise Refused(_("This log has been imported or removed meanwhile."))
    checked = Checked()
    with connection.cursor() as cursor:
        staging.lay_out(cursor)
        staging.fill(cursor, _read(source_of(log), mapping, checked))
        if not checked.faults_count:
            checked.note(staging.told_twice(cursor))
        if checked.faults_count:
            raise Faulty(checked)
        facts = staging.take_over(cursor, log.pk)
    for name, value in facts.items():
        setattr(log, name, value)
    log.imported_at, log.mapping = at, mapping.as_json()
    log.save(update_fields=["imported_at", "mapping", *facts])
    said = {"file": log.file_id, "name": log.name, "mapping": log.mapping}
    said |= {"traces": log.traces_count, "events": log.events_count}
    record(log.reference, "import", by=by, at=at, basis=BASIS, payload=said)
    return log


def _read(source: Source, mapping: Mapping, checked: Checked) -> Iterator[Told]:
    """Return the events until the first fault; the rest is read for its faults only."""
    try:
        for row in source.rows():
            checked.events += 1
            read = told(row, mapping, source)
            if isinstance(read, list):
                checked.note(read)
            elif not checked.faults_count:
                checked.first += [read] if len(checked.first) < 10 else []
                yield read
    except Unreadable as error:
        checked.note([Fault(error.row, "", error.text)])
    if not checked.events and not checked.faults_count:
        checked.note([Fault(1, "", str(_("The file has no events.")))])
