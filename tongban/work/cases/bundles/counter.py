"""One thing taken in at the window: the clerk files it for whoever stands there; one form, one receipt."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from tongban.ground.kit.files import store
from tongban.ground.kit.models import StoredFile
from tongban.ground.kit.virus_scan import scan_first
from tongban.ground.ledger import Refused
from tongban.ground.people.models import Applicant, User
from tongban.ground.people.queries import covers
from tongban.offer.bundles.models import BundleVersion
from tongban.offer.bundles.queries.plan import Plan
from tongban.work.cases.actions.applications import clean_entries
from tongban.work.cases.bundles.actions import enter_parts, require_offered, require_open, saved_of, told_of
from tongban.work.cases.bundles.follow import advance
from tongban.work.cases.bundles.papers import receipt_content
from tongban.work.cases.bundles.queries import lacks_among, plan_of
from tongban.work.cases.models import Channel, JointApplication, JointFile
from tongban.work.cases.numbers import JOINT
from tongban.work.cases.queries.needs import Incomplete
from tongban.work.cases.states import JOINT as CHART


@scan_first("handed")
@transaction.atomic
def take_in_joint(
    version: BundleVersion,
    applicant: Applicant,
    *,
    by: User,
    at: datetime,
    agent: Applicant | None = None,
    answers: Mapping[str, Any] | None = None,
    form: Mapping[str, Any] | None = None,
    handed: Mapping[str, Sequence["UploadedFile[bytes] | StoredFile"]] | None = None,
    shown: Collection[str] = (),
    delivery: str = "",
    is_example: bool = False,
) -> JointApplication:
    """Take in one thing at the window, complete: ``handed``: scans by material; ``shown``: what was shown on paper."""
    require_open(version, applicant)
    _require_mandate(version, applicant, agent, at)
    joint = JointApplication(
        reference=JOINT.next(localdate(at)),
        version=version,
        applicant=applicant,
        agent=agent,
        channel=Channel.WINDOW,
        delivery=delivery or version.delivery,
        answers=clean_entries(answers or {}),
        form=clean_entries(form or {}),
        begun_at=at,
        filed_at=at,
        filed_by=by,
        is_example=is_example,
    )
    require_offered(joint)
    scans = {name: files for name, files in (handed or {}).items() if files}
    plan = _complete_plan(joint, scans, shown, at)
    _note_plan(joint, plan, at)
    CHART.make("take_in_joint", joint, by=by, at=at, payload=told_of(plan))
    joint.save(force_insert=True)
    _keep_scans(joint, scans, by, at)
    enter_parts(joint, plan)
    return advance(joint, at=at)


def _require_mandate(
    version: BundleVersion, applicant: Applicant, agent: Applicant | None, at: datetime
) -> None:
    codes = version.items.values_list("item__code", flat=True)
    if agent is not None and not all(covers(applicant, agent, code, localdate(at)) for code in codes):
        raise Refused(_("The agent has no mandate for this item on that day. Enter the mandate first."))


def _keep_scans(
    joint: JointApplication,
    scans: Mapping[str, Sequence["UploadedFile[bytes] | StoredFile"]],
    by: User,
    at: datetime,
) -> None:
    for material, files in scans.items():
        for each in files:
            kept = store(each, by=by, at=at)
            name = (each.name or kept.name)[:200]
            JointFile.objects.create(application=joint, material=material, file=kept, name=name, by=by, at=at)


def _complete_plan(
    joint: JointApplication, scans: Mapping[str, object], shown: Collection[str], at: datetime
) -> Plan:
    """Return what the application means; refuse one that is not complete. What was shown and not scanned is noted."""
    plan = plan_of(joint, localdate(at))
    joint.shown = sorted({each.name for each in plan.materials} & set(shown) - set(scans))
    if lacks := lacks_among(plan, joint.form, {*scans, *joint.shown}):
        raise Incomplete(lacks)
    return plan


def _note_plan(joint: JointApplication, plan: Plan, at: datetime) -> None:
    kept = {**saved_of(plan), "receipt": receipt_content(joint, plan, at=at)}
    for name, value in kept.items():
        setattr(joint, name, value)
