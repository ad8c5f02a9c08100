"""What follows when a case that is part of a joint application moves: the part, those after it, and the whole."""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from tongban.ground.kit.models import StoredFile
from tongban.ground.ledger import Refused, lock_matter, record
from tongban.ground.people.models import User
from tongban.offer.bundles.queries.merge import BundlePart, Merged
from tongban.offer.bundles.queries.plan import Plan
from tongban.offer.catalogue.models import Material
from tongban.offer.licences.queries import licences_on_file
from tongban.work.cases.actions import applications, intake
from tongban.work.cases.actions.locks import lock_case
from tongban.work.cases.actions.materials import enter_kept_materials
from tongban.work.cases.bundles.queries import latest_parts, order_of, plan_of, standings_of
from tongban.work.cases.bundles.rules import is_settled, standing_after, waiting_now
from tongban.work.cases.models import Case, Channel, JointApplication, JointPart, JointStatus, Status
from tongban.work.cases.notices import NOTICES
from tongban.work.cases.queries.limits import complete_by
from tongban.work.cases.states import JOINT as CHART
from tongban.work.cases.states import TOGETHER

S = JointPart.Standing
CHARS_OF_A_HINT = 300
Kept = dict[int, list[tuple[StoredFile, str]]]
Ways = dict[int, str]
EXEMPT = {"data": "ask_issuer", "assistance": "ask_issuer", "promise": "promise"}


@transaction.atomic
def follow(case: Case, *, at: datetime) -> None:
    """Take a move of a case into the joint application that it is part of, once the part knows its case."""
    part = JointPart.objects.filter(case=case).select_related("item").first()
    if part is None:
        return
    joint = lock_matter(JointApplication, part.application_id)
    after = standing_after(case.status, part.standing)  # type: ignore[arg-type]
    if after != part.standing:
        before, part.standing, part.hint = part.standing, after, ""
        part.save(update_fields=["standing", "hint"])
        said = {"item": part.item.name, "case": case.reference}
        record(joint, "part_moved", by=None, at=at, basis=TOGETHER, before=before, after=after, payload=said)
    if case.status == Status.INCOMPLETE:
        told = {"item": part.item.name, "case": case.reference, "complete_by": complete_by(case)}
        NOTICES.announce(record(joint, "part_returned", by=None, at=at, basis=TOGETHER, payload=told))
    if joint.status in (JointStatus.UNDER_WAY, JointStatus.SETTLED):
        advance(joint, at=at)


def advance(joint: JointApplication, *, at: datetime) -> JointApplication:
    """Begin and stop the parts for which it is time, and settle the whole once every part has ended."""
    order = order_of(Merged(joint.version))
    parts = {part.item.code: part for part in latest_parts(joint)}
    tried: set[str] = set()
    while follows := {
        code: each
        for code, each in waiting_now(order, standings_of(parts.values())).items()
        if code not in tried
    }:
        for code, each in follows.items():
            tried.add(code)
            if each == "stops":
                _stop(joint, parts[code], at)
            else:
                _try_to_open(joint, parts[code], at, is_draft=each == "asks")
    if joint.status == JointStatus.UNDER_WAY and is_settled(standings_of(parts.values())):
        CHART.make("settle", joint, by=None, at=at, facts={"settled_on": localdate(at)})
    if joint.status == JointStatus.SETTLED and _all_delivered(parts.values()):
        facts = {"delivered_on": localdate(at), "delivered_way": "apart"}
        CHART.make("close_joint", joint, by=None, at=at, facts=facts)
    return joint


def _all_delivered(parts: Iterable[JointPart]) -> bool:
    """Return whether something was delivered and nothing is left to deliver."""
    cases = Case.objects.filter(pk__in=[part.case_id for part in parts])
    statuses = set(cases.values_list("status", flat=True))
    waits = {Status.GRANTED, Status.REFUSED, Status.ISSUED}
    return bool(statuses & {Status.DELIVERED, Status.ARCHIVED}) and not statuses & waits


def _stop(joint: JointApplication, part: JointPart, at: datetime) -> None:
    part.standing = S.STOPPED
    part.save(update_fields=["standing"])
    record(
        joint, "stop_part", by=None, at=at, basis=TOGETHER, after=S.STOPPED, payload={"item": part.item.name}
    )


def _try_to_open(joint: JointApplication, part: JointPart, at: datetime, *, is_draft: bool) -> None:
    """Open a part; where that cannot be, it waits on with the reason, and whoever made it time for it is not held up."""
    try:
        with transaction.atomic():
            open_part(joint, part, at=at, is_draft=is_draft)
    except (Refused, PermissionDenied, ValidationError) as error:
        part.case, part.standing = None, S.WAITING
        part.hint = str(error)[:CHARS_OF_A_HINT] or _("Nobody acts for the applicant in this item any more.")
        part.save(update_fields=["case", "standing", "hint"])


