"""Files of a draft: put in and taken out by whoever writes it; what was shown once keeps its own."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from tongban.ground.kit.models import StoredFile
from tongban.ground.ledger import Refused, record
from tongban.ground.people.models import User
from tongban.offer.knowledge.actions.entries import lock_version, require_draft
from tongban.offer.knowledge.models import EntryAttachment, EntryVersion
from tongban.offer.knowledge.states import KEEPING

MOST_FILES = 5


@transaction.atomic
def attach(version: EntryVersion, stored: StoredFile, *, by: User, at: datetime) -> EntryAttachment:
    """Put a kept file into a draft, under the name it was sent with."""
    version = lock_version(version, by)
    require_draft(version, by)
    kept = list(version.attachments.all())
    if any(each.file_id == stored.pk for each in kept):
        raise Refused(_("This file is attached already."))
    if len(kept) >= MOST_FILES:
        raise Refused(_("An entry has %(most)d files at most: take one out first.") % {"most": MOST_FILES})
    made = EntryAttachment.objects.create(version=version, file=stored, name=stored.name)
    said = {"file": stored.digest}
    record(version, "attach", by=by, at=at, basis=KEEPING, note=made.name, payload=said)
    return made


@transaction.atomic
def detach(attachment: EntryAttachment, *, by: User, at: datetime) -> None:
    """Take a file out of a draft; a version shown before keeps it."""
    version = lock_version(attachment.version, by)
    require_draft(version, by)
    said = {"file": attachment.file_id}
    record(version, "detach", by=by, at=at, basis=KEEPING, note=attachment.name, payload=said)
    attachment.delete()
