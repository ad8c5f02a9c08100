"""Going there, for everybody: the nearest open point, a place, its call display, one's ticket on the phone."""

import json
import time
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate, now
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from tongban.doors.portal.live_pages import allow_stream, answer_state, stream_address
from tongban.doors.portal.queries.visit import districts, map_of, published_items
from tongban.ground.kit.access import public
from tongban.ground.kit.throttle import limited
from tongban.ground.ledger.memo import Memo
from tongban.offer.catalogue.models import Item
from tongban.work.hall.actions import tickets
from tongban.work.hall.models import Place, Ticket, TicketStatus
from tongban.work.hall.models.tickets import MAY_LEAVE
from tongban.work.hall.queries import places as queries
from tongban.work.hall.queries.line import line_before
from tongban.work.hall.queries.nearby import nearby_places
from tongban.work.hall.queries.screen import TOPIC, screen_state
from tongban.work.hall.queries.wait_words import wait_of
from tongban.work.ratings.queries import invitation_for

STATES: Memo[tuple[str, int], str] = Memo("portal.hall_screens", 50)
"""What is answered to all displays of a place that ask within the same second."""


class NearbyForm(forms.Form):
    """What one wants to get done, and where one is."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer the published items and the districts."""
        super().__init__(*args, **kwargs)
        items = [(str(item.pk), item.name) for item in published_items()]
        areas = [(area.code, area.name) for area in districts()]
        self.fields["item"] = forms.ChoiceField(
            label=_("What would you like to get done?"), choices=[("", _("Anything")), *items], required=False
        )
        self.fields["district"] = forms.ChoiceField(
            label=_("Where are you?"), choices=[("", _("The whole city")), *areas], required=False
        )


@public
@require_safe
def nearby(request: HttpRequest) -> HttpResponse:
    form = NearbyForm(request.GET or None)
    said = form.cleaned_data if form.is_bound and form.is_valid() else {}
    item = Item.objects.filter(pk=said["item"]).first() if said.get("item") else None
    rows = nearby_places(item, said.get("district", ""), now())
    drawn, dots = map_of(rows)
    shown = {"form": form, "rows": rows, "map": drawn, "dots": dots, "item": item}
    shown["open"] = sum(row.is_open for row in rows)
    return render(request, "portal/visit/nearby.html", shown)


@public
@require_safe
def place(request: HttpRequest, code: str) -> HttpResponse:
    found, today = _find(code), localdate()
    week = found.weeks.filter(since__lte=today).order_by("since", "pk").last()
    shown = {
        "place": found,
        "today": queries.hours_text(found, today),
        "is_open": queries.is_open(found, now()),
        "opens_at": queries.next_opening(found, now()),
        "week": week.days if week else None,
        "exceptions": found.exceptions.filter(last__gte=today),
        "offered": queries.offered_on(found, today),
        "waiting": screen_state(found, at=now())["waiting"]["count"],
    }
    return render(request, "portal/visit/place.html", shown)


@public
@require_safe
@never_cache
def screen(request: HttpRequest, code: str) -> HttpResponse:
    found = _find(code)
    shown = {"place": found, "state": screen_state(found, at=now())}
    shown["stream"] = stream_address(request, TOPIC, found.code)
    return allow_stream(request, render(request, "portal/visit/screen.html", shown))


@public
@require_safe
def state(request: HttpRequest, code: str) -> HttpResponse:
    """Answer with what a display shows, or that nothing has changed since it was asked last."""
    found, second = _find(code), int(time.time())
    told = STATES.get((code, second), lambda: json.dumps(screen_state(found, at=now()), ensure_ascii=False))
    return answer_state(request, told)


@public
@limited("visit")
@require_safe
@never_cache
def ticket(request: HttpRequest, code: str) -> HttpResponse:
    """Show a ticket to whoever has its code: how many are before, what is missing, where to go."""
    found = _ticket(code)
    shown = {
        "ticket": found,
        "before": line_before(found),
        "wait": wait_of(found, now()),
        "errands": found.errands.select_related("item"),
        "may_leave": found.status in MAY_LEAVE,
        "invitation": invitation_for(found.reference) if found.status == TicketStatus.FINISHED else None,
    }
    return render(request, "portal/visit/ticket.html", shown)


@public
@limited("visit")
@require_POST
def leave(request: HttpRequest, code: str) -> HttpResponse:
    """Give one's number back."""
    tickets.give_back(_ticket(code), at=now())
    return redirect("visit:ticket", code)


def _find(code: str) -> Place:
    found = queries.place_of(code, localdate())
    if found is None:
        raise Http404
    return found


def _ticket(code: str) -> Ticket:
    found = (
        Ticket.objects.select_related("place", "group", "window", "appointment__slot")
        .filter(code=code)
        .first()
    )
    if found is None:
        raise Http404
    return found
