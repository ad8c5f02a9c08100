"""The dispatch desk and the decision desk: the queue with its clocks on the left, one order with what speaks on it."""

from datetime import datetime, timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tongban.ground.kit.access import StaffRequest, requires
from tongban.ground.ledger import Refused
from tongban.ground.matters.answers import SAVED, attempt
from tongban.work.hotline.actions import competence, intake, side
from tongban.work.hotline.actions.dispatch_desk import classify_and_dispatch
from tongban.work.hotline.forms.dispatch import CompetenceForm, DispatchForm
from tongban.work.hotline.models import Order
from tongban.work.hotline.queries.disputes import dispute_of
from tongban.work.hotline.queries.search import like_orders, matter_of
from tongban.work.hotline.queries.suggestion import suggest, unit_for
from tongban.work.hotline.queries.visibility import visible_to
from tongban.work.hotline.queries.worklists import LISTS

dispatches = requires("hotline.dispatch")
QUEUE_SHOWN = 60
SOON = timedelta(minutes=30)


@dispatches
def dispatch(request: StaffRequest, reference: str = "") -> HttpResponse:
    """Pass orders on, the most pressing first."""
    queue = LISTS.rows(request.user, "to_dispatch", localdate()).order_by("dispatch_due_at", "pk")
    order = _chosen(request, queue, reference)
    shown: dict[str, Any] = {"queue": _lit(queue, "dispatch_due_at"), "order": order, "count": queue.count()}
    if order is None:
        return render(request, "hotline/dispatch.html", shown)
    suggestion = None if order.is_confidential else suggest(order.text, order.area_id, localdate())
    offer = unit_for(order.demand_class_id, order.area_id, localdate())
    form = DispatchForm(request.POST or None, order=order, unit=offer.unit.pk if offer else None)
    status = attempt(form, lambda: _pass_on(request, order, form))
    if status == SAVED:
        said = {"order": order.reference, "unit": form.cleaned_data["unit"]}
        messages.success(request, _("%(order)s went to %(unit)s.") % said)
        return redirect("hotline:dispatch")
    like = (
        []
        if order.is_confidential
        else like_orders(matter_of(order), request.user, area_id=order.area_id, at=now(), besides=order.pk)
    )
    shown |= {"form": form, "suggestion": suggestion, "offer": offer, "like": like}
    return render(request, "hotline/dispatch.html", shown, status=status)


@dispatches
@require_POST
def merge(request: StaffRequest, reference: str) -> HttpResponse:
    """Make an order part of another of the same matter."""
    order = get_object_or_404(visible_to(request.user), reference=reference)
    main = get_object_or_404(visible_to(request.user), reference=request.POST.get("main", ""))
    try:
        side.merge(order, main, by=request.user, at=now())
        said = {"order": order.reference, "main": main.reference}
        messages.success(request, _("%(order)s is part of %(main)s now; both callers stay informed.") % said)
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("hotline:dispatch")


@dispatches
def decide(request: StaffRequest, reference: str = "") -> HttpResponse:
    """Decide who is competent for orders that came back."""
    queue = LISTS.rows(request.user, "to_decide", localdate()).order_by("due_on", "pk")
    order = _chosen(request, queue, reference)
    shown: dict[str, Any] = {"queue": _lit(queue, "sign_due_at"), "order": order, "count": queue.count()}
    if order is None:
        return render(request, "hotline/decisions.html", shown)
    file = dispute_of(order, localdate())
    returned = order.returns.select_related("unit", "proposed_unit", "by").last()
    form = CompetenceForm(request.POST or None, initial={"unit": _likely(file.proposal, returned)})
    status = attempt(form, lambda: competence.decide(order, by=request.user, at=now(), **form.cleaned_data))
    if status == SAVED:
        said = {"order": order.reference, "unit": form.cleaned_data["unit"]}
        messages.success(request, _("%(order)s: %(unit)s is competent. It is not returned any more.") % said)
        return redirect("hotline:decisions")
    shown |= {"form": form, "file": file, "returned": returned}
    return render(request, "hotline/decisions.html", shown, status=status)


def _chosen(request: StaffRequest, queue: Any, reference: str) -> Order | None:
    """Return the order that is looked at: the one named, even if somebody was faster; else the first of the queue."""
    if not reference:
        found: Order | None = queue.first()
        return found
    return get_object_or_404(visible_to(request.user), reference=reference)


def _pass_on(request: StaffRequest, order: Order, form: DispatchForm) -> None:
    told, by, at = form.cleaned_data, request.user, now()
    if form.is_other_class:
        classify_and_dispatch(
            order, told["unit"], demand_class=told["demand_class"], area=told["area"], by=by, at=at
        )
    else:
        intake.dispatch(order, told["unit"], by=by, at=at)


def _likely(proposal: Any, returned: Any) -> int | None:
    if proposal is not None:
        return int(proposal.unit.pk)
    return returned.proposed_unit_id if returned else None


def _lit(queue: Any, due: str) -> list[tuple[Order, datetime | None, str]]:
    """Return the beginning of a queue with its lights: red when late, yellow within half an hour."""
    at = now()
    return [(order, getattr(order, due), _light(getattr(order, due), at)) for order in queue[:QUEUE_SHOWN]]


def _light(due: datetime | None, at: datetime) -> str:
    if due is None:
        return "grey"
    return "red" if due < at else "yellow" if due < at + SOON else "green"
