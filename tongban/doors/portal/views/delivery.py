"""How the result shall come, and a courier for papers on their way in."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from tongban.doors.portal.forms import DeliveryChoiceForm, ParcelForm
from tongban.doors.portal.queries.delivery import DeliveryOverview
from tongban.doors.portal.views.case_actions import own
from tongban.ground.kit.access import StaffRequest, requires
from tongban.offer.delivery.models import Delivery
from tongban.work.cases.actions import parcels


@requires("cases.apply")
@require_http_methods(["GET", "HEAD", "POST"])
def delivery(request: StaffRequest, reference: str) -> HttpResponse:
    """Choose how the result shall come, after filing too."""
    case = own(request, reference)
    sending = DeliveryOverview(case)
    if not sending.may_choose:
        return redirect("my:case", reference)
    form = DeliveryChoiceForm(request.POST or None, sending=sending)
    if request.method == "POST" and form.is_valid():
        parcels.choose_delivery(case, by=request.user, at=now(), **form.cleaned_data)
        messages.success(request, _("Kept: the result comes as you chose."))
        return redirect("my:case", reference)
    shown = {"case": case, "form": form, "sending": sending}
    return render(request, "portal/delivery.html", shown, status=422 if form.errors else 200)


@requires("cases.apply")
@require_http_methods(["GET", "HEAD", "POST"])
def pick_up(request: StaffRequest, reference: str) -> HttpResponse:
    """Order a courier who fetches paper materials."""
    case = own(request, reference)
    sending = DeliveryOverview(case)
    if not sending.may_order_pick_up:
        return redirect("my:case", reference)
    known = {name: value for name, value in sending.initial.items() if name != "way"}
    form = ParcelForm(request.POST or None, initial=known)
    if request.method == "POST" and form.is_valid():
        inbound = Delivery.Direction.FROM_APPLICANT
        parcels.order_courier(case, direction=inbound, by=request.user, at=now(), **form.cleaned_data)
        messages.success(request, _("The courier is ordered. Put the case number on the envelope."))
        return redirect("my:case", reference)
    shown = {"case": case, "form": form, "sending": sending}
    return render(request, "portal/pick_up.html", shown, status=422 if form.errors else 200)
