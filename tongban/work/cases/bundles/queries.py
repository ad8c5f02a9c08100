"""What one may ask about joint applications; every page starts from `joint_visible_to(user)`."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.timezone import localdate

from tongban.ground.clock.calendar import Calendar
from tongban.ground.kit.calendars import calendar
from tongban.ground.kit.json_schema import form_faults
from tongban.ground.kit.schema_words import FORM_FAULTS, fault_in_words
from tongban.ground.people.models import User
from tongban.ground.people.places import tree_around
from tongban.ground.people.queries import applicants_of
from tongban.offer.bundles.models import BundleVersion
from tongban.offer.bundles.queries.graph import graph_of
from tongban.offer.bundles.queries.merge import Merged
from tongban.offer.bundles.queries.plan import Plan
from tongban.offer.bundles.queries.versions import published_versions
from tongban.offer.licences.queries import licences_on_file
from tongban.work.cases.bundles.rules import Before, Order, Standing
from tongban.work.cases.models import Case, JointApplication, JointPart, JointStatus
from tongban.work.cases.queries.needs import LACKS, Faults

PRIVATE = (JointStatus.DRAFT, JointStatus.DISCARDED)
HISTORY = 60
"""How many of the last decisions on an item tell how long it is likely to take."""


def joint_visible_to(user: User, day: date | None = None) -> QuerySet[JointApplication]:
    """Return the joint applications this person may see: applicants their own, staff those with a part of theirs."""
    found = JointApplication.objects.select_related("version__bundle", "version__lead", "applicant", "agent")
    if not user.is_authenticated:
        return found.none()
    if user.may("cases.read_all") or user.may("cases.supervise"):
        return found.exclude(status__in=PRIVATE)
    if user.may("cases.read"):
        own = tree_around(user)
        taking_part = Q(version__lead__in=own) | Q(parts__case__division__in=own)
        return found.exclude(status__in=PRIVATE).filter(taking_part).distinct()
    if user.may("cases.apply"):
        return found.filter(applicant__in=applicants_of(user, day or localdate()))
    return found.none()


def bundles_found(asked: str, kind: str) -> list[BundleVersion]:
    """Return the bundles for an applicant that fit what they came for, by their name or one of their items."""
    if not asked.strip():
        return []
    fits = Q(name__contains=asked.strip()) | Q(items__item__name__contains=asked.strip())
    return list(published_versions().filter(fits, audience__in=("both", kind)).distinct())


def latest_parts(application: JointApplication) -> list[JointPart]:
    """Return the parts of an application, of repeated ones the last attempt, in order."""
    rows = application.parts.select_related("item", "case__division", "case__version__item")
    last = {part.item_id: part for part in rows.order_by("position", "attempt")}
    return list(last.values())


def standings_of(parts: Iterable[JointPart]) -> dict[str, Standing]:
    """Return how parts stand, by the code of their items."""
    return {part.item.code: part.standing for part in parts}  # type: ignore[misc]


def order_of(merged: Merged) -> Order:
    """Return what comes before what, as the rules take it."""
    found: dict[str, list[Before]] = {}
    for each in merged.order:
        found.setdefault(each.after, []).append(Before(each.before, bool(each.material)))
    return found


def plan_of(application: JointApplication, on: date) -> Plan:
    """Return what an application means when begun on a day, with the licences that its applicant holds then."""
    merged = Merged(application.version)
    return Plan(
        merged,
        application.answers,
        begins_on=on,
        calendar=calendar(),
        licence_types=licences_on_file(application.applicant, on),
        history=history_of([part.code for part in merged.parts]),
    )


def history_of(codes: Iterable[str]) -> Mapping[str, list[int]]:
    """Return in how many working days the last cases of each item were decided."""
    days, found = calendar(), dict[str, list[int]]()
    for code in codes:
        decided = Case.objects.filter(
            version__item__code=code, decided_on__isnull=False, accepted_on__isnull=False
        )
        rows = decided.order_by("-pk").values_list("accepted_on", "decided_on")[:HISTORY]
        found[code] = [_worked(days, since, until) for since, until in rows if since and until]
    return found


def _worked(days: Calendar, since: date, until: date) -> int:
    return days.provisional(*range(since.year, until.year + 1)).working_between(since, until)


@dataclass(frozen=True, slots=True)
class PartShown:
    """A part on a page: its case, its days, how long it has been there, whether it holds the rest up."""

    part: JointPart
    is_late: bool
    holds_up: bool


def parts_shown(application: JointApplication, on: date) -> list[PartShown]:
    """Return the parts for a page; one with its body past its promised day holds the whole up."""
    parts = latest_parts(application)
    return [_shown(part, on) for part in parts]


def _shown(part: JointPart, on: date) -> PartShown:
    is_open = part.standing == JointPart.Standing.UNDER_WAY
    is_late = is_open and part.promised_on is not None and part.promised_on < on
    held = is_open and part.case is not None and part.case.status in ("draft", "incomplete", "paused")
    is_stuck = part.standing == JointPart.Standing.WAITING and bool(part.hint)
    return PartShown(part, is_late, is_late or held or is_stuck)


def standings_drawn(parts: Iterable[PartShown]) -> dict[str, Any]:
    """Return by the code of an item how the drawing colours it."""
    tones = {
        "granted": "done",
        "unneeded": "done",
        "failed": "failed",
        "withdrawn": "failed",
        "stopped": "failed",
    }
    return {
        each.part.item.code: "held"
        if each.holds_up
        else tones.get(each.part.standing, "") or ("current" if each.part.standing == "under_way" else "")
        for each in parts
    }


def lacks_of(application: JointApplication, plan: Plan) -> Faults:
    """Return what stands against filing: by field, by question; materials by their place in the plan."""
    handed = set(application.files.values_list("material", flat=True))
    return lacks_among(plan, application.form, handed)


def lacks_among(plan: Plan, form: Mapping[str, Any], handed: Collection[str]) -> Faults:
    """Return the same of what was typed and handed over, before it is kept."""
    return Faults(
        fields={each.field: fault_in_words(each) for each in form_faults(plan.schema, form)},
        questions={
            each.code: str(FORM_FAULTS["required"]) for each in plan.merged.open_questions(plan.answers)
        },
        materials={
            place: str(LACKS["missing"])
            for place, each in enumerate(plan.materials)
            if each.name not in handed
        },
    )


def joint_shown(found: JointApplication) -> dict[str, Any]:
    """Return what every page of a filed application shows: its parts, drawn with how they stand, and who holds it up."""
    plan = plan_of(found, localdate(found.filed_at) if found.filed_at else localdate())
    parts = parts_shown(found, localdate())
    return {
        "joint": found,
        "plan": plan,
        "parts": parts,
        "graph": graph_of(plan, standings_drawn(parts)),
        "holding": [each for each in parts if each.holds_up],
    }
