"""The window: its officer opens it, calls, serves, holds, transfers and finishes, by keyboard alone."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_POST, require_safe

from tongban.ground.kit.access import StaffRequest, requires
from tongban.ground.ledger import Refused
from tongban.ground.ledger.wording import history_in_words
from tongban.ground.matters.answers import OPENED, REFUSED, SAVED, attempt, attempt_making, redirect_saved
from tongban.ground.matters.links import links_of
from tongban.work.hall.actions import service, tickets, windows
from tongban.work.hall.forms.console import ErrandForm, FinishForm, HandOutForm, PlaceForm, TransferForm
from tongban.work.hall.models import Ticket, TicketStatus, Window
from tongban.work.hall.queries.console import console_of, people
from tongban.work.hall.queries.line import sent_to_back_office, tickets_visible_to
from tongban.work.hall.queries.places import staffed_places, visible_to, windows_of
from tongban.work.hall.queries.windows import window_of
from tongban.work.hall.states import TICKET_CHART

serves, reads = requires("hall.serve"), requires("hall.read")
ACTS: dict[str, Callable[..., Ticket]] = {
    "recall": service.recall,
    "skip": service.skip,
    "serve": service.serve,
    "hold": service.hold,
    "resume": service.resume,
    "release": service.release,
    "let_back": tickets.let_back,
    "note_left": tickets.leave,
}
WINDOW_ACTS: dict[str, Callable[..., Window]] = {
    "open": windows.open_window,
    "pause": windows.pause,
    "resume": windows.resume,
    "close": windows.close_window,
}


@serves
@require_safe
def console(request: StaffRequest) -> HttpResponse:
    return _console(request)


@serves
@require_POST
def window_act(request: StaffRequest, pk: int, code: str) -> HttpResponse:
    window = get_object_or_404(Window.objects.select_related("place"), pk=pk)
    return _do(request, lambda: _known(WINDOW_ACTS, code)(window, by=request.user, at=now()))


@serves
@require_POST
def call_next(request: StaffRequest) -> HttpResponse:
    window = window_of(request.user)
    if window is None:
        return redirect("hall:console")
    return _do(request, lambda: service.call_next(window, by=request.user, at=now()))


@serves
@require_POST
def call(request: StaffRequest, reference: str) -> HttpResponse:
    window = window_of(request.user)
    if window is None:
        return redirect("hall:console")
    return _do(request, lambda: service.call(_ticket(request, reference), window, by=request.user, at=now()))


@serves
@require_POST
def act(request: StaffRequest, reference: str, code: str) -> HttpResponse:
    return _do(request, lambda: _known(ACTS, code)(_ticket(request, reference), by=request.user, at=now()))


@serves
def transfer(request: StaffRequest, reference: str) -> HttpResponse:
    ticket = _ticket(request, reference)
    form = TransferForm(request.POST or None, ticket=ticket)
    status = attempt(form, lambda: service.transfer(ticket, by=request.user, at=now(), **form.cleaned_data))
    if status == SAVED:
        return redirect("hall:console")
    return _asked(request, ticket, form, "transfer", status)


@serves
def finish(request: StaffRequest, reference: str) -> HttpResponse:
    """Finish at once what has at most one errand; ask which were done of several."""
    ticket = _ticket(request, reference)
    form = FinishForm(request.POST if "chosen" in request.POST else None, ticket=ticket)
    if request.method == "POST" and not form.is_bound and form.errands.count() <= 1:
        return _do(request, lambda: service.finish(ticket, by=request.user, at=now()))
    status = attempt(form, lambda: service.finish(ticket, by=request.user, at=now(), undone=form.undone))
    if status == SAVED:
        return redirect("hall:console")
    return _asked(request, ticket, form, "finish", status)


@serves
def add_errand(request: StaffRequest, reference: str) -> HttpResponse:
    ticket = _ticket(request, reference)
    form = ErrandForm(request.POST or None, place=ticket.place, user=request.user)
    status = attempt(form, lambda: tickets.add_errand(ticket, form.wish, by=request.user, at=now()))
    if status == SAVED:
        return redirect("hall:console")
    return _asked(request, ticket, form, "errand", status)


@serves
def hand_out(request: StaffRequest, code: str) -> HttpResponse:
    """Hand a number to somebody who stands at the desk, and show what they lack."""
    place = get_object_or_404(visible_to(request.user), code=code)
    form = HandOutForm(request.POST or None, place=place, user=request.user)
    status, made = attempt_making(form, lambda: _hand_out(request, form))
    if made is not None:
        return redirect_saved(request, "hall:ticket", made.reference, message=made.number)
    return render(request, "hall/hand_out.html", {"place": place, "form": form}, status=status)


@reads
@require_safe
def ticket(request: StaffRequest, reference: str) -> HttpResponse:
    found = _ticket(request, reference)
    (person,) = people([found], now(), is_fresh=True)
    shown = {
        "person": person,
        "happened": history_in_words(found.reference),
        "links": links_of(found, request.user),
        "may_send_back": _may_send_back(request, found),
    }
    return render(request, "hall/ticket.html", shown)


@requires("hall.assist")
@require_safe
def back_office(request: StaffRequest) -> HttpResponse:
    waiting = people(sent_to_back_office(request.user, localdate()), now(), is_fresh=True)
    return render(request, "hall/back_office.html", {"waiting": waiting})


@requires("hall.assist")
@require_POST
def send_back(request: StaffRequest, reference: str) -> HttpResponse:
    found = _ticket(request, reference)
    tickets.send_back(found, by=request.user, at=now(), note=request.POST.get("note", "")[:300])
    return redirect_saved(request, "hall:back-office")


def _hand_out(request: StaffRequest, form: HandOutForm) -> Ticket:
    said = form.cleaned_data
    return tickets.take(
        said["group"], [form.wish], source="staff", by=request.user, at=now(), priority=said["priority"]
    )


def _console(request: StaffRequest, refusal: Refused | None = None) -> HttpResponse:
    status = OPENED if refusal is None else REFUSED
    window = window_of(request.user)
    if window is None:
        return _choose(request, refusal, status)
    there = console_of(window, now())
    links = links_of(there.person.ticket, request.user) if there.person else []
    shown = {"console": there, "refusal": refusal, "links": links}
    return render(request, "hall/console.html", shown, status=status)


def _choose(request: StaffRequest, refusal: Refused | None, status: int) -> HttpResponse:
    """Let an officer choose the place and the window to open."""
    today = localdate()
    places = list(staffed_places(today))
    form = PlaceForm(request.GET or None)
    place = form.cleaned_data["place"] if form.is_bound and form.is_valid() else next(iter(places), None)
    shown: dict[str, Any] = {"places": places, "place": place, "refusal": refusal}
    shown["windows"] = windows_of(place, today) if place else ()
    return render(request, "hall/choose_window.html", shown, status=status)


def _do(request: StaffRequest, action: Callable[[], object]) -> HttpResponse:
    """Act and show the window again; refused, it says why."""
    try:
        action()
    except Refused as refusal:
        return _console(request, refusal)
    return redirect("hall:console")


def _asked(request: StaffRequest, found: Ticket, form: Any, what: str, status: int) -> HttpResponse:
    shown = {"ticket": found, "form": form, "what": what}
    return render(request, "hall/ticket_act.html", shown, status=status)


def _known(acts: dict[str, Callable[..., Any]], code: str) -> Callable[..., Any]:
    if code not in acts:
        raise Http404
    return acts[code]


def _ticket(request: StaffRequest, reference: str) -> Ticket:
    found: Ticket = get_object_or_404(tickets_visible_to(request.user), reference=reference)
    return found


def _may_send_back(request: StaffRequest, found: Ticket) -> bool:
    is_there = found.status == TicketStatus.TRANSFERRED and found.back_office_id == request.user.department_id
    return (
        found.back_office_id is not None
        and is_there
        and request.user.may(TICKET_CHART.moves["send_back"].permission)
    )
