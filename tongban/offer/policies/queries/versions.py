"""The library: policies with their versions, what is published and in force, what keeps a version from going on."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import OuterRef, Prefetch, Q, QuerySet, Subquery
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from tongban.ground.matters.condition_words import fault_in_words
from tongban.ground.people.models import User
from tongban.offer.policies import rules
from tongban.offer.policies.models import Exclusion, Policy, PolicyVersion, Status
from tongban.offer.policies.queries.access import visible_to

OPEN = (Status.DRAFT, Status.IN_REVIEW, Status.APPROVED)


def whole(versions: QuerySet[PolicyVersion]) -> QuerySet[PolicyVersion]:
    """Read versions with all that their rules need, in few queries."""
    exclusions = Prefetch("exclusions", Exclusion.objects.select_related("other"))
    return versions.select_related("policy__unit", "item").prefetch_related("conditions", exclusions)


def versions_visible_to(user: User) -> QuerySet[PolicyVersion]:
    """Return the versions this person may see."""
    return whole(PolicyVersion.objects.filter(policy__in=visible_to(user)))


def latest_of(policy: Policy) -> PolicyVersion:
    """Return the last version, published or not: what one works on. Every policy has one."""
    return whole(PolicyVersion.objects.filter(policy=policy)).order_by("-number")[0]


def published_versions() -> QuerySet[PolicyVersion]:
    """Return what the public may read: the published versions, which are not always the latest."""
    return whole(PolicyVersion.objects.filter(status=Status.PUBLISHED))


def published_on(day: date) -> QuerySet[PolicyVersion]:
    """Return the published versions that are in force on a day."""
    return published_versions().filter(_in_force(day)).order_by("policy__reference")


def due_on(day: date) -> QuerySet[PolicyVersion]:
    """Return the published versions that have ended or are due for review."""
    return published_versions().filter(Q(valid_until__lt=day) | Q(review_on__lte=day))


def _in_force(day: date) -> Q:
    return Q(valid_from__lte=day) & (Q(valid_until__isnull=True) | Q(valid_until__gte=day))


def content_of(version: PolicyVersion) -> dict[str, Any]:
    """Return what a version says, as it is digested."""
    left_out = {"id", "policy", "status", "published_at", "digest", "deviation", "told_on"}
    rows = (field for field in version._meta.concrete_fields if field.name not in left_out)
    return {
        **{field.name: field.value_to_string(version) for field in rows},
        "conditions": [[row.expression, row.words_zh, row.words_en] for row in version.conditions.all()],
        "exclusions": [row.other.reference for row in version.exclusions.all()],
    }


def version_faults(version: PolicyVersion, day: date) -> list[str]:
    """Return what keeps a version from going on: rules that give no answer, days that are over, an amount that lacks."""
    found = [
        _("The amount: %(why)s") % {"why": fault_in_words(why)}
        if place == "amount"
        else _("Condition %(number)s: %(why)s") % {"number": place, "why": fault_in_words(why)}
        for place, why in rules.faults_of(version.rule)
    ]
    if not version.rule.conditions:
        found.append(_("There is no condition: say at least whom it is for."))
    if version.valid_until and version.valid_until < day:
        found.append(_("It has ended: the last day is over."))
    if version.review_on <= day:
        found.append(_("The day of the next review lies in the past."))
    if version.is_automatic and not version.amount_rule.strip():
        found.append(_("What is granted without application needs an amount."))
    return found


def library(user: User) -> QuerySet[Any]:
    """Return the policies with what their latest version says, what is public and what is worked on."""
    own = PolicyVersion.objects.filter(policy=OuterRef("pk"))
    latest, public = own.order_by("-number"), own.filter(status=Status.PUBLISHED)
    return visible_to(user).annotate(
        title=Subquery(latest.values("title")[:1]),
        issuer=Subquery(latest.values("issuer")[:1]),
        level=Subquery(latest.values("level")[:1]),
        latest_reference=Subquery(latest.values("reference")[:1]),
        latest_status=Subquery(latest.values("status")[:1]),
        public=Subquery(public.values("reference")[:1]),
        public_until=Subquery(public.values("valid_until")[:1]),
        public_review=Subquery(public.values("review_on")[:1]),
        working=Subquery(own.filter(status__in=OPEN).values("status")[:1]),
    )


def titled(policies: QuerySet[Policy]) -> QuerySet[Any]:
    """Return policies with the title of their latest version: how they are told apart in a choice."""
    latest = PolicyVersion.objects.filter(policy=OuterRef("pk")).order_by("-number")
    return policies.annotate(title=Subquery(latest.values("title")[:1]))


def titles_of(policies: Iterable[int]) -> list[Any]:
    """Return policies by their keys, with their titles."""
    return list(titled(Policy.objects.filter(pk__in=list(policies))))


def automatic_versions() -> QuerySet[PolicyVersion]:
    """Return the published policies in force that are granted without application."""
    return published_on(localdate()).filter(is_automatic=True)
