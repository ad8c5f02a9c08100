"""What an applicant does with a joint application: begin, fill in, hand in, file, repeat a part, withdraw."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from tongban.ground.kit.files import store
from tongban.ground.kit.virus_scan import scan_first
from tongban.ground.ledger import Refused, lock_matter, record
from tongban.ground.people.models import Applicant, User
from tongban.offer.bundles.models import BundleVersion
from tongban.offer.bundles.models import Status as Standing
from tongban.offer.bundles.queries.merge import Merged
from tongban.offer.bundles.queries.plan import Plan
from tongban.work.cases.actions.applications import UNVERIFIED, clean_entries, withdraw
from tongban.work.cases.actions.locks import agent_of, lock_case, require_acting_for, require_permission
from tongban.work.cases.actions.results import deliver, deliver_refusal
from tongban.work.cases.bundles.follow import advance, open_part
from tongban.work.cases.bundles.papers import receipt_content
from tongban.work.cases.bundles.queries import lacks_of, latest_parts, plan_of, standings_of
from tongban.work.cases.bundles.rules import MAY_BE_REPEATED
from tongban.work.cases.models import (
    OPEN,
    Case,
    JointApplication,
    JointFile,
    JointPart,
    JointStatus,
    Status,
)
from tongban.work.cases.numbers import JOINT
from tongban.work.cases.queries.needs import Incomplete
from tongban.work.cases.states import JOINT as CHART
from tongban.work.cases.states import TOGETHER


@transaction.atomic
def begin_joint(
    version: BundleVersion,
    applicant: Applicant,
    *,
    by: User,
    at: datetime,
    answers: Mapping[str, Any] | None = None,
    is_example: bool = False,
) -> JointApplication:
    """Begin an application for a bundle, for oneself or, with a mandate for each of its items, for another."""
    require_open(version, applicant)
    _require_acting(version, applicant.pk, by, at)
    joint = JointApplication(
        reference=JOINT.next(localdate(at)),
        version=version,
        applicant=applicant,
        agent=agent_of(applicant, by),
        delivery=version.delivery,
        answers=clean_entries(answers or {}),
        begun_at=at,
        is_example=is_example,
    )
    CHART.make("begin_joint", joint, by=by, at=at, payload={"bundle": version.reference})
    joint.save(force_insert=True)
    return joint


def require_open(version: BundleVersion, applicant: Applicant) -> None:
    """Refuse a bundle that is not offered, or not to this applicant."""
    if version.status != Standing.PUBLISHED:
        raise Refused(_("This bundle is not offered at present. Begin again from the list of bundles."))
    if version.audience not in ("both", applicant.kind):
        raise Refused(
            _("This bundle is for others: %(audience)s.") % {"audience": version.get_audience_display()}
        )


@transaction.atomic
def save_joint(
    joint: JointApplication,
    *,
    by: User,
    at: datetime,
    form: Mapping[str, Any] | None = None,
    answers: Mapping[str, Any] | None = None,
    delivery: str = "",
) -> JointApplication:
    """Keep what was typed so far, complete or not."""
    joint = _locked_draft(joint, by, at)
    joint.form = {**joint.form, **clean_entries(form or {})}
    joint.answers = clean_entries(answers) if answers is not None else joint.answers
    joint.delivery = delivery or joint.delivery
    joint.save(update_fields=["form", "answers", "delivery"])
    return joint


@scan_first("upload")
@transaction.atomic
def hand_in(
    joint: JointApplication, material: str, upload: "UploadedFile[bytes]", *, by: User, at: datetime
) -> JointFile:
    """Hand in a file for one of the materials, once for all parts."""
    joint = _locked_draft(joint, by, at)
    stored = store(upload, by=by, at=at)
    name = (upload.name or stored.name)[:200]
    kept = JointFile.objects.create(
        application=joint, material=material, file=stored, name=name, by=by, at=at
    )
    said = {"material": material, "file": stored.digest}
    record(joint, "hand_in", by=by, at=at, basis=TOGETHER, payload=said)
    return kept


@transaction.atomic
def file_joint(joint: JointApplication, *, by: User, at: datetime) -> JointApplication:
    """File as one application: one day is promised, and the parts that wait for none go to their bodies."""
    joint = _locked_draft(joint, by, at)
    CHART.need("file_joint", joint, by=by)
    require_offered(joint)
    if joint.applicant.is_pending:
        raise Refused(UNVERIFIED)
    plan = plan_of(joint, localdate(at))
    if lacks := lacks_of(joint, plan):
        raise Incomplete(lacks)
    kept, said = saved_of(plan), told_of(plan)
    facts = {"filed_at": at, "filed_by_id": by.pk, **kept, "receipt": receipt_content(joint, plan, at=at)}
    CHART.make("file_joint", joint, by=by, at=at, facts=facts, payload=said)
    enter_parts(joint, plan)
    return advance(joint, at=at)


def enter_parts(joint: JointApplication, plan: Plan) -> None:
    """Enter a line for every item that the answers leave in."""
    JointPart.objects.bulk_create(
        JointPart(
            application=joint,
            position=part.row.position,
            item=part.version.item,
            promised_on=plan.promised[part.code].ends_on,
        )
        for part in plan.parts
    )


@transaction.atomic
def discard_joint(joint: JointApplication, *, by: User, at: datetime) -> JointApplication:
    """Discard a draft."""
    joint = _locked_draft(joint, by, at)
    CHART.make("discard_joint", joint, by=by, at=at, facts={})
    return joint


@transaction.atomic
def repeat_part(part: JointPart, *, by: User, at: datetime) -> JointPart:
    """Repeat a part that failed, was withdrawn or stopped: it begins as a draft, to be mended and filed."""
    joint = _locked(part.application, by, at)
    parts = {each.pk: each for each in latest_parts(joint)}
    last = parts.get(part.pk)
    if last is None or last.standing not in MAY_BE_REPEATED:
        raise Refused(_("Only a part that failed, was withdrawn or stopped is repeated."))
    CHART.make(
        "repeat_part", joint, by=by, at=at, facts={"settled_on": None}, payload={"item": part.item.name}
    )
    again = JointPart.objects.create(
        application=joint,
        position=part.position,
        attempt=last.attempt + 1,
        item=part.item,
        promised_on=part.promised_on,
    )
    open_part(joint, again, at=at, is_draft=True)
    _revive(joint, at)
    return again


def _revive(joint: JointApplication, at: datetime) -> None:
    """Let parts that were stopped for want of a result wait again, and look what follows."""
    for each in latest_parts(joint):
        if each.standing == JointPart.Standing.STOPPED:
            each.standing = JointPart.Standing.WAITING
            each.save(update_fields=["standing"])
    advance(joint, at=at)


@transaction.atomic
def withdraw_joint(joint: JointApplication, *, by: User, at: datetime, reason: str = "") -> JointApplication:
    """Withdraw the whole: parts with their bodies are withdrawn, those not begun stop, what was decided stays."""
    _require_acting(joint.version, joint.applicant_id, by, at)
    joint, cases = _locked_with_cases(joint)
    facts = {"settled_on": localdate(at)}
    CHART.make("withdraw_joint", joint, by=by, at=at, facts=facts, note=reason.strip())
    for case in cases:
        if case.status in OPEN:
            withdraw(case, by=by, at=at, reason=reason)
    JointPart.objects.filter(application=joint, standing=JointPart.Standing.WAITING).update(
        standing=JointPart.Standing.STOPPED
    )
    return joint


@transaction.atomic
def deliver_joint(
    joint: JointApplication, *, by: User, at: datetime, way: str = "window", recipient: str = ""
) -> JointApplication:
    """Deliver every result at once: licences, papers and refusals in one delivery."""
    require_permission(by, "cases.issue")
    joint, cases = _locked_with_cases(joint)
    facts = {"delivered_on": localdate(at), "delivered_way": way}
    said = standings_of(latest_parts(joint))
    CHART.make("deliver_joint", joint, by=by, at=at, facts=facts, payload=said)
    for case in cases:
        if case.status == Status.ISSUED:
            deliver(case, by=by, at=at, way=way, recipient=recipient)
        elif case.status == Status.REFUSED:
            deliver_refusal(case, by=by, at=at, way=way, recipient=recipient)
    return joint


def _locked_with_cases(joint: JointApplication) -> tuple[JointApplication, list[Case]]:
    """Lock the cases first, then the whole: in the order in which an officer's act on a case locks them."""
    cases = [part.case for part in latest_parts(joint) if part.case is not None]
    locked = [lock_case(case) for case in sorted(cases, key=lambda case: case.pk)]
    return lock_matter(JointApplication, joint.pk), locked


