"""The softphone bar: it asks every two seconds whether a call rings, and is drawn anew only when something changed."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tongban.ground.kit.access import StaffRequest, requires
from tongban.ground.ledger import Refused
from tongban.work.hotline.actions import calls, telephone
from tongban.work.hotline.forms.desk import NumberForm, SeatForm, SimulatorForm
from tongban.work.hotline.models import HandOver, PhoneCall
from tongban.work.hotline.queries.calls import call_of, seat_of, waiting_for
from tongban.work.hotline.queries.visibility import lines_of
from tongban.work.hotline.rules.seats import work_after_until
from tongban.work.hotline.telephony.exchange import exchange
from tongban.work.hotline.telephony.simulator import invented_calls
from tongban.work.hotline.views.drafts import keep_typed

takes = requires("hotline.take")
ACTS = {
    "answer": telephone.answer,
    "hold": telephone.hold,
    "resume": telephone.resume,
    "hang-up": telephone.hang_up,
}
DIALLED = {"transfer": telephone.transfer, "third": telephone.add_third}


def bar_of(request: StaffRequest) -> dict[str, Any]:
    """Return what the bar shows, and the mark by which a change is seen."""
    agent, at = request.user, now()
    call, seat = call_of(agent), seat_of(agent, at)
    waits = list(waiting_for(agent).values_list("asked_at", flat=True)[:100])
    stage = call.stage if call else ""
    return {
        "phone_call": call,
        "seat": seat,
        "stage": stage,
        "since": _since(call, stage) or seat.since,
        "work_until": work_after_until(call.ended_at) if call and call.ended_at else None,
        "waiting_count": len(waits),
        "waiting_since": waits[0] if waits else None,
        "emergency": HandOver.To.choices,
        "is_simulated": exchange().is_simulated,
        "mark": f"{seat.state}:{call.pk if call else 0}:{stage}:{len(waits)}:{bool(call and call.order_id)}",
    }


@takes
@require_POST
def bar(request: StaffRequest) -> HttpResponse:
    """Let the next call ring where the agent is ready; answer only when the bar has something new to show."""
    telephone.wait_for_call(request.user, at=now())
    shown = bar_of(request)
    if request.POST.get("mark") == shown["mark"]:
        return HttpResponse(status=204)
    return render(request, "hotline/parts/softphone.html", shown)


@takes
@require_POST
def act(request: StaffRequest, act: str) -> HttpResponse:
    """Do what a key of the softphone says; what is typed beside it is kept first."""
    if act not in {*ACTS, *DIALLED, "finish"}:
        raise Http404
    keep_typed(request)
    return _answer(request, lambda: _do(request, act), is_other_page=act in ("answer", "finish"))


@takes
@require_POST
def seat(request: StaffRequest) -> HttpResponse:
    """Be ready, paused or away."""
    form = SeatForm(request.POST)
    if not form.is_valid():
        raise Http404
    return _answer(request, lambda: telephone.be(request.user, at=now(), **form.cleaned_data))


@takes
def simulator(request: StaffRequest) -> HttpResponse:
    """Let an invented caller ring, or hang up."""
    if not exchange().is_simulated:
        raise Http404
    under_way = PhoneCall.objects.filter(line__in=lines_of(request.user), ended_at=None, is_example=True)
    if request.method == "POST":
        return _simulate(request, under_way)
    shown = {
        "invented": invented_calls(),
        "lines": lines_of(request.user),
        "under_way": under_way.order_by("asked_at"),
    }
    return render(request, "hotline/simulator.html", shown)


def _answer(request: StaffRequest, do: Callable[[], None], *, is_other_page: bool = False) -> HttpResponse:
    """Do it; the bar alone is drawn anew, or the desk where another call or none is on it now."""
    try:
        do()
    except Refused as refusal:
        if request.htmx:  # type: ignore[attr-defined]
            shown = bar_of(request) | {"refused": str(refusal)}
            return render(request, "hotline/parts/softphone.html", shown, status=409)
        messages.error(request, str(refusal))
        return redirect("hotline:desk")
    if not request.htmx:  # type: ignore[attr-defined]
        return redirect("hotline:desk")
    if is_other_page:
        return HttpResponse(headers={"HX-Redirect": reverse("hotline:desk")})
    return render(request, "hotline/parts/softphone.html", bar_of(request))


def _simulate(request: StaffRequest, under_way: Any) -> HttpResponse:
    form = SimulatorForm(request.POST)
    asked = form.cleaned_data if form.is_valid() else {"gone": "", "caller": "", "line": ""}
    gone = under_way.filter(reference=asked["gone"]).first()
    caller = next((each for each in invented_calls() if each.code == asked["caller"]), None)
    line = lines_of(request.user).filter(code=asked["line"]).first()
    if gone is not None:
        calls.note_gone(gone, at=now())
    elif caller is not None and line is not None:
        telephone.ring_invented(line, caller.phone, caller.says, at=now())
        messages.success(request, _("%(caller)s is on the line.") % {"caller": caller.title})
    else:
        messages.error(request, _("Choose a caller and a line."))
    return redirect("hotline:simulator")


def _do(request: StaffRequest, act: str) -> None:
    agent, at = request.user, now()
    call = call_of(agent)
    if call is None:
        raise Refused(_("You have no call."))
    form = NumberForm(request.POST)
    if not form.is_valid():
        raise Refused(_("Enter the number to dial."))
    if act == "finish":
        calls.finish(call, by=agent, at=at, remark=form.cleaned_data["remark"])
    elif act in DIALLED:
        DIALLED[act](call, form.cleaned_data["number"], by=agent, at=at)
    else:
        ACTS[act](call, by=agent, at=at)


def _since(call: PhoneCall | None, stage: str) -> Any:
    """Return since when the call stands where it does."""
    if call is None:
        return None
    return {
        "ringing": call.asked_at,
        "talking": call.answered_at,
        "on_hold": call.held_at,
        "after_call": call.ended_at,
    }.get(stage)
