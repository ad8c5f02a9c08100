"""The way of an application, drawn from the item's steps: what runs one after the other, what side by side."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from tongban.ground.law import term
from tongban.ground.people.models import Department
from tongban.offer.catalogue.models import ItemVersion, Mode
from tongban.offer.catalogue.queries.guide import steps_for

Text = str | Promise
Who = Department | str


@dataclass(frozen=True, slots=True)
class StepBox:
    """One box of the drawing: who does what, within how many working days."""

    name: Text
    who: Who = ""
    days: int | None = None
    note: Text = ""


@dataclass(frozen=True, slots=True)
class Stage:
    """Boxes that run side by side."""

    kind: str
    boxes: tuple[StepBox, ...]


def flow_of(version: ItemVersion, answers: Mapping[str, Any] | None = None) -> list[Stage]:
    """Return the stages from filing to the result."""
    you, office = _("You"), version.item.division
    steps = sorted(steps_for(version, answers or {}), key=lambda step: (step.stage, step.pk))
    stages = [Stage("you", (StepBox(_("File the application"), you),)), Stage("office", (_intake(version),))]
    for _stage, side_by_side in groupby(steps, key=lambda step: step.stage):
        boxes = tuple(
            StepBox(
                step.name,
                step.division or office,
                step.days,
                _("only in some cases") if step.condition else "",
            )
            for step in side_by_side
        )
        stages.append(Stage("office", boxes))
    stages.append(Stage("office", (StepBox(_("The decision"), office),)))
    stages.append(Stage("you", (StepBox(_("Get the result"), you, note=version.result_name),)))
    return stages


def _intake(version: ItemVersion) -> StepBox:
    if version.mode == Mode.AT_ONCE:
        return StepBox(_("Looked through and accepted at once"), version.item.division)
    days = (
        int(term("correction_notice_days", on=version.published_at.date())) if version.published_at else None
    )
    return StepBox(
        _("Looked through"), version.item.division, days, _("missing parts are named once, all together")
    )
