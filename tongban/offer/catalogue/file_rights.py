"""Who may read a file of this room: everybody what a published guide hands out, staff what a draft will."""

from typing import Any

from django.db.models import Q

from tongban.ground.kit.models import StoredFile
from tongban.offer.catalogue.models import Material, Status
from tongban.offer.catalogue.queries.access import may_read_drafts


def may_read(user: Any, stored: StoredFile) -> bool:
    """Say whether somebody may read a stored file as a blank form or a sample of a guide."""
    shown = Material.objects.filter(Q(template=stored) | Q(sample=stored))
    if not may_read_drafts(user):
        shown = shown.filter(version__status__in=[Status.PUBLISHED, Status.SUPERSEDED])
    return shown.exists()
