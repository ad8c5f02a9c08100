"""The agent's desk: call, order and knowledge in one view. What is typed is kept with every pause of the fingers."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tongban.ground.kit.access import StaffRequest, requires
from tongban.ground.ledger import Refused
from tongban.ground.matters.answers import attempt_making
from tongban.offer.knowledge.actions.gaps import report_gap
from tongban.offer.knowledge.queries.answers import FoundEntry, search
from tongban.work.hotline.actions.intake import Filed
from tongban.work.hotline.actions.intake_at_desk import take_down
from tongban.work.hotline.forms.desk import DeskForm
from tongban.work.hotline.likeness.score import ReportedMatter
from tongban.work.hotline.models import PhoneCall
from tongban.work.hotline.queries.callers import caller_card
from tongban.work.hotline.queries.calls import draft_of
from tongban.work.hotline.queries.search import like_orders
from tongban.work.hotline.queries.suggestion import suggest
from tongban.work.hotline.rules.phones import BadPhone, normalize_phone
from tongban.work.hotline.views.drafts import keep_typed, typing_for
from tongban.work.hotline.views.softphone import bar_of

takes = requires("hotline.take")
ENTRIES_SHOWN, FITTING = 4, 0.3


@takes
def desk(request: StaffRequest) -> HttpResponse:
    call = typing_for(request)
    form = DeskForm(request.POST or None, user=request.user, initial=_begun(request, call))
    if request.method == "POST":
        keep_typed(request)
    status, filed = attempt_making(form, lambda: _take(request, form, call))
    if filed is not None:
        _say(request, filed)
        return redirect("hotline:desk")
    bar = bar_of(request)
    phone = bar["phone_call"].phone if bar["phone_call"] else _number(str(form["phone"].value() or ""))
    shown = {
        "form": form,
        "call": call,
        "card": caller_card(phone, request.user, now()),
        **bar,
        **_hints(request, dict(form.data.items()) if form.is_bound else {**form.initial}),
    }
    return render(request, "hotline/desk.html", shown, status=status)


@takes
@require_POST
def hints(request: StaffRequest) -> HttpResponse:
    """Keep what was typed so far, and show what fits it."""
    keep_typed(request)
    return render(request, "hotline/parts/hints.html", _hints(request, dict(request.POST.items())))


@takes
@require_POST
def gap(request: StaffRequest) -> HttpResponse:
    """Report that nothing in the knowledge answers; what was typed stays."""
    keep_typed(request)
    question = request.POST.get("q", "").strip() or request.POST.get("text", "").strip()
    try:
        found = report_gap(question, by=request.user, at=now())
        messages.success(
            request, _("Reported as %(gap)s: a unit is asked to write the answer.") % {"gap": found.reference}
        )
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("hotline:desk")


def _take(request: StaffRequest, form: DeskForm, call: PhoneCall | None) -> Filed:
    """Take it down for the call that was on the page; one that has moved on meanwhile is not mistaken for it."""
    if form.cleaned_data["call"] != (call.reference if call else ""):
        raise Refused(
            _("Another call has come meanwhile. What you typed is still here; look whom it belongs to.")
        )
    return take_down(form.demand, form.outcome, call, by=request.user, at=now())


def _begun(request: StaffRequest, call: PhoneCall | None) -> dict[str, Any]:
    begun: dict[str, Any] = {"phone": request.GET.get("phone", "")}
    if call is not None:
        begun = {"call": call.reference, "phone": call.phone, "line": call.line_id}
    draft = draft_of(request.user, call)
    if draft is not None:
        # a box that is not ticked is not sent
        begun |= {"wants_contact": False} | draft.typed
    return begun


def _hints(request: StaffRequest, typed: dict[str, Any]) -> dict[str, Any]:
    """Return what fits what was typed: class and unit, the same matter, answers."""
    text, question = (str(typed.get(name) or "").strip() for name in ("text", "q"))
    told_area = str(typed.get("area") or "")
    area = int(told_area) if told_area.isdecimal() and len(told_area) < 19 else None
    question = question or text
    matter = ReportedMatter(text, str(typed.get("place") or ""), None, now())
    return {
        "suggestion": suggest(text, area, localdate()),
        "like": like_orders(matter, request.user, area_id=area, at=now()),
        "question": question,
        "entries": _entries(request, question, is_asked=question != text),
    }


def _entries(request: StaffRequest, question: str, *, is_asked: bool) -> list[FoundEntry]:
    """Return the answers that fit; those that share but a word or two with a long complaint are left out."""
    found = search(question, user=request.user, limit=ENTRIES_SHOWN) if question else []
    return [each for each in found if is_asked or each.score >= FITTING]


def _say(request: StaffRequest, filed: Filed) -> None:
    said = {"order": filed.order.reference, "code": filed.code, "status": filed.order.get_status_display()}
    messages.success(request, _("%(order)s: %(status)s. The caller's code is %(code)s.") % said)


def _number(told: str) -> str:
    try:
        return normalize_phone(told)
    except BadPhone:
        return ""
