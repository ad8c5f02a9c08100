"""The questionnaire of an item and the personal checklist that comes of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tongban.doors.portal.queries.whom import Acting
from tongban.offer.catalogue.models import ItemVersion, Situation
from tongban.offer.catalogue.queries.guide import NeededMaterial, checklist, open_questions
from tongban.offer.licences.queries import licences_on_file

Answers = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Option:
    """One answer that can be chosen."""

    value: str
    title: str | Promise
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class AnsweredQuestion:
    """A question as the page asks it, with what was answered."""

    situation: Situation
    options: tuple[Option, ...]
    value: str
    error: str = ""

    @property
    def is_number(self) -> bool:
        """Return whether a number is asked for."""
        return self.situation.kind == Situation.Kind.NUMBER


@dataclass(frozen=True, slots=True)
class MaterialGroup:
    """Materials of one kind on the checklist."""

    code: str
    title: str | Promise
    tone: str
    rows: tuple[NeededMaterial, ...]


GROUPS = (
    ("prepare", _("To prepare"), "yellow"),
    ("on_file", _("Already on file, nothing to submit"), "green"),
    ("other_way", _("Need not be submitted"), "green"),
    ("open", _("Depends on your answers"), "blue"),
    ("not_needed", _("Not needed in your case"), "grey"),
)


class Questionnaire:
    """An item asked by one person: questions, answers, and what is needed because of them."""

    def __init__(self, version: ItemVersion, answers: Answers, acting: Acting, day: date) -> None:
        self.version, self.answers, self.acting, self.day = version, answers, acting, day

    @cached_property
    def questions(self) -> list[AnsweredQuestion]:
        """Return the questions in order."""
        return questions_of(self.version, self.answers)

    @cached_property
    def still_open(self) -> int:
        """Return how many questions still decide something."""
        return len(open_questions(self.version, self.answers))

    @cached_property
    def needed(self) -> list[NeededMaterial]:
        """Return each material with whether and why it is needed."""
        holder = self.acting.chosen
        known = licences_on_file(holder, self.day) if holder else {}
        return checklist(self.version, self.answers, {pk: each.number for pk, each in known.items()})

    @cached_property
    def groups(self) -> list[MaterialGroup]:
        """Return the materials by what there is to do about them; empty groups are left out."""
        sorted_in: dict[str, list[NeededMaterial]] = {code: [] for code, _title, _tone in GROUPS}
        for row in self.needed:
            sorted_in[_group(row)].append(row)
        return [
            MaterialGroup(code, title, tone, tuple(sorted_in[code]))
            for code, title, tone in GROUPS
            if sorted_in[code]
        ]

    @property
    def on_file(self) -> int:
        """Return how many materials are already on file."""
        return sum(_group(row) == "on_file" for row in self.needed)

    @property
    def to_prepare(self) -> int:
        """Return how many materials one must prepare oneself."""
        return sum(_group(row) == "prepare" for row in self.needed)


def questions_of(
    version: ItemVersion, answers: Answers, faults: Mapping[str, str] | None = None
) -> list[AnsweredQuestion]:
    """Return the questions of an item with what was answered and what is wrong."""
    return [
        _question(row, answers.get(row.code), (faults or {}).get(row.code, ""))
        for row in version.situations.all()
    ]


def _question(row: Situation, answer: Any, error: str) -> AnsweredQuestion:
    value = _written(answer)
    offered: list[tuple[str, str | Promise]] = []
    if row.kind == Situation.Kind.YES_NO:
        offered = [("yes", _("Yes")), ("no", _("No"))]
    elif row.kind == Situation.Kind.CHOICE:
        offered = [(choice, choice) for choice in row.choices]
    return AnsweredQuestion(
        row, tuple(Option(each, title, each == value) for each, title in offered), value, error
    )


def _written(answer: Any) -> str:
    if isinstance(answer, bool):
        return "yes" if answer else "no"
    if isinstance(answer, int | float):
        return f"{answer:g}"
    return "" if answer is None else str(answer)


def _group(row: NeededMaterial) -> str:
    if row.needed is None:
        return "open"
    if not row.needed:
        return "not_needed"
    if row.licence:
        return "on_file"
    return "other_way" if row.way else "prepare"
