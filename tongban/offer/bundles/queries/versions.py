"""Which bundles there are; every page starts from `visible_to(user)`."""

from typing import Any

from django.db.models import QuerySet

from tongban.offer.bundles.models import BundleVersion, Status


def visible_to(user: Any) -> QuerySet[BundleVersion]:
    """Return the versions this person may see: the public what is published, staff with the right to read all."""
    found = BundleVersion.objects.select_related("bundle", "lead")
    may_read = getattr(user, "is_authenticated", False) and user.may("bundles.read")
    return found if may_read else found.filter(status=Status.PUBLISHED)


def published_versions() -> QuerySet[BundleVersion]:
    """Return what is offered, in the order of the lists."""
    found = BundleVersion.objects.filter(status=Status.PUBLISHED)
    return found.select_related("bundle", "lead").order_by("origin", "bundle__reference")
