"""Taking a file in, and taking a log away again."""

from datetime import datetime

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from tongban.ground.kit import files
from tongban.ground.kit.contents import KINDS
from tongban.ground.kit.virus_scan import scan_first
from tongban.ground.ledger import Refused, record
from tongban.ground.people.models import User
from tongban.work.logs.models import Event, Log, Trace
from tongban.work.logs.numbers import LOGS

TAKEN = ("xes", "gz", "csv", "txt", "xlsx")
BASIS = "local-practice"


class DuplicateLog(Refused):
    """The same file was uploaded before; the log that stands for it is named."""

    def __init__(self, log: Log) -> None:
        self.log = log
        text = _(
            "This very file is already here as %(log)s (%(name)s). To import it anew, remove that log first."
        )
        super().__init__(text % {"log": log.reference, "name": log.name})


@scan_first("file")
@transaction.atomic
def upload(file: "UploadedFile[bytes]", *, by: User, at: datetime) -> Log:
    """Keep a file of events; the same content stands once. A file not imported yet is found again."""
    try:
        kept = files.store(file, by=by, at=at, allowed=TAKEN, most_bytes=settings.EVENT_LOG_MOST_BYTES)
    except ValidationError as error:
        if error.code != "kind":
            raise
        text = _(
            "This is no event log. Upload XES (.xes, .xes.gz), CSV in UTF-8 or GB18030, or a workbook (.xlsx)."
        )
        raise ValidationError(text, code="kind") from error
    standing = Log.objects.filter(file=kept, removed_at__isnull=True).first()
    if standing is not None and standing.imported_at:
        raise DuplicateLog(standing)
    if standing is not None:
        return standing
    kind = next(code for code in TAKEN if KINDS[code].media_type == kept.media_type)
    name = (file.name or kept.name)[:200]
    return Log.objects.create(
        reference=LOGS.next(localdate(at)), file=kept, name=name, kind=kind, by=by, at=at
    )


@transaction.atomic
def remove(log: Log, *, reason: str, by: User, at: datetime) -> Log:
    """Remove the content of a log; that it was here, and why it went, is kept."""
    log = Log.objects.select_for_update().get(pk=log.pk)
    if log.removed_at is not None:
        raise Refused(_("This log has been removed already."))
    if not reason.strip():
        raise Refused(_("Say why the log is removed."))
    Event.objects.filter(trace__log=log).delete()
    traces = Trace.objects.filter(log=log)
    traces._raw_delete(traces.db)
    log.removed_at, log.removal = at, reason.strip()
    log.save(update_fields=["removed_at", "removal"])
    said = {"file": log.file_id, "traces": log.traces_count, "events": log.events_count}
    record(log.reference, "remove", by=by, at=at, basis=BASIS, note=log.removal, payload=said)
    return log
