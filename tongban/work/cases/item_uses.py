"""What a change of an item's version touches here."""

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from tongban.offer.catalogue.models import ItemVersion
from tongban.work.cases.models import OPEN, Case, Status


def uses(version: ItemVersion) -> list[tuple[str, int, str]]:
    """Return how many drafts and cases under way rest on a version, for the catalogue to show before a change."""
    cases = Case.objects.filter(version=version).exclude(status=Status.DISCARDED)
    found = cases.aggregate(
        drafts=Count("pk", filter=Q(status=Status.DRAFT)),
        open=Count("pk", filter=Q(status__in=OPEN)),
        all=Count("pk", filter=~Q(status=Status.DRAFT)),
    )
    told = [
        (_("Drafts not filed yet"), found["drafts"], ""),
        (_("Applications under way"), found["open"], ""),
        (_("Applications ever filed"), found["all"], ""),
    ]
    return [row for row in told if row[1]]
