"""Bundles, what one means for an applicant, and own joint applications told to another system."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import asdict
from datetime import date
from typing import Any

from tongban.doors.api.queries.cases import at_paths
from tongban.doors.api.shapes import Fault
from tongban.doors.api.shapes import bundles as shapes
from tongban.doors.api.shapes.catalogue import Question
from tongban.ground.kit.calendars import calendar
from tongban.ground.people.models import Applicant, User
from tongban.ground.people.queries import applicants_of
from tongban.offer.bundles.models import BundleVersion, Delivery
from tongban.offer.bundles.queries.merge import Merged, MergedQuestion
from tongban.offer.bundles.queries.plan import Plan, PlannedItem
from tongban.offer.bundles.queries.versions import published_versions
from tongban.offer.catalogue.models import Situation
from tongban.offer.licences.queries import licences_on_file
from tongban.work.cases.bundles.queries import (
    PartShown,
    history_of,
    joint_visible_to,
    lacks_of,
    parts_shown,
    plan_of,
)
from tongban.work.cases.models import JointApplication, JointPart, JointStatus
from tongban.work.cases.queries.needs import Faults

MOST = 100


def offered(reference: str) -> BundleVersion | None:
    """Return the published version of a bundle."""
    return published_versions().filter(bundle__reference=reference).first()


def bundle_list() -> shapes.BundleList:
    """Return what is offered."""
    return shapes.BundleList(results=[shapes.BundleBrief(**_brief(each)) for each in published_versions()])


def _brief(version: BundleVersion) -> dict[str, Any]:
    same = ("name", "summary", "origin", "basis", "audience", "delivery")
    return {
        "reference": version.bundle.reference,
        "version": version.reference,
        "lead": version.lead.name,
        **{name: getattr(version, name) for name in same},
    }


def bundle(version: BundleVersion) -> shapes.Bundle:
    """Return a bundle with its items and questions."""
    merged = Merged(version)
    items = [
        shapes.BundleItemShown(code=part.code, name=part.name, needed_when=part.row.condition_text)
        for part in merged.parts
    ]
    return shapes.Bundle(
        **_brief(version),
        items=items,
        not_offered=merged.missing,
        questions=[_question(each) for each in merged.questions],
    )


def _question(each: MergedQuestion) -> Question:
    return Question(
        code=each.code,
        question=each.text,
        hint=each.hint,
        kind=Situation.Kind(each.kind),
        choices=list(each.choices),
    )


def plan(
    version: BundleVersion, answers: dict[str, Any], applicant: Applicant | None, day: date
) -> shapes.PlanShown:
    """Return what a bundle means for somebody who begins that day, with the certificate of its materials."""
    merged = Merged(version)
    found = Plan(
        merged,
        {code: value for code, value in answers.items() if value is not None},
        begins_on=day,
        calendar=calendar(),
        licence_types=licences_on_file(applicant, day) if applicant else (),
        history=history_of([part.code for part in merged.parts]),
    )
    return shapes.PlanShown(
        promised_on=found.promised_on,
        statutory_on=found.statutory_on,
        likely_on=found.likely_on,
        fee_yuan=found.fee.total_yuan,
        items=[_item(each) for each in found.items],
        materials=[shapes.PlannedMaterialShown(**each) for each in _materials(found)],
        spared=[shapes.SparedMaterialShown(**asdict(each)) for each in found.spared],
        saving=shapes.SavingShown(**asdict(found.saving)),
        open_questions=[each.code for each in merged.open_questions(answers)],
        form_schema=found.schema,
        **found.as_json(),
    )


def _item(each: PlannedItem) -> shapes.PlannedItemShown:
    return shapes.PlannedItemShown(
        code=each.part.code,
        name=each.part.name,
        level=each.level,
        begins_on=each.promised.begins_on,
        promised_on=each.promised.ends_on,
        statutory_on=each.statutory.ends_on,
        is_critical=each.is_critical,
        waits_for=each.waits_for,
        fee_yuan=each.fee_yuan,
    )


def _materials(found: Plan) -> Iterable[dict[str, Any]]:
    for place, each in enumerate(found.materials):
        yield {"place": place, "name": each.name, "needed_for": [item for item, _name in each.needed_for]}


def own_joint(user: User, reference: str, day: date) -> JointApplication | None:
    """Return one's own joint application."""
    return _own(user, day).filter(reference=reference).first()


def _own(user: User, day: date) -> Any:
    own = joint_visible_to(user, day).filter(applicant__in=applicants_of(user, day))
    return own.exclude(status=JointStatus.DISCARDED)


def joint_list(user: User, day: date) -> shapes.JointList:
    """Return one's own joint applications, the newest first."""
    rows = _own(user, day).order_by("-pk")[:MOST]
    return shapes.JointList(results=[shapes.JointBrief(**_joint_brief(each)) for each in rows])


def _joint_brief(joint: JointApplication) -> dict[str, Any]:
    same = ("filed_at", "promised_on", "statutory_on", "settled_on", "delivered_on")
    return {
        "reference": joint.reference,
        "bundle": joint.version.bundle.reference,
        "name": joint.version.name,
        "version": joint.version.reference,
        "applicant": joint.applicant_id,
        "status": JointStatus(joint.status),
        "status_text": joint.get_status_display(),
        "delivery": Delivery(joint.delivery),
        **{name: getattr(joint, name) for name in same},
    }


def joint(found: JointApplication, day: date) -> shapes.Joint:
    """Return a joint application with everything in it, as the database has it now."""
    found = JointApplication.objects.select_related("version__bundle", "applicant").get(pk=found.pk)
    is_draft = found.status == JointStatus.DRAFT
    planned = plan_of(found, day) if is_draft else None
    handed: defaultdict[str, list[str]] = defaultdict(list)
    for each in found.files.all():
        handed[each.material].append(each.name)
    return shapes.Joint(
        **_joint_brief(found),
        answers=found.answers,
        form=found.form,
        materials=[
            shapes.JointMaterialShown(**each, files=handed[each["name"]]) for each in _materials(planned)
        ]
        if planned
        else [],
        parts=[] if is_draft else [_part(each) for each in parts_shown(found, day)],
        lacks=joint_faults(lacks_of(found, planned)) if planned else [],
    )


def _part(each: PartShown) -> shapes.JointPartShown:
    part = each.part
    return shapes.JointPartShown(
        item=part.item.code,
        name=part.item.name,
        attempt=part.attempt,
        standing=JointPart.Standing(part.standing),
        standing_text=part.get_standing_display(),
        case=part.case.reference if part.case else "",
        promised_on=part.promised_on,
        hint=part.hint,
        holds_up=each.holds_up,
    )


def joint_faults(faults: Faults) -> list[Fault]:
    """Return what stands against filing by path; a material by its place in the plan."""
    return [
        *at_paths("form", faults.fields.items()),
        *at_paths("answers", faults.questions.items()),
        *at_paths("materials", faults.materials.items()),
    ]


def material_at(found: JointApplication, place: int, day: date) -> str | None:
    """Return the name of a material by its place in the plan of a draft."""
    names = [each.name for each in plan_of(found, day).materials]
    return names[place] if place < len(names) else None
