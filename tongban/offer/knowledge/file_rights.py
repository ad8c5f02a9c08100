"""Who may read a file of an entry: whoever sees a version that has it; of a public answer, everybody."""

from typing import Any

from tongban.ground.kit.models import StoredFile
from tongban.offer.knowledge.models import EntryAttachment
from tongban.offer.knowledge.queries.access import visible_to


def may_read(user: Any, stored: StoredFile) -> bool:
    """Say whether somebody may read a stored file as the attachment of an entry."""
    versions = visible_to(user).order_by().values("pk")
    return EntryAttachment.objects.filter(file=stored, version__in=versions).exists()
