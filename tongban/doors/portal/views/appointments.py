"""One's own appointments: choose a day and a time, change, cancel, wait for a place; a number on the phone."""

from datetime import date
from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate, now
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from tongban.ground.kit.access import StaffRequest, requires
from tongban.ground.ledger import Refused
from tongban.ground.matters.answers import attempt_making, redirect_saved
from tongban.ground.people.queries import applicant_behind, applicants_of
from tongban.offer.catalogue.models import Item
from tongban.work.cases.models import Case
from tongban.work.cases.queries.visibility import visible_to as cases_visible_to
from tongban.work.hall.actions import appointments as actions
from tongban.work.hall.actions import tickets
from tongban.work.hall.models import (
    Appointment,
    AppointmentStatus,
    Place,
    ServiceGroup,
    Slot,
    Ticket,
)
from tongban.work.hall.queries import places as queries
from tongban.work.hall.queries.appointments import days_to_book, slots_of, visible_to
from tongban.work.hall.queries.line import missing_of, open_tickets

books = requires("hall.book")
UNFINISHED = ("draft", "filed", "incomplete", "completed", "accepted", "paused", "granted", "issued")


class WhatForm(forms.Form):
    """For what, and on which day."""

    def __init__(self, *args: Any, place: Place, days: list[date], **kwargs: Any) -> None:
        """Offer what the place offers, and the days for which appointments are given."""
        super().__init__(*args, **kwargs)
        offered = queries.offered_on(place, localdate())
        items = Item.objects.filter(pk__in=offered.values("item"))
        self.fields["item"] = forms.ModelChoiceField(
            items, label=_("What would you like to get done?"), empty_label=None
        )
        choices = [(day.isoformat(), f"{day:%m-%d} {_weekday(day)}") for day in days]
        self.fields["day"] = forms.ChoiceField(label=_("Day"), choices=choices)


class WhoForm(forms.Form):
    """For whom, for which case, and whether somebody has priority."""

    has_priority = forms.BooleanField(
        label=_("I am over 60, disabled, or with a small child"), required=False
    )

    def __init__(self, *args: Any, request: StaffRequest, item: Item | None, **kwargs: Any) -> None:
        """Offer oneself and one's principals, and their cases of the item that are under way."""
        super().__init__(*args, **kwargs)
        day = localdate()
        whom = applicants_of(request.user, day, item.code if item else "")
        self.fields["applicant"] = forms.ModelChoiceField(
            whom, label=_("Who comes"), empty_label=None, initial=applicant_behind(request.user)
        )
        cases = cases_visible_to(request.user, day).filter(status__in=UNFINISHED)
        cases = cases.filter(version__item=item) if item else cases
        self.fields["case"] = forms.ModelChoiceField(
            cases, label=_("For which application"), required=False, empty_label=_("None yet"),
            to_field_name="reference", help_text=_("Once booked, you are told what it still lacks."),
        )  # fmt: skip
        self.order_fields(["applicant", "case", "has_priority"])


@books
@require_safe
def book(request: StaffRequest, code: str) -> HttpResponse:
    """Show the times of a day for an item."""
    place = _place(code)
    days = [day for day in days_to_book(place, now()) if queries.openings(place, day)]
    form = WhatForm(request.GET if "item" in request.GET else None, place=place, days=days)
    shown: dict[str, Any] = {"place": place, "form": form, "days": days}
    if form.is_bound and form.is_valid():
        item, day = form.cleaned_data["item"], date.fromisoformat(form.cleaned_data["day"])
        group = queries.group_for(place, item, day)
        slots = list(slots_of(group, day, now())) if group else []
        shown |= {"item": item, "day": day, "group": group, "slots": slots}
        shown["is_full"] = bool(slots) and not any(slot.taken < slot.capacity for slot in slots)
    return render(request, "portal/visit/book.html", shown)


@books
def confirm(request: StaffRequest, code: str, slot: int) -> HttpResponse:
    """Say for whom and for which case, see what it lacks, and book."""
    found = get_object_or_404(Slot.objects.select_related("group__place"), pk=slot, group__place=_place(code))
    item = _item(request)
    form = WhoForm(request.POST or None, request=request, item=item)
    status, booked = attempt_making(form, lambda: _book(request, form, found, item))
    if booked is not None:
        return redirect_saved(request, "visit:appointment", booked.reference, message=gettext("Booked."))
    shown = {"place": found.group.place, "slot": found, "item": item, "form": form}
    return render(request, "portal/visit/confirm.html", shown, status=status)


