"""The agent's desk: taking down what a caller asks, with what the same number asked before."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _

from tongban.ground.kit.access import StaffRequest, requires
from tongban.ground.matters.answers import SAVED, attempt
from tongban.work.hotline import actions
from tongban.work.hotline.actions import Filed
from tongban.work.hotline.forms.intake import IntakeForm
from tongban.work.hotline.queries.orders import MOST_EARLIER, orders_of_phone
from tongban.work.hotline.rules.phones import BadPhone, normalize_phone


@requires("hotline.take")
def intake(request: StaffRequest) -> HttpResponse:
    form = IntakeForm(request.POST or None, user=request.user, initial=request.GET.dict())
    filed: list[Filed] = []
    status = attempt(form, lambda: filed.append(_take(request, form)))
    if status == SAVED:
        order, code = filed[0]
        said = {"order": order.reference, "code": code}
        messages.success(request, _("Taken down under %(order)s; the caller's code is %(code)s.") % said)
        return redirect("hotline:order", order.reference)
    shown = {"form": form, "earlier": _earlier(request, str(form["phone"].value() or ""))}
    return render(request, "hotline/intake.html", shown, status=status)


@transaction.atomic
def _take(request: StaffRequest, form: IntakeForm) -> Filed:
    """Register, and answer at once where an answer was typed."""
    at = now()
    filed = actions.register(form.demand, by=request.user, at=at)
    if answer := form.cleaned_data["answer"].strip():
        actions.answer(filed.order, by=request.user, at=at, text=answer)
    return filed


def _earlier(request: StaffRequest, told: str) -> list[object]:
    try:
        phone = normalize_phone(told)
    except BadPhone:
        return []
    return list(orders_of_phone(phone, request.user)[:MOST_EARLIER])
