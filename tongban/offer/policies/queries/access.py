"""Who sees which policies, versions, experts, profiles and lists."""

from django.db.models import QuerySet

from tongban.ground.people.models import User
from tongban.offer.policies.models import EnterpriseProfile, Expert, GrantList, Policy


def visible_to(user: User) -> QuerySet[Policy]:
    """Return the policies this person may see in the library: all with the right to read, drafts too."""
    return Policy.objects.select_related("unit") if user.may("policies.read") else Policy.objects.none()


def experts_visible_to(user: User) -> QuerySet[Expert]:
    """Return the experts this person may see."""
    return Expert.objects.select_related("unit") if user.may("policies.read") else Expert.objects.none()


def profiles_visible_to(user: User) -> QuerySet[EnterpriseProfile]:
    """Return the profiles of enterprises this person may see."""
    return EnterpriseProfile.objects.all() if user.may("policies.read") else EnterpriseProfile.objects.none()


def lists_visible_to(user: User) -> QuerySet[GrantList]:
    """Return the lists of grants this person may see."""
    rows = GrantList.objects.select_related("version__policy__unit", "made_by")
    return rows if user.may("policies.read") else rows.none()
