"""Files that came with a form which was never sent: removed after some days."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from tongban.ground.kit.files import path_of
from tongban.ground.kit.models import StoredFile

KEPT = timedelta(days=2)
"""Longer than a form may wait for its file (`staging.HOURS`)."""


def unused_before(before: datetime) -> QuerySet[StoredFile]:
    """Return the files kept before an instant to which nothing in the house points."""
    found = StoredFile.objects.filter(uploaded_at__lt=before)
    for relation in StoredFile._meta.get_fields(include_hidden=True):
        if (relation.auto_created and relation.one_to_many) or relation.one_to_one:
            rows = relation.related_model._base_manager.filter(**{relation.field.name: OuterRef("pk")})  # type: ignore[union-attr]
            found = found.exclude(Exists(rows))
    return found


def clear_unused(at: datetime) -> int:
    """Forget the files that were never used, content and all; return how many."""
    return sum(_clear(digest, at) for digest in unused_before(at - KEPT).values_list("pk", flat=True))


def _clear(digest: str, at: datetime) -> bool:
    """Forget one file; what came again or is used meanwhile stays."""
    path = path_of(digest)
    with transaction.atomic():
        gone = unused_before(at - KEPT).select_for_update(of=("self",)).filter(pk=digest).first()
        if gone is None or (path.exists() and path.stat().st_mtime > (at - KEPT).timestamp()):
            return False
        gone.delete()
    path.unlink(missing_ok=True)
    return True
