"""Who may see which entries and which questions without an answer."""

from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.timezone import localdate

from tongban.offer.knowledge.models import EntryVersion, Gap, Visibility
from tongban.offer.knowledge.models.entries import LIVE


def reads(user: Any) -> bool:
    """Return whether a person reads what is for staff only."""
    return bool(getattr(user, "is_authenticated", False) and user.may("knowledge.read"))


def visible_to(user: Any, day: date | None = None) -> QuerySet[EntryVersion]:
    """Return the versions this person may see.

    The public what is shown to everybody in its time; staff whatever was ever shown, and drafts of their own unit or
    their own hand; the centre all.
    """
    versions = EntryVersion.objects.select_related("entry__owner", "drafted_by")
    if not reads(user):
        return versions.filter(in_time(day or localdate()), status__in=LIVE, visibility=Visibility.PUBLIC)
    if user.may("knowledge.release"):
        return versions
    own = Q(drafted_by=user.pk) | Q(entry__owner=user.department_id)
    return versions.filter(Q(published_at__isnull=False) | own)


def shown_to(user: Any, day: date | None = None) -> QuerySet[EntryVersion]:
    """Return the versions that answer this person's questions: shown now, in their time."""
    found = visible_to(user, day)
    if reads(user):
        found = found.filter(in_time(day or localdate()), status__in=LIVE)
    return found.order_by("entry__reference")


def in_time(day: date) -> Q:
    """Return the condition that a version is valid on a day."""
    begun = Q(valid_from__isnull=True) | Q(valid_from__lte=day)
    return begun & (Q(valid_to__isnull=True) | Q(valid_to__gte=day))


def gaps_visible_to(user: Any, _day: date | None = None) -> QuerySet[Gap]:
    """Return the questions without an answer that this person may see: all for the centre, else their unit's and own."""
    gaps = Gap.objects.select_related("unit", "reported_by", "entry")
    if not reads(user):
        return gaps.none()
    if user.may("knowledge.release"):
        return gaps
    return gaps.filter(Q(reported_by=user.pk) | Q(unit__isnull=False, unit=user.department_id))
