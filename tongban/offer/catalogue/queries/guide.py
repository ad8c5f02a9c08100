"""The guide asked by one applicant: which questions are open, what is needed and why, which steps follow."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from django.utils.translation import gettext as _

from tongban.ground.law import basis
from tongban.ground.matters import conditions
from tongban.offer.catalogue.models import ItemVersion, Material, Situation, Step
from tongban.offer.catalogue.queries.content import rows_of

Answers = Mapping[str, Any]
SUBMIT = ""


@dataclass(frozen=True)
class NeededMaterial:
    """A material for one applicant: needed, not needed or not known yet; why; how one need not submit it."""

    material: Material
    needed: bool | None
    why: str
    way: str
    licence: str


@basis("online-service-rules:7")
def checklist(version: ItemVersion, answers: Answers, on_file: Mapping[int, str]) -> list[NeededMaterial]:
    """Return each material with whether and why it is needed; what is on file need not be submitted again.

    ``on_file`` gives the reference of the holder's valid licence by the id of its type.
    """
    questions = [row.as_asked for row in rows_of(version, "situations")]
    return [_needed(material, answers, questions, on_file) for material in rows_of(version, "materials")]


def _needed(
    material: Material, answers: Answers, questions: list[conditions.Question], on_file: Mapping[int, str]
) -> NeededMaterial:
    needed = conditions.holds(material.condition, answers)
    licence = on_file.get(material.licence_type_id or 0, "")
    way = Material.Exemption.LICENCE.value if licence else material.exemption
    if way == Material.Exemption.LICENCE and not licence:
        way = SUBMIT
    if needed is False:
        way = licence = SUBMIT
    why = [_because(material, needed, answers, questions), _how(material, way, licence)]
    return NeededMaterial(material, needed, " ".join(filter(None, why)), way, licence)


def _because(
    material: Material, needed: bool | None, answers: Answers, questions: list[conditions.Question]
) -> str:
    if not material.condition.strip():
        return _always(material)
    told = conditions.reasons(material.condition, answers, questions)
    said = "；".join(f"{text}：{_answer(value)}" for text, value in told if value is not None)
    words = {"when": material.condition_text, "answers": said}
    if needed is None:
        return _("Depends on your answers: %(when)s.") % words
    if needed:
        return _("Needed: %(when)s. You answered: %(answers)s.") % words
    return _("Not needed: only %(when)s. You answered: %(answers)s.") % words


def _always(material: Material) -> str:
    if material.necessity == Material.Necessity.OPTIONAL:
        return _("May be added; the application is accepted without it.")
    if material.necessity == Material.Necessity.MAY_FOLLOW:
        return _("Needed by everybody; may follow later with a written promise.")
    return _("Needed by everybody.")


def _how(material: Material, way: str, licence: str) -> str:
    said = {
        "licence": _("Not to be submitted: the e-licence %(licence)s is on file.") % {"licence": licence},
        "data": _("Not to be submitted: the office checks it with shared data."),
        "promise": _("A written promise takes its place."),
        "assistance": _("Not to be submitted: the office asks the body that issued it."),
    }
    return said.get(way, "")


def _answer(value: Any) -> str:
    if isinstance(value, bool):
        return str(_("yes") if value else _("no"))
    return f"{value:g}" if isinstance(value, float) else str(value)


def steps_for(version: ItemVersion, answers: Answers) -> list[Step]:
    """Return the steps an application goes through, by stage; a step is left out only when ruled out."""
    return [
        step for step in rows_of(version, "steps") if conditions.holds(step.condition, answers) is not False
    ]


def open_questions(version: ItemVersion, answers: Answers) -> list[Situation]:
    """Return the questions that still decide something: unanswered, and looked at by an open condition."""
    rows = [*rows_of(version, "materials"), *rows_of(version, "steps")]
    undecided = [row.condition for row in rows if conditions.holds(row.condition, answers) is None]
    wanted = {code for condition in undecided for code in conditions.depends_on(condition)}
    return [
        question
        for question in rows_of(version, "situations")
        if question.code in wanted and answers.get(question.code) is None
    ]


def read_answers(version: ItemVersion, given: Mapping[str, str]) -> dict[str, Any]:
    """Return what was typed or chosen as answers; what is no answer to its question is left out."""
    read = {row.code: read_answer(row, given.get(row.code, "")) for row in rows_of(version, "situations")}
    return {code: value for code, value in read.items() if value is not None}


class PlainQuestion(Protocol):
    """A question as an answer is read: its kind, and what may be chosen."""

    @property
    def kind(self) -> str: ...  # noqa: D102

    @property
    def choices(self) -> Sequence[str]: ...  # noqa: D102


def read_answer(question: PlainQuestion, text: str) -> Any:
    """Return what was typed or chosen as an answer; None where it is none to its question."""
    text = str(text).strip()
    if question.kind == Situation.Kind.YES_NO:
        return {"yes": True, "true": True, "no": False, "false": False}.get(text.casefold())
    if question.kind == Situation.Kind.CHOICE:
        return text if text in question.choices else None
    try:
        number = float(text)
    except ValueError:
        return None
    return number if abs(number) <= 1e12 else None
