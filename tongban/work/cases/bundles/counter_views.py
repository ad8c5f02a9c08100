"""One thing taken in at the window: questions, one form, each material once; sent, the receipt is printed."""

from typing import Any, NamedTuple

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _

from tongban.ground.kit import schema_form
from tongban.ground.kit.access import StaffRequest, requires
from tongban.ground.kit.calendars import calendar
from tongban.ground.kit.models import StoredFile
from tongban.ground.ledger import Refused
from tongban.ground.people.models import Applicant
from tongban.offer.bundles.models import BundleVersion
from tongban.offer.bundles.queries.merge import Merged
from tongban.offer.bundles.queries.plan import Plan
from tongban.offer.bundles.queries.versions import published_versions
from tongban.offer.licences.queries import licences_on_file
from tongban.work.cases.actions.drafts import drop_draft
from tongban.work.cases.bundles.counter import take_in_joint
from tongban.work.cases.bundles.queries import history_of
from tongban.work.cases.devices import with_devices
from tongban.work.cases.forms.scans import Tray
from tongban.work.cases.models import JointApplication
from tongban.work.cases.queries.counter import applicants, mandates_of
from tongban.work.cases.queries.drafts import IS_DRAFT, typed_before
from tongban.work.cases.queries.needs import Faults, Incomplete

ASKED = "asked-"
takes_in = requires("cases.intake")


class Sheet(NamedTuple):
    """What the page of an intake shows: for whom, what it means, what was typed, the scans."""

    applicant: Applicant
    plan: Plan
    given: QueryDict
    tray: Tray


@takes_in
def take_in(request: StaffRequest, pk: int, bundle: str) -> HttpResponse:
    """Ask, fill in and take in one thing for whoever stands there; what is typed stays until it is complete."""
    applicant = get_object_or_404(applicants(request.user), pk=pk)
    version = get_object_or_404(published_versions(), bundle__reference=bundle)
    given = _given(request, version, applicant)
    plan = _plan(given, version, applicant)
    tray = Tray(given, {each.name: each.name for each in plan.materials}, request.user)
    sheet = Sheet(applicant, plan, given, tray)
    if request.method != "POST" or "take" not in request.POST:
        return _drawn(request, sheet, None, 200)
    try:
        joint = _taken(request, sheet)
    except Incomplete as refusal:
        return _drawn(request, sheet, refusal.faults, 409, str(refusal))
    except Refused as refusal:
        return _drawn(request, sheet, None, 409, str(refusal))
    drop_draft(applicant, version.bundle, by=request.user)
    messages.success(request, _("Taken in as one. Print the receipt."))
    return redirect("cases:joint", joint.reference)


def _given(request: StaffRequest, version: BundleVersion, applicant: Applicant) -> QueryDict:
    """Return what was sent; where nothing was, what was typed for this bundle before."""
    if request.method == "POST":
        return request.POST
    return typed_before(request.user, applicant, version.bundle) or request.GET


def _plan(given: QueryDict, version: BundleVersion, applicant: Applicant) -> Plan:
    merged, day = Merged(version), localdate()
    return Plan(
        merged,
        merged.read_answers(given, ASKED),
        begins_on=day,
        calendar=calendar(),
        licence_types=licences_on_file(applicant, day),
        history=history_of([part.code for part in merged.parts]),
    )


def _taken(request: StaffRequest, sheet: Sheet) -> JointApplication:
    applicant, plan = sheet.applicant, sheet.plan
    if sheet.tray.fault:
        raise Refused(sheet.tray.fault)
    handed: dict[str, list[UploadedFile[bytes] | StoredFile]] = {}
    shown = []
    for place, each in enumerate(plan.materials):
        handed[each.name] = [
            *request.FILES.getlist(f"material-{place}"),
            *sheet.tray.handed.get(each.name, []),
        ]
        if f"shown-{place}" in request.POST:
            shown.append(each.name)
    agents = {str(each.agent_id): each.agent for each in mandates_of(applicant, localdate())}
    typed = schema_form.read(plan.schema, request.POST)
    return take_in_joint(
        plan.merged.version,
        applicant,
        by=request.user,
        at=now(),
        agent=agents.get(request.POST.get("agent", "")),
        answers=plan.answers,
        form={name: value for name, value in typed.items() if value is not None},
        handed=handed,
        shown=shown,
    )


def _drawn(
    request: StaffRequest, sheet: Sheet, lacking: Faults | None, status: int, refusal: str = ""
) -> HttpResponse:
    applicant, plan, given = sheet.applicant, sheet.plan, sheet.given
    known = schema_form.known_of_applicant(plan.schema, applicant)
    is_typed = request.method == "POST" or IS_DRAFT in given
    values = schema_form.read(plan.schema, given) if is_typed else known
    faults = lacking.materials if lacking else {}
    shown: dict[str, Any] = {
        "applicant": applicant,
        "version": plan.merged.version,
        "plan": plan,
        "tray": sheet.tray,
        "is_draft": request.method != "POST" and IS_DRAFT in given,
        "agent": given.get("agent", ""),
        "questions": plan.merged.questions,
        "answers": plan.answers,
        "prefix": ASKED,
        "lacking": lacking,
        "refusal": refusal,
        "form": schema_form.SchemaForm(plan.schema, values, lacking.fields if lacking else {}),
        "materials": [
            (place, each, f"shown-{place}" in given, faults.get(place, ""))
            for place, each in enumerate(plan.materials)
        ],
    }
    return with_devices(request, "cases/take_in_joint.html", shown, status=status)
