"""What an application still lacks: questions, fields and materials, each with what to do."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Prefetch, prefetch_related_objects
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tongban.ground.kit.json_schema import form_faults, properties_of
from tongban.ground.kit.schema_words import FORM_FAULTS, fault_in_words
from tongban.ground.ledger import Refused
from tongban.offer.catalogue.queries.guide import checklist, open_questions
from tongban.offer.catalogue.queries.guide_cache import guide_of
from tongban.work.cases.lock_cache import cached_while_locked, rows_at_hand
from tongban.work.cases.models import Case, CaseFile, CaseMaterial
from tongban.work.cases.rules.completeness import (
    Lack,
    Need,
    displayed_state,
    lacks,
    to_follow,
)

LACKS: dict[Lack, str | Promise] = {
    "missing": _("Missing. Submit it, or use one of the ways of not submitting it."),
    "may_not_follow": _("This material may not follow later. Submit it now."),
    "unanswered": _("Answer the questions first: they decide whether this is needed."),
    "faulty": _("Still as it was returned. Submit it anew."),
}
NEEDED = "needed"
UNASKED: dict[str, str | Promise] = {
    "optional": _("optional, not submitted"),
    "undecided": _("depends on questions not answered yet"),
}


@dataclass(frozen=True, slots=True)
class Faults:
    """What stands against filing, beside the field, the question or the material it belongs to."""

    fields: Mapping[str, str] = field(default_factory=dict)
    questions: Mapping[str, str] = field(default_factory=dict)
    materials: Mapping[int, str] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.fields or self.questions or self.materials)

    @property
    def count(self) -> int:
        """Return how many there are."""
        return len(self.fields) + len(self.questions) + len(self.materials)


class Incomplete(Refused):
    """The application cannot be filed yet; `faults` says what is missing where."""

    def __init__(self, faults: Faults) -> None:
        text = _("%(count)d entries are missing or wrong. They are marked; nothing you entered was lost.")
        super().__init__(text % {"count": faults.count})
        self.faults = faults


def needs_of(case: Case) -> list[Need]:
    """Return each material of a case with whether it is needed under the answers given, and how it stands."""
    needed = cached_while_locked(case, NEEDED, lambda: needed_of(case.version_id, case.answers))
    return [_need(entry, needed) for entry in materials_of(case)]


def needed_of(version_id: int, answers: Mapping[str, Any]) -> dict[int, bool | None]:
    """Return by the key of each material whether it is needed under these answers."""
    return {each.material.pk: each.needed for each in checklist(guide_of(version_id), answers, {})}


def materials_of(case: Case) -> list[CaseMaterial]:
    """Return the materials of a case with what the catalogue says of them."""
    return rows_at_hand(case, CaseMaterial, lambda: _materials(case))


def entries_of(case: Case) -> list[CaseMaterial]:
    """Return the materials of a case with what the catalogue says of them and the files handed in."""
    entries = materials_of(case)
    prefetch_related_objects(entries, Prefetch("files", queryset=CaseFile.objects.select_related("file")))
    return entries


def faults_of(case: Case) -> Faults:
    """Return everything that stands against filing; materials by the key of their entry in the case."""
    return Faults(
        fields={
            each.field: fault_in_words(each)
            for each in form_faults(guide_of(case.version_id).form_schema, case.form)
        },
        questions=_unanswered(case),
        materials=material_faults(case),
    )


def lacking_in_words(case: Case) -> list[str]:
    """Return by name what stands against filing: the materials, the questions, the fields of the form."""
    faults, guide = faults_of(case), guide_of(case.version_id)
    asked = {each.code: each.question for each in guide.situations.all()}
    rules = properties_of(guide.form_schema)
    titles = {place: rules.get(place.partition("/")[0], {}).get("title", place) for place in faults.fields}
    said = [(asked[code], text) for code, text in faults.questions.items()]
    said += [(titles[place], text) for place, text in faults.fields.items()]
    materials = [entry.material.name for entry in materials_of(case) if entry.pk in faults.materials]
    return materials + [_("%(what)s: %(fault)s") % {"what": what, "fault": fault} for what, fault in said]


def material_faults(case: Case) -> dict[int, str]:
    """Return which materials stand against filing, by the key of their entry in the case."""
    lacking = lacks(needs_of(case), tolerates=guide_of(case.version_id).tolerates)
    return {key: str(LACKS[lack]) for key, lack in lacking.items()}


def states_shown(case: Case) -> dict[int, str]:
    """Return how each material stands in words, by the key of its entry: needed, missing and not needed told apart."""
    return {need.key: state_in_words(need) for need in needs_of(case)}


def state_in_words(need: Need) -> str:
    """Return how a material stands, in words."""
    state = displayed_state(need)
    return str(UNASKED[state] if state in UNASKED else CaseMaterial.State(state).label)


def materials_to_follow(case: Case) -> list[CaseMaterial]:
    """Return the materials that are still to follow."""
    if all(entry.state != CaseMaterial.State.TO_FOLLOW for entry in materials_of(case)):
        return []
    keys = to_follow(needs_of(case))
    return [entry for entry in materials_of(case) if entry.pk in keys] if keys else []


def names_of(entries: Iterable[CaseMaterial]) -> str:
    """Return the names of materials in one line."""
    return "、".join(entry.material.name for entry in entries)


def _materials(case: Case) -> list[CaseMaterial]:
    known = {material.pk: material for material in guide_of(case.version_id).materials.all()}
    entries = list(case.materials.all())
    for entry in entries:
        if entry.material_id in known:
            entry.material = known[entry.material_id]
    return entries


def _need(entry: CaseMaterial, needed: Mapping[int, bool | None]) -> Need:
    is_needed = False if entry.state == "not_needed" else needed.get(entry.material_id, False)
    return Need(entry.pk, is_needed, entry.material.necessity, entry.state, bool(entry.fault))


def _unanswered(case: Case) -> dict[str, str]:
    asked = open_questions(guide_of(case.version_id), case.answers)
    return {question.code: str(FORM_FAULTS["required"]) for question in asked}
