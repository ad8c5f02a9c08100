"""One's own joint application: begun, filled in on one page, filed, followed; a part repeated, the whole withdrawn."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tongban.doors.portal.views.together import acting_in
from tongban.ground.kit import schema_form
from tongban.ground.kit.access import StaffRequest, requires
from tongban.ground.ledger import Refused
from tongban.offer.bundles.models import Delivery
from tongban.offer.bundles.queries.graph import graph_of
from tongban.offer.bundles.queries.merge import Merged
from tongban.offer.bundles.queries.versions import published_versions
from tongban.work.cases.bundles import actions, queries
from tongban.work.cases.bundles.papers import print_receipt
from tongban.work.cases.models import JointApplication, JointPart, JointStatus

get_or_post = require_http_methods(["GET", "HEAD", "POST"])
applies = requires("cases.apply")
ASKED = "asked-"
"""How the names of answers begin in a form that has the fields of the one form beside them."""


class JointDeliveryForm(forms.Form):
    """How the results shall come."""

    delivery = forms.ChoiceField(
        label=gettext_lazy("Delivery"), choices=Delivery.choices, widget=forms.RadioSelect
    )


@applies
@require_POST
def begin(request: StaffRequest, reference: str) -> HttpResponse:
    version = get_object_or_404(published_versions(), bundle__reference=reference)
    applicant = acting_in(request, version).chosen
    if applicant is None:
        raise Http404
    answers = Merged(version).read_answers(request.POST)
    joint = actions.begin_joint(
        version, applicant, by=request.user, at=now(), answers=answers, is_example=version.bundle.is_example
    )
    return redirect("my:joint", joint.reference)


def _own(request: StaffRequest, reference: str) -> JointApplication:
    return get_object_or_404(queries.joint_visible_to(request.user, localdate()), reference=reference)


@applies
@get_or_post
def joint(request: StaffRequest, reference: str) -> HttpResponse:
    """Show an application; a draft is filled in and filed on the same page."""
    found = _own(request, reference)
    if found.status != JointStatus.DRAFT:
        return _followed(request, found)
    if request.method != "POST":
        return _draft(request, found, 200, is_checked="check" in request.GET)
    _keep(request, found)
    if "file" not in request.POST:
        messages.success(request, _("Saved."))
        return redirect("my:joint", reference)
    try:
        actions.file_joint(found, by=request.user, at=now())
    except Refused as refusal:
        return _draft(request, _own(request, reference), 409, is_checked=True, refusal=str(refusal))
    messages.success(request, _("Filed as one application. Here you see how each part goes."))
    return redirect("my:joint", reference)


def _keep(request: StaffRequest, found: JointApplication) -> None:
    """Keep everything that was typed, chosen and handed in."""
    merged = Merged(found.version)
    answers = merged.read_answers(request.POST, ASKED)
    plan = queries.plan_of(found, localdate())
    given = schema_form.read(plan.schema, request.POST)
    chosen = request.POST.get("delivery", "")
    chosen = chosen if chosen in Delivery.values else ""
    actions.save_joint(found, by=request.user, at=now(), form=given, answers=answers, delivery=chosen)
    for place, each in enumerate(plan.materials):
        upload = request.FILES.get(f"material-{place}")
        if upload is not None:
            actions.hand_in(found, each.name, upload, by=request.user, at=now())


def _draft(
    request: StaffRequest, found: JointApplication, status: int, *, is_checked: bool, refusal: str = ""
) -> HttpResponse:
    plan = queries.plan_of(found, localdate())
    lacking = queries.lacks_of(found, plan)
    handed: dict[str, list[str]] = {}
    for each in found.files.all():
        handed.setdefault(each.material, []).append(each.name)
    values = schema_form.known_of_applicant(plan.schema, found.applicant) | found.form
    shown = {
        "joint": found,
        "plan": plan,
        "graph": graph_of(plan),
        "questions": plan.merged.questions,
        "prefix": ASKED,
        "answers": plan.answers,
        "lacking": lacking if is_checked else None,
        "refusal": refusal,
        "form": schema_form.SchemaForm(plan.schema, values, lacking.fields if is_checked else {}),
        "delivery": JointDeliveryForm(initial={"delivery": found.delivery}),
        "materials": [
            (place, each, handed.get(each.name, []), lacking.materials.get(place, "") if is_checked else "")
            for place, each in enumerate(plan.materials)
        ],
    }
    return render(request, "portal/joint_draft.html", shown, status=status)


def _followed(request: StaffRequest, found: JointApplication) -> HttpResponse:
    shown: dict[str, Any] = queries.joint_shown(found)
    shown["may_withdraw"] = found.status == JointStatus.UNDER_WAY
    shown["may_repeat"] = found.status in (JointStatus.UNDER_WAY, JointStatus.SETTLED)
    return render(request, "portal/joint.html", shown)


@applies
@require_safe
def receipt(request: StaffRequest, reference: str) -> HttpResponse:
    """Give out the receipt of the whole as issued."""
    return HttpResponse(print_receipt(_own(request, reference)), content_type="application/pdf")


@applies
@require_POST
def withdraw(request: StaffRequest, reference: str) -> HttpResponse:
    reason = request.POST.get("reason", "")
    actions.withdraw_joint(_own(request, reference), by=request.user, at=now(), reason=reason)
    messages.success(request, _("The application was withdrawn."))
    return redirect("my:joint", reference)


@applies
@require_POST
def discard(request: StaffRequest, reference: str) -> HttpResponse:
    actions.discard_joint(_own(request, reference), by=request.user, at=now())
    return redirect("my:cases")


@applies
@require_POST
def repeat(request: StaffRequest, reference: str, pk: int) -> HttpResponse:
    part = get_object_or_404(JointPart, application=_own(request, reference), pk=pk)
    again = actions.repeat_part(part, by=request.user, at=now())
    if again.case is None:
        return redirect("my:joint", reference)
    return redirect("my:case", again.case.reference)
