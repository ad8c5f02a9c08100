"""What one may ask the ledger. Who may read a matter may read its history: ask the matter's room first."""

from django.db.models import QuerySet

from tongban.ground.ledger.models import Entry, Seal


def history_of(subject: str) -> QuerySet[Entry]:
    """Return the entries of a subject, the newest first."""
    return Entry.objects.filter(subject=subject).select_related("by").order_by("-number")


def histories_of(subjects: list[str]) -> QuerySet[Entry]:
    """Return the entries of several subjects, the newest first."""
    return Entry.objects.filter(subject__in=subjects).select_related("by").order_by("-at", "-id")


def seals() -> QuerySet[Seal]:
    """Return all seals, the newest first."""
    return Seal.objects.order_by("-number")


def newest_id() -> int:
    """Return the id of the newest entry: what was worked out under it holds until somebody acts."""
    return Entry.objects.order_by("-pk").values_list("pk", flat=True).first() or 0


def entries() -> QuerySet[Entry]:
    """Return all entries, the newest first."""
    return Entry.objects.order_by("-pk")