def open_part(joint: JointApplication, part: JointPart, *, at: datetime, is_draft: bool = False) -> None:
    """Make the case of a part from the one form and the one set of materials, and file it for who filed the whole.

    What cannot be filed so stays a draft with the reason: an applicant mends it, and no officer's act fails for it.
    """
    plan = plan_of(joint, localdate(at))
    own = next((each for each in plan.merged.parts if each.code == part.item.code), None)
    by = joint.filed_by
    if own is None or by is None:
        raise Refused(_("Not offered at present: %(items)s.") % {"items": part.item.name})
    if joint.channel == Channel.WINDOW:
        case, hint = _taken_in(joint, plan, own, by, at), ""
    else:
        case, hint = _begun(joint, plan, own, by, at, is_draft=is_draft)
    part.case, part.standing, part.hint = Case.objects.get(pk=case.pk), S.UNDER_WAY, hint
    part.save(update_fields=["case", "standing", "hint"])
    said = {"item": part.item.name, "case": case.reference}
    record(joint, "open_part", by=None, at=at, basis=TOGETHER, after=S.UNDER_WAY, payload=said)


def _taken_in(joint: JointApplication, plan: Plan, own: BundlePart, by: User, at: datetime) -> Case:
    """Take a part in for the clerk who took in the whole, with what was handed over or shown on paper."""
    kept, ways = _handed_over(joint, plan, own, at)
    return intake.take_in(
        own.version,
        joint.applicant,
        by=by,
        at=at,
        agent=joint.agent,
        answers=plan.merged.answers_for(own, joint.answers),
        form=plan.merged.form_for(own, joint.form),
        is_example=joint.is_example,
        kept=kept,
        ways=ways,
        is_part=True,
    )


def _begun(
    joint: JointApplication, plan: Plan, own: BundlePart, by: User, at: datetime, *, is_draft: bool
) -> tuple[Case, str]:
    """Begin a part as its applicant and file it; return with it what is left for them to do."""
    case = applications.begin(
        own.version,
        joint.applicant,
        by=by,
        at=at,
        answers=plan.merged.answers_for(own, joint.answers),
        is_example=joint.is_example,
        is_part=True,
    )
    applications.save_form(case, by=by, at=at, form=plan.merged.form_for(own, joint.form))
    kept, ways = _handed_over(joint, plan, own, at)
    enter_kept_materials(lock_case(case), kept, ways, by=by, at=at)
    return case, _("Look through this part, complete it and file it.") if is_draft else _filed(case, by, at)


def _filed(case: Case, by: User, at: datetime) -> str:
    """File the case of a part; return what the applicant has to do where that cannot be."""
    try:
        with transaction.atomic():
            applications.file(Case.objects.get(pk=case.pk), by=by, at=at)
    except (Refused, PermissionDenied, ValidationError) as error:
        return str(error)[:CHARS_OF_A_HINT] or _("Look through this part, complete it and file it.")
    return ""


def _handed_over(joint: JointApplication, plan: Plan, own: BundlePart, at: datetime) -> tuple[Kept, Ways]:
    """Return the files that were handed in once, by the part's own materials, and for the rest the way it is there."""
    handed: dict[str, list[tuple[StoredFile, str]]] = {}
    for each in joint.files.select_related("file"):
        handed.setdefault(each.material, []).append((each.file, each.name))
    there = {*handed, *joint.shown}
    held = licences_on_file(joint.applicant, localdate(at))
    kept: Kept = {}
    ways: Ways = {}
    for material in plan.merged.needed(own, joint.answers):
        things = _met_by(plan.merged, own, material, there)
        files = [file for thing in things for file in handed.get(thing, ())]
        if files:
            kept[material.pk] = files
        elif any(thing in joint.shown for thing in things):
            ways[material.pk] = "show"
        elif way := _way(material, things, plan.problem.ways(own.code), held):
            ways[material.pk] = way
    return kept, ways


def _met_by(merged: Merged, own: BundlePart, material: Material, handed: Collection[str]) -> list[str]:
    """Return the alternative by which a material is met: one that was handed in, else the first."""
    alternatives = merged.things_for(own, material)
    return next((row for row in alternatives if any(thing in handed for thing in row)), alternatives[0])


def _way(material: Material, things: list[str], ways: Mapping[str, str], held: Mapping[int, object]) -> str:
    if material.licence_type_id in held:
        return "on_file"
    if material.exemption in EXEMPT:
        return EXEMPT[material.exemption]
    return "result" if any(thing in ways for thing in things) else ""
