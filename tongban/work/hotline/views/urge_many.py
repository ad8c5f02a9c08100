"""Several overdue orders urged at once: chosen in the list, looked over, urged each by itself with one text."""

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate, now
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from tongban.ground.kit.access import StaffRequest, requires
from tongban.ground.ledger import Refused
from tongban.ground.matters.acts import day_field, long_text
from tongban.work.hotline.actions import side
from tongban.work.hotline.models import Order
from tongban.work.hotline.queries.worklists import LISTS
from tongban.work.hotline.views.worklists import URGED


class UrgeManyForm(forms.Form):
    """What is expected of every unit, and by when it replies."""

    text = long_text(_("What is expected"), rows=3)
    reply_due_on = day_field(_("Reply by"), required=False)


@requires("hotline.dispatch")
@require_POST
def urge(request: StaffRequest, kind: str) -> HttpResponse:
    """Show what was chosen and ask what is expected; then urge each, and say what was left as it is, and why."""
    if kind not in URGED:
        raise Http404
    orders = LISTS.picked(request.user, kind, localdate(), request.POST.getlist("chosen"))
    form = UrgeManyForm(request.POST if "text" in request.POST else None)
    shown = {"orders": orders, "form": form, "kind": kind}
    if form.is_bound and form.is_valid():
        outcomes = [(order, _refusal(order, form, request)) for order in orders]
        return render(request, "hotline/urged.html", {"outcomes": outcomes, "kind": kind})
    return render(request, "hotline/urge.html", shown, status=422 if form.is_bound else 200)


def _refusal(order: Order, form: UrgeManyForm, request: StaffRequest) -> str:
    """Urge one order; return why it was left as it is."""
    try:
        side.urge(order, by=request.user, at=now(), **form.cleaned_data)
    except Refused as refusal:
        return str(refusal)
    return ""
