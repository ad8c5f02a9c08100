"""Intakes that a clerk has begun and not sent yet."""

from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import QueryDict
from django.urls import reverse

from tongban.ground.people.models import Applicant, User
from tongban.offer.bundles.models import Bundle
from tongban.offer.bundles.queries.versions import published_versions as published_bundles
from tongban.offer.catalogue.models import Item
from tongban.offer.catalogue.queries.versions import published_versions
from tongban.work.cases.models import IntakeDraft

IS_DRAFT = "is_draft"
"""What tells a draft from what is sent now."""


@dataclass(frozen=True, slots=True)
class BegunIntake:
    """An intake begun: for whom, what it is called, and where it goes on."""

    draft: IntakeDraft
    name: str
    address: str


def drafts_of(user: User) -> QuerySet[IntakeDraft]:
    """Return the intakes that a clerk has begun, the latest first; nobody else sees them."""
    return IntakeDraft.objects.filter(by=user).select_related("applicant", "item", "bundle")


def begun_by(user: User, applicant: Applicant | None = None) -> list[BegunIntake]:
    """Return the intakes that a clerk can go on with, of one applicant or of all; what is offered no more is left out."""
    found = list(drafts_of(user).filter(**({"applicant": applicant} if applicant else {})))
    items = {each.item_id: each for each in published_versions().filter(item__in=[d.item_id for d in found])}
    bundles = {
        each.bundle_id: each for each in published_bundles().filter(bundle__in=[d.bundle_id for d in found])
    }
    begun = []
    for draft in found:
        if draft.item_id in items:
            version = items[draft.item_id]
            address = reverse("cases:take_in", args=[draft.applicant_id, version.pk])
            begun.append(BegunIntake(draft, version.item.name, address))
        elif draft.bundle_id in bundles:
            bundle = bundles[draft.bundle_id]
            address = reverse("cases:take_in_joint", args=[draft.applicant_id, bundle.bundle.reference])
            begun.append(BegunIntake(draft, bundle.name, address))
    return begun


def typed_before(user: User, applicant: Applicant, about: Item | Bundle) -> QueryDict | None:
    """Return what a clerk has typed so far, as the form would send it; None where nothing is kept."""
    key = {"item": about} if isinstance(about, Item) else {"bundle": about}
    draft = drafts_of(user).filter(applicant=applicant, **key).first()
    if draft is None:
        return None
    typed = QueryDict(f"{IS_DRAFT}=1", mutable=True)
    for name, value in draft.typed:
        typed.appendlist(name, value)
    return typed
