"""Which departments handle items: the bureau's own divisions."""

from django.db.models import Q, QuerySet
from django.utils.timezone import localdate

from tongban.ground.people.models import Department


def own_divisions(kept: int | None = None) -> QuerySet[Department]:
    """Return the divisions of the bureau that work today, and the one that stands there already."""
    works = Q(kind=Department.Kind.DIVISION) & (Q(until__isnull=True) | Q(until__gte=localdate()))
    return Department.objects.filter(works | Q(pk=kept))
