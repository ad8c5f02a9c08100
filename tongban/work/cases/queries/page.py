"""What the page of a case shows beyond its row: rounds of opinions, the form in words, orders and parcels."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, Model, OuterRef, Prefetch, QuerySet

from tongban.ground.kit.json_schema import properties_of
from tongban.offer.delivery.models import Delivery
from tongban.offer.delivery.queries import choice_of, parcels_of, with_failed_orders
from tongban.work.cases.commitments.queries import check_of
from tongban.work.cases.elsewhere.queries import elsewhere_of
from tongban.work.cases.hearings.queries import hearings_of, may_have
from tongban.work.cases.models import Case, CaseElsewhere, FieldCheck, Hearing, Pause, Review, Urging
from tongban.work.cases.queries.reviews import opinions_shown, reviews_shown
from tongban.work.cases.rules.reviews import latest_rounds

YES_NO = {True: "是", False: "否"}
ASKED_FOR: Mapping[str, type[Model]] = {
    "has_checks": FieldCheck,
    "has_urgings": Urging,
    "has_hearings": Hearing,
    "has_elsewhere": CaseElsewhere,
}
"""What most cases have not: the page asks for it only where there is some."""


@dataclass(frozen=True, slots=True)
class StepRounds:
    """A step of the review: how it stands, and what was said in earlier rounds."""

    now: Review
    earlier: Sequence[Review]


def with_page_details(cases: QuerySet[Case]) -> QuerySet[Case]:
    """Prefetch what every page of a case shows, and annotate whether it has checks, urgings, hearings, parcels."""
    pauses = Pause.objects.select_related("assessment__assessor")
    found = cases.select_related("version__licence_type", "extension__approved_by", "taken_in_by")
    there_are = {
        name: Exists(model._base_manager.filter(case=OuterRef("pk"))) for name, model in ASKED_FOR.items()
    }
    there_are["has_deliveries"] = Exists(Delivery.objects.filter(matter=OuterRef("reference")))
    return found.annotate(**there_are).prefetch_related(Prefetch("pauses", queryset=pauses))


def rounds_of(case: Case) -> list[StepRounds]:
    """Return each step in order with all its rounds."""
    reviews = {each.pk: each for each in reviews_shown(case)}
    found = []
    for now in latest_rounds(opinions_shown(case)):
        earlier = [each for each in reviews.values() if each.step_id == now.step and each.round < now.round]
        found.append(StepRounds(reviews[now.key], earlier))
    return found


def page_registers(case: Case) -> dict[str, Any]:
    """Return what the page of a case lists below: orders to hurry, checks, parcels, hearings."""
    checks = FieldCheck.objects.filter(case=case).select_related("file").prefetch_related("officers")
    urgings = Urging.objects.filter(case=case).select_related("by", "replied_by")
    return {
        "urgings": urgings if may_have(case, "urgings") else [],
        "checks": checks if may_have(case, "checks") else [],
        "deliveries": with_failed_orders(parcels_of(case.reference)) if may_have(case, "deliveries") else [],
        "choice": choice_of(case.reference),
        "hearings": hearings_of(case),
        "later_check": check_of(case),
        "elsewhere": elsewhere_of(case),
    }


def form_in_words(case: Case) -> list[tuple[str, str]]:
    """Return what the form says, each field by its title."""
    fields = properties_of(case.version.form_schema)
    known = [(about.get("title", name), case.form.get(name)) for name, about in fields.items()]
    known += [(name, value) for name, value in case.form.items() if name not in fields]
    return [(title, _written(value)) for title, value in known if value not in (None, "")]


def _written(value: Any) -> str:
    if isinstance(value, bool):
        return YES_NO[value]
    if isinstance(value, list):
        return "、".join(map(_written, value))
    if isinstance(value, dict):
        return "；".join(f"{name}：{_written(part)}" for name, part in value.items())
    return f"{value:g}" if isinstance(value, float) else str(value)
