"""What was done to one part of a year, with the values before and after, read from the ledger."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.db.models import Q, QuerySet, Subquery
from django.utils.functional import Promise

from tongban.account.budget.models import ControlLevel
from tongban.account.evaluation.models import Evaluation, Indicator
from tongban.ground.kit.figures import wan
from tongban.ground.ledger.models import Entry
from tongban.ground.ledger.wording import act_of

ABOUT = ("name", "title", "rule", "reason", "text")
ARROW = " → "


@dataclass(frozen=True, slots=True)
class EditedField:
    """A field before and after."""

    field: str | Promise
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Activity:
    """An entry of the ledger in words."""

    entry: Entry
    title: str
    about: str
    changes: Sequence[EditedField]


def history_of_part(part: models.Model, evaluation: Evaluation) -> QuerySet[Entry]:
    """Return what was done to a part of the year, the newest first."""
    about = Q(payload__part=type(part).__name__, payload__id=part.pk)
    if isinstance(part, Indicator):
        about |= Q(payload__indicator=part.pk)
    return Entry.objects.filter(about, subject=evaluation.reference).order_by("-number")


def latest_entries(evaluation: Evaluation, most: int = 8) -> list[Entry]:
    """Return every move of the year and the latest acts on it and its budget, in one query, the newest first."""
    ours = Entry.objects.filter(subject__in=[evaluation.reference, evaluation.budget.reference])
    latest = Subquery(ours.order_by("-pk").values("pk")[:most])
    moved = Q(kind=Entry.Kind.MOVE, subject=evaluation.reference)
    return list(ours.filter(moved | Q(pk__in=latest)).order_by("-pk"))


def activity_of(
    entries: Iterable[Entry],
    model: type[models.Model] = Indicator,
    lines: Mapping[str, str] | None = None,
) -> list[Activity]:
    """Describe entries in words; fields are named as the model names them, budget lines as `lines` names them by key."""
    return [_activity(entry, model, lines or {}) for entry in entries]


def _activity(entry: Entry, model: type[models.Model], lines: Mapping[str, str]) -> Activity:
    payload: dict[str, Any] = entry.payload
    about = [next((str(payload[key]) for key in ABOUT if _is_plain(payload.get(key))), entry.note)]
    about.insert(0, lines.get(str(payload.get("line")), ""))
    level = payload.get("level")
    about.append(str(ControlLevel(level).label) if level in ControlLevel.values else "")
    if "amount_yuan" in payload:
        about.append(f"{wan(payload['amount_yuan'])} 万元")
    said = dict.fromkeys(filter(None, about))
    return Activity(entry, act_of(entry), " · ".join(said), tuple(_changes(payload, model)))


def _is_plain(value: object) -> bool:
    return isinstance(value, str) and bool(value) and ARROW not in value


def _changes(payload: dict[str, Any], model: type[models.Model]) -> Iterable[EditedField]:
    for name, (before, after) in (payload.get("changed") or {}).items():
        yield EditedField(_named(model, name), before, after)
    for name, text in payload.items():
        before, arrow, after = str(text).partition(ARROW) if isinstance(text, str) else ("", "", "")
        if arrow:
            yield EditedField(_named(model, name), before, after)


def _named(model: type[models.Model], name: str) -> str | Promise:
    try:
        return getattr(model._meta.get_field(name), "verbose_name", name)
    except FieldDoesNotExist:
        return name
