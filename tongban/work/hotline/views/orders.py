"""The page of an order: what is asked, its clock, who held it, what happened, and the acts of who reads it."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.views.decorators.http import require_safe

from tongban.ground.kit.access import StaffRequest, requires
from tongban.ground.ledger.wording import history_in_words
from tongban.ground.matters.act_page import ActPage
from tongban.ground.matters.acts import offered
from tongban.ground.matters.answers import SAVED, attempt, redirect_saved
from tongban.ground.matters.claims import holders_shown
from tongban.ground.matters.urging_pages import ReplyForm
from tongban.ground.people.places import tree_around
from tongban.work.hotline.actions import side
from tongban.work.hotline.forms import ACTS
from tongban.work.hotline.models import HelperUnit, Order, Urging
from tongban.work.hotline.queries import READING, visible_to
from tongban.work.hotline.queries.page import page_of


@requires(*READING)
@require_safe
def order(request: StaffRequest, reference: str) -> HttpResponse:
    return _drawn(request, _found(request, reference), {}, 200)


@requires(*READING)
def act(request: StaffRequest, reference: str, code: str) -> HttpResponse:
    """Do an act with what is said about it."""
    answer = PAGE.answer(request, reference, code)
    if answer.status_code == SAVED and not visible_to(request.user).filter(reference=reference).exists():
        return redirect("hotline:orders")
    return answer


@requires("hotline.work")
def reply_to_urging(request: StaffRequest, reference: str, pk: int) -> HttpResponse:
    """Reply to an order to hurry."""
    urging = get_object_or_404(Urging, order=_found(request, reference), pk=pk)
    return _said(
        request, urging.order, lambda text: side.reply_to_urging(urging, text, by=request.user, at=now())
    )


@requires("hotline.work")
def help_(request: StaffRequest, reference: str, pk: int) -> HttpResponse:
    """Contribute what a helping unit was asked for."""
    row = get_object_or_404(
        HelperUnit.objects.select_related("unit"), order=_found(request, reference), pk=pk
    )
    return _said(
        request,
        row.order,
        lambda text: side.help_(row.order, row.unit, text=text, by=request.user, at=now()),
    )


def _said(request: StaffRequest, found: Order, say: Any) -> HttpResponse:
    form = ReplyForm(request.POST or None)
    status = attempt(form, lambda: say(form.cleaned_data["text"]))
    if status == SAVED:
        return redirect_saved(request, "hotline:order", found.reference)
    return _drawn(request, found, {"reply_form": form}, status)


def _found(request: StaffRequest, reference: str) -> Order:
    found: Order = get_object_or_404(visible_to(request.user), reference=reference)
    return found


def _address(found: Order) -> str:
    return reverse("hotline:order", args=[found.reference])


def _drawn(request: StaffRequest, found: Order, shown: dict[str, Any], status: int) -> HttpResponse:
    more: dict[str, Any] = {
        "order": found,
        "acts": offered(ACTS, found, request.user),
        "happened": history_in_words(found.reference),
        "claims": holders_shown(found),
        "own_units": tree_around(request.user),
        **page_of(found, request.user, now()),
    }
    return render(request, "hotline/order.html", more | shown, status=status)


PAGE = ActPage(ACTS, _found, _address, _drawn)
