"""What an entry of a year changed, in words: which line or part, its old and its new value."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db.models import Field

from tongban.account.budget.models import BudgetLine
from tongban.account.evaluation.models import Evaluation
from tongban.ground.kit.figures import grouped
from tongban.ground.ledger.models import Entry

ARROW = " → "
NAMED_BY = ("name", "title", "place", "rule")
"""Which words of a payload name what was touched, the best first."""
SAID = ("initial_yuan", "amount_yuan", "value", "as_of", "closed_on", "reason", "text", "answer", "result")
LABELLED = (
    ("budget", "budgetline"),
    ("budget", "payment"),
    ("evaluation", "reading"),
    ("evaluation", "comment"),
)
MOST = 300
AnyField = Any
"""A column of a model, whatever it holds."""


def lines_of(year: Evaluation) -> dict[str, str]:
    """Return the names of the lines of a year's budget by their keys, as payloads have them."""
    rows = BudgetLine.objects.filter(budget=year.budget_id).values_list("pk", "name")
    return {str(key): name for key, name in rows}


def details_of(entry: Entry, lines: Mapping[str, str]) -> str:
    """Return what an entry changed; nothing for a move."""
    said: dict[str, Any] = entry.payload or {}
    named = lines.get(str(said.get("line", ""))) or next(
        (str(said[each]) for each in NAMED_BY if said.get(each)), ""
    )
    found = "；".join(filter(None, (*_changed(said), *_told(said))))
    return "：".join(filter(None, (named, found)))[:MOST]


def _changed(said: Mapping[str, Any]) -> list[str]:
    model = _model(str(said.get("part", "")))
    pairs = said.get("changed", {})
    found = [_change(model, name, old, new) for name, (old, new) in pairs.items()]
    for name, text in said.items():
        if isinstance(text, str) and ARROW in text:
            found.append(_change(("budget", "budgetline"), name, *text.split(ARROW, 1)))
    return found


def _told(said: Mapping[str, Any]) -> list[str]:
    texts = [(name, str(said[name])) for name in SAID if said.get(name) and ARROW not in str(said[name])]
    fields = {name: next(filter(None, (_field(each, name) for each in LABELLED)), None) for name, _ in texts}
    return [f"{_label(fields[name])} {_value(fields[name], text)}".strip() for name, text in texts]


def _change(model: tuple[str, str], name: str, old: str, new: str) -> str:
    field = _field(model, name)
    return f"{_label(field) or name} {_value(field, old)}{ARROW}{_value(field, new)}"


def _model(part: str) -> tuple[str, str]:
    return ("evaluation", part.lower())


@cache
def _field(model: tuple[str, str], name: str) -> AnyField | None:
    try:
        found = apps.get_model(*model)._meta.get_field(name)
    except (LookupError, FieldDoesNotExist):
        return None
    return found if isinstance(found, Field) else None


def _label(field: AnyField | None) -> str:
    return str(field.verbose_name) if field is not None else ""


def _value(field: AnyField | None, text: str) -> str:
    if text in ("", "None"):
        return "—"
    if field is None:
        return text
    if field.choices:
        return str(dict(field.flatchoices).get(text, text))
    return grouped(text) if field.name.endswith("_yuan") else text
