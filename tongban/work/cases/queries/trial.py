"""The rules of any version of an item, run on the facts of a case: what would stand against it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from tongban.ground.kit.json_schema import form_faults, properties_of
from tongban.ground.kit.schema_words import fault_in_words
from tongban.offer.catalogue.models import ItemVersion, Material
from tongban.offer.catalogue.queries.guide import checklist, open_questions
from tongban.offer.catalogue.queries.guide_cache import guide_of
from tongban.work.cases.models import Case
from tongban.work.cases.queries.needs import LACKS, materials_of
from tongban.work.cases.rules.completeness import Need, lacks

SPARED = {"promise": "promised", "data": "asked", "assistance": "asked"}
"""How a material that was not handed in stands where the guide spares the applicant from submitting it."""


@dataclass(frozen=True, slots=True)
class TrialFacts:
    """What a case says, apart from its version: answers, form, how each material stands and what was wrong with it."""

    audience: str = ""
    answers: Mapping[str, Any] = field(default_factory=dict)
    form: Mapping[str, Any] | None = None
    states: Mapping[str, str] = field(default_factory=dict)
    faults: Mapping[str, str] = field(default_factory=dict)
    otherwise: str = "missing"
    """How a material stands that the facts do not name."""


@dataclass(frozen=True, slots=True)
class Hindrance:
    """What would stand against an application: a question, a field, a material, or who applies; and why."""

    kind: str
    name: str
    why: str


def facts_of_case(case: Case) -> TrialFacts:
    """Return what a case says, for a run under any version."""
    entries = materials_of(case)
    return TrialFacts(
        audience=case.applicant.kind,
        answers=case.answers,
        form=case.form,
        states={entry.material.name: entry.state for entry in entries},
        faults={entry.material.name: entry.fault for entry in entries if entry.fault},
    )


def hindrances(facts: TrialFacts, version_id: int) -> list[Hindrance]:
    """Return what stands against an application with these facts under a version; nothing: it could be filed."""
    version = guide_of(version_id)
    return [
        *_audience(facts, version),
        *_questions(facts, version),
        *_fields(facts, version),
        *_materials(facts, version),
    ]


def _audience(facts: TrialFacts, version: ItemVersion) -> list[Hindrance]:
    if not facts.audience or version.audience in ("both", facts.audience):
        return []
    said = _("This item is for others: %(audience)s.") % {"audience": version.get_audience_display()}
    return [Hindrance("audience", version.item.name, said)]


def _questions(facts: TrialFacts, version: ItemVersion) -> list[Hindrance]:
    if facts.form is None:
        return []
    why = str(LACKS["unanswered"])
    return [Hindrance("question", each.question, why) for each in open_questions(version, facts.answers)]


def _fields(facts: TrialFacts, version: ItemVersion) -> list[Hindrance]:
    if facts.form is None:
        return []
    known = properties_of(version.form_schema)
    return [
        Hindrance("field", str(known.get(each.field, {}).get("title", each.field)), fault_in_words(each))
        for each in form_faults(version.form_schema, facts.form)
    ]


def _materials(facts: TrialFacts, version: ItemVersion) -> list[Hindrance]:
    needed = [(each.material, each.needed) for each in checklist(version, facts.answers, {})]
    names = {material.pk: material.name for material, _is_needed in needed}
    rows = [_need(facts, material, is_needed) for material, is_needed in needed]
    lacking = lacks(rows, tolerates=version.tolerates)
    return [Hindrance("material", names[key], str(LACKS[lack])) for key, lack in lacking.items()]


def _need(facts: TrialFacts, material: Material, is_needed: bool | None) -> Need:
    state, spared = facts.states.get(material.name, facts.otherwise), SPARED.get(material.exemption)
    if state in ("missing", "not_needed") and spared:
        return Need(material.pk, is_needed, material.necessity, spared)
    return Need(
        material.pk,
        is_needed,
        material.necessity,
        "missing" if state == "not_needed" else state,
        bool(facts.faults.get(material.name)) and not spared,
    )