@books
def join(request: StaffRequest, code: str, group: int, day: str) -> HttpResponse:
    """Wait for a place on a day that is full."""
    found = get_object_or_404(ServiceGroup.objects.select_related("place"), pk=group, place=_place(code))
    wanted = _day(day)
    item = _item(request)
    form = WhoForm(request.POST or None, request=request, item=item)
    status, listed = attempt_making(form, lambda: _join(request, form, found, wanted, item))
    if listed is not None:
        return redirect_saved(request, "visit:appointment", listed.reference)
    shown = {"place": found.place, "day": wanted, "item": item, "form": form}
    return render(request, "portal/visit/confirm.html", shown, status=status)


@books
@require_safe
def mine(request: StaffRequest) -> HttpResponse:
    own = visible_to(request.user).order_by("-day", "-pk")
    coming = (AppointmentStatus.BOOKED, AppointmentStatus.LISTED)
    whom = applicants_of(request.user, localdate())
    shown = {
        "coming": own.filter(status__in=coming).order_by("day", "slot__begins_at"),
        "past": own.exclude(status__in=coming)[:20],
        "tickets": open_tickets(localdate()).filter(applicant__in=whom).select_related("place", "group"),
    }
    return render(request, "portal/visit/mine.html", shown)


@books
@require_safe
def appointment(request: StaffRequest, reference: str) -> HttpResponse:
    found = _own(request, reference)
    shown = {
        "appointment": found,
        "missing": missing_of(found.case_reference) if found.case_reference else [],
        "ticket": Ticket.objects.filter(appointment=found).first(),
        "is_open": found.status == AppointmentStatus.BOOKED,
    }
    return render(request, "portal/visit/appointment.html", shown)


@books
def change(request: StaffRequest, reference: str) -> HttpResponse:
    """Take another time of the same group."""
    found = _own(request, reference)
    days = [day for day in days_to_book(found.place, now()) if queries.openings(found.place, day)]
    day = _day(request.GET.get("day", "")) if request.GET.get("day") else found.day
    refusal = None
    if request.method == "POST":
        slot = get_object_or_404(Slot, pk=request.POST.get("slot") or 0, group=found.group)
        try:
            actions.change(found, slot, by=request.user, at=now())
        except Refused as error:
            refusal = error
        else:
            return redirect_saved(request, "visit:appointment", reference)
    shown = {"appointment": found, "days": days, "day": day, "refusal": refusal}
    shown["slots"] = slots_of(found.group, day, now())
    return render(request, "portal/visit/change.html", shown, status=409 if refusal else 200)


@books
@require_POST
def cancel(request: StaffRequest, reference: str) -> HttpResponse:
    actions.cancel(_own(request, reference), by=request.user, at=now())
    return redirect_saved(
        request, "visit:mine", message=gettext("Cancelled. Somebody else may have the time now.")
    )


@books
def take_number(request: StaffRequest, code: str) -> HttpResponse:
    """Take a number by phone, for oneself or a principal."""
    place, item = _place(code), _item(request)
    form = WhoForm(request.POST or None, request=request, item=item)
    status, ticket = attempt_making(form, lambda: _take_number(request, form, place, item))
    if ticket is not None:
        return redirect("visit:ticket", ticket.code)
    shown = {"place": place, "item": item, "form": form, "offered": queries.offered_on(place, localdate())}
    return render(request, "portal/visit/number.html", shown, status=status)


def _book(request: StaffRequest, form: WhoForm, slot: Slot, item: Item | None) -> Appointment:
    return actions.book(slot, by=request.user, at=now(), item=item, **_said(form))


def _join(
    request: StaffRequest, form: WhoForm, group: ServiceGroup, day: date, item: Item | None
) -> Appointment:
    return actions.join(group, day, by=request.user, at=now(), item=item, **_said(form))


def _take_number(request: StaffRequest, form: WhoForm, place: Place, item: Item | None) -> Ticket:
    return tickets.take_from_afar(place, item, by=request.user, at=now(), **_said(form))


def _said(form: WhoForm) -> dict[str, Any]:
    case: Case | None = form.cleaned_data["case"]
    return {
        "applicant": form.cleaned_data["applicant"],
        "case_reference": case.reference if case else "",
        "has_priority": form.cleaned_data["has_priority"],
    }


def _weekday(day: date) -> Any:
    return (_("Mon"), _("Tue"), _("Wed"), _("Thu"), _("Fri"), _("Sat"), _("Sun"))[day.weekday()]


def _item(request: StaffRequest) -> Item | None:
    asked = request.GET.get("item", "")
    return Item.objects.filter(pk=asked).first() if asked.isdecimal() else None


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise Http404 from error


def _place(code: str) -> Place:
    found = queries.place_of(code, localdate())
    if found is None:
        raise Http404
    return found


def _own(request: StaffRequest, reference: str) -> Appointment:
    mine_all = visible_to(request.user).filter(applicant__in=applicants_of(request.user, localdate()))
    found: Appointment = get_object_or_404(mine_all, reference=reference)
    return found
