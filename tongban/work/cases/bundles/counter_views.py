"""One thing taken in at the window: questions, one form, each material once; sent, the receipt is printed."""

from typing import Any

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _

from tongban.ground.kit import schema_form
from tongban.ground.kit.access import StaffRequest, requires
from tongban.ground.kit.calendars import calendar
from tongban.ground.ledger import Refused
from tongban.ground.people.models import Applicant
from tongban.offer.bundles.models import BundleVersion
from tongban.offer.bundles.queries.merge import Merged
from tongban.offer.bundles.queries.plan import Plan
from tongban.offer.bundles.queries.versions import published_versions
from tongban.offer.licences.queries import licences_on_file
from tongban.work.cases.bundles.counter import take_in_joint
from tongban.work.cases.bundles.queries import history_of
from tongban.work.cases.models import JointApplication
from tongban.work.cases.queries.counter import applicants, mandates_of
from tongban.work.cases.queries.needs import Faults, Incomplete

ASKED = "asked-"
takes_in = requires("cases.intake")


@takes_in
def take_in(request: StaffRequest, pk: int, bundle: str) -> HttpResponse:
    """Ask, fill in and take in one thing for whoever stands there; what is typed stays until it is complete."""
    applicant = get_object_or_404(applicants(request.user), pk=pk)
    version = get_object_or_404(published_versions(), bundle__reference=bundle)
    plan = _plan(request, version, applicant)
    if request.method != "POST" or "take" not in request.POST:
        return _drawn(request, applicant, plan, None, 200)
    try:
        joint = _taken(request, applicant, plan)
    except Incomplete as refusal:
        return _drawn(request, applicant, plan, refusal.faults, 409, str(refusal))
    except Refused as refusal:
        return _drawn(request, applicant, plan, None, 409, str(refusal))
    messages.success(request, _("Taken in as one. Print the receipt."))
    return redirect("cases:joint", joint.reference)


def _plan(request: StaffRequest, version: BundleVersion, applicant: Applicant) -> Plan:
    merged, day = Merged(version), localdate()
    return Plan(
        merged,
        merged.read_answers(request.POST, ASKED),
        begins_on=day,
        calendar=calendar(),
        licence_types=licences_on_file(applicant, day),
        history=history_of([part.code for part in merged.parts]),
    )


def _taken(request: StaffRequest, applicant: Applicant, plan: Plan) -> JointApplication:
    handed: dict[str, list[UploadedFile[bytes]]] = {}
    shown = []
    for place, each in enumerate(plan.materials):
        handed[each.name] = request.FILES.getlist(f"material-{place}")
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
    request: StaffRequest,
    applicant: Applicant,
    plan: Plan,
    lacking: Faults | None,
    status: int,
    refusal: str = "",
) -> HttpResponse:
    known = schema_form.known_of_applicant(plan.schema, applicant)
    values = schema_form.read(plan.schema, request.POST) if request.method == "POST" else known
    faults = lacking.materials if lacking else {}
    shown: dict[str, Any] = {
        "applicant": applicant,
        "version": plan.merged.version,
        "plan": plan,
        "agent": request.POST.get("agent", "") or request.GET.get("agent", ""),
        "questions": plan.merged.questions,
        "answers": plan.answers,
        "prefix": ASKED,
        "lacking": lacking,
        "refusal": refusal,
        "form": schema_form.SchemaForm(plan.schema, values, lacking.fields if lacking else {}),
        "materials": [
            (place, each, f"shown-{place}" in request.POST, faults.get(place, ""))
            for place, each in enumerate(plan.materials)
        ],
    }
    return render(request, "cases/take_in_joint.html", shown, status=status)
