"""What the page of a case shows beyond its row: rounds of opinions, the form in words, orders and parcels."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch, QuerySet

from tongban.work.cases.models import Case, FieldCheck, Pause, Review, Urging
from tongban.work.cases.queries.hearings import hearings_of
from tongban.work.cases.queries.trust import check_of
from tongban.work.cases.rules.reviewing import Opinion, standing

YES_NO = {True: "是", False: "否"}


@dataclass(frozen=True, slots=True)
class Rounds:
    """A step of the review: how it stands, and what was said in earlier rounds."""

    now: Review
    earlier: Sequence[Review]


def with_all(cases: QuerySet[Case]) -> QuerySet[Case]:
    """Ask along what every page of a case shows."""
    pauses = Pause.objects.select_related("assessment__assessor")
    return cases.select_related("version__licence_type", "extension__approved_by", "taken_in_by").prefetch_related(
        Prefetch("pauses", queryset=pauses)
    )  # fmt: skip


def rounds_of(case: Case) -> list[Rounds]:
    """Return each step in order with all its rounds."""
    reviews = {each.pk: each for each in case.reviews.select_related("step", "division", "done_by")}
    opinions = [
        Opinion(each.pk, each.step_id, each.stage, each.round, each.state) for each in reviews.values()
    ]
    found = []
    for now in standing(opinions):
        earlier = [each for each in reviews.values() if each.step_id == now.step and each.round < now.round]
        found.append(Rounds(reviews[now.key], earlier))
    return found


def followed(case: Case) -> dict[str, Any]:
    """Return orders to hurry, checks on site and parcels of a case."""
    checks = FieldCheck.objects.filter(case=case).select_related("file").prefetch_related("officers")
    return {
        "urgings": Urging.objects.filter(case=case).select_related("by", "replied_by"),
        "checks": checks if case.accepted_on else [],
        "deliveries": case.deliveries.all() if case.decided_on else [],
        "hearings": hearings_of(case),
        "later_check": check_of(case),
    }


def written_form(case: Case) -> list[tuple[str, str]]:
    """Return what the form says, each field by its title."""
    fields: Mapping[str, Any] = case.version.form_schema.get("properties", {})
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