def _require_acting(version: BundleVersion, applicant: int, by: User, at: datetime) -> None:
    for code in version.items.values_list("item__code", flat=True):
        require_acting_for(applicant, by, at, code)


def _locked(joint: JointApplication, by: User, at: datetime) -> JointApplication:
    _require_acting(joint.version, joint.applicant_id, by, at)
    return lock_matter(JointApplication, joint.pk)


def _locked_draft(joint: JointApplication, by: User, at: datetime) -> JointApplication:
    joint = _locked(joint, by, at)
    if joint.status != JointStatus.DRAFT:
        raise Refused(_("The application was filed; what it says can no longer be changed here."))
    return joint


def require_offered(joint: JointApplication) -> None:
    """Refuse to file what is not offered as it was begun: another version of the bundle, or an item that is gone."""
    if joint.version.status != Standing.PUBLISHED:
        raise Refused(_("The bundle was published anew. Begin again with the version that applies now."))
    if missing := Merged(joint.version).missing:
        raise Refused(_("Not offered at present: %(items)s.") % {"items": "、".join(missing)})


def told_of(plan: Plan) -> dict[str, Any]:
    """Return what the entry of the filing says of a plan."""
    return {
        "promised_on": plan.promised_on,
        "materials": list(plan.certificate.materials),
        "items": len(plan.parts),
    }


def saved_of(plan: Plan) -> Mapping[str, Any]:
    """Return what an application keeps of its plan when it is filed."""
    saving = plan.saving
    return {
        "promised_on": plan.promised_on,
        "statutory_on": plan.statutory_on,
        "certificate": plan.as_json(),
        "materials_single": saving.materials_single,
        "materials_joint": saving.materials,
        "fields_single": saving.fields_single,
        "fields_joint": saving.fields,
        "days_single": saving.days_single,
        "fee_yuan": saving.fee,
    }
