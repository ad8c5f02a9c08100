"""What every course of one item has in common: answers, form, materials and steps, checked once against the guide."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tongban.ground.kit.json_schema import form_faults
from tongban.ground.ledger import Refused
from tongban.offer.catalogue.models import ItemVersion, Material, Step
from tongban.offer.catalogue.queries.guide import open_questions, steps_for
from tongban.offer.catalogue.queries.guide_cache import guide_of
from tongban.work.cases.models import CaseMaterial
from tongban.work.cases.queries.needs import needed_of
from tongban.work.cases.rules.completeness import Need, lacks

STATES = {
    Material.Exemption.DATA: CaseMaterial.State.ASKED,
    Material.Exemption.ASSISTANCE: CaseMaterial.State.ASKED,
    Material.Exemption.PROMISE: CaseMaterial.State.PROMISED,
}


@dataclass(frozen=True, eq=False)
class CourseGuide:
    """An item under one set of answers: what each course of it holds."""

    version: ItemVersion
    answers: Mapping[str, Any]
    form: Mapping[str, Any]
    materials: tuple[CaseMaterial, ...]
    needed: Mapping[int, bool | None]
    steps: tuple[Step, ...]

    def division_of(self, step: Step) -> int:
        """Return the division that does a step."""
        return step.division_id or self.version.item.division_id


def course_guide(version_id: int, *, answers: Mapping[str, Any], form: Mapping[str, Any]) -> CourseGuide:
    """Return what courses of an item hold under these answers; refused where such an application is not complete."""
    version, needed = guide_of(version_id), needed_of(version_id, answers)
    materials = tuple((each, _state(each, needed[each.pk])) for each in version.materials.all())
    needs = [Need(each.pk, needed[each.pk], each.necessity, state) for each, state in materials]
    lacking = [
        *form_faults(version.form_schema, form),
        *lacks(needs, tolerates=False),
        *open_questions(version, answers),
    ]
    if lacking:
        raise Refused(f"{version.item.name}: {lacking}")
    rows = tuple(CaseMaterial(material=each, state=state) for each, state in materials)
    return CourseGuide(version, answers, form, rows, needed, tuple(steps_for(version, answers)))


def _state(material: Material, needed: bool | None) -> str:
    if needed is False:
        return CaseMaterial.State.MISSING
    return STATES.get(Material.Exemption(material.exemption), CaseMaterial.State.SHOWN)
