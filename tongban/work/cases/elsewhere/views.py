"""The list of items served elsewhere with its editor, and the hand-overs between offices."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from tongban.ground.kit.access import StaffRequest, requires
from tongban.ground.kit.tables import Column, Table
from tongban.ground.kit.templatetags.kit import light
from tongban.ground.matters.answers import SAVED, attempt, redirect_saved
from tongban.work.cases.elsewhere.actions import end_item, list_item
from tongban.work.cases.elsewhere.forms import (
    ElsewhereItemFilters,
    ElsewhereItemForm,
    EndItemForm,
    TransferFilters,
)
from tongban.work.cases.elsewhere.papers import slip_content
from tongban.work.cases.elsewhere.queries import every_item, transfers_visible_to
from tongban.work.cases.models import ElsewhereItem, Transfer
from tongban.work.cases.papers.sheet import print_sheet
from tongban.work.cases.views.registers import CASE, READING, register_page

KEEPING = ("cases.elsewhere",)
LIGHTS = {"sent": "yellow", "received": "green", "turned_back": "red", "done": "green"}


def transfer_light(row: Transfer) -> SafeString:
    """Return the light of a hand-over."""
    return light(LIGHTS[row.state], row.get_state_display())


def _standing(row: ElsewhereItem) -> str:
    day = localdate()
    if row.since > day:
        return str(_("not in force yet"))
    return str(_("over") if row.until and row.until < day else _("in force"))


def _address(row: ElsewhereItem) -> str:
    return reverse("cases:elsewhere-item", args=[row.pk])


ITEMS: tuple[Column[Any], ...] = (
    Column("item", gettext_lazy("Item"), value=lambda row: row.item.name, link=_address),
    Column("reach", gettext_lazy("Reach"), value=lambda row: row.get_reach_display(), sort="reach"),
    Column("way", gettext_lazy("Way"), value=lambda row: row.get_way_display(), sort="way"),
    Column("office", gettext_lazy("Office that takes in"), value=lambda row: row.office.name, sort="office__name"),
    Column("division", gettext_lazy("Office that decides"), value=lambda row: row.item.division.name),
    Column("basis", gettext_lazy("Basis")),
    Column("since", gettext_lazy("From"), kind="day", sort="since"),
    Column("until", gettext_lazy("Until"), kind="day", sort="until"),
    Column("standing", gettext_lazy("State"), value=_standing),
)  # fmt: skip
TRANSFERS: tuple[Column[Any], ...] = (
    *CASE,
    Column(
        "number", gettext_lazy("Number of the slip"), link=lambda row: reverse("cases:slip", args=[row.pk])
    ),
    Column("purpose", gettext_lazy("Purpose"), value=lambda row: row.get_purpose_display(), sort="purpose"),
    Column("state", gettext_lazy("State"), value=lambda row: row.get_state_display(), show=transfer_light),
    Column("sender", gettext_lazy("From office"), value=lambda row: row.sender.name),
    Column("receiver", gettext_lazy("To office"), value=lambda row: row.receiver.name),
    Column("sent_at", gettext_lazy("Sent at"), kind="instant", sort="sent_at"),
    Column("received_at", gettext_lazy("Received at"), kind="instant", sort="received_at"),
    Column("waybill", gettext_lazy("Waybill"), value=lambda row: row.parcel.waybill if row.parcel else ""),
)


@requires("cases.intake", *READING, *KEEPING)
@require_safe
def items(request: StaffRequest) -> HttpResponse:
    """Show which items other offices take in, from when to when."""
    title = _("Items served elsewhere")
    table = Table(request, every_item(), ITEMS, code="elsewhere", title=title, filters=ElsewhereItemFilters)
    if table.is_export:
        return table.export()
    lead = _("Across provinces, within the province, anywhere in the city: who takes in what for whom.")
    shown: dict[str, Any] = {"table": table, "lead": lead}
    if request.user.may("cases.elsewhere"):
        shown |= {"action": reverse("cases:elsewhere-add"), "action_title": _("Put an item on the list")}
    return render(request, "cases/list.html", shown)


@requires(*KEEPING)
def add(request: StaffRequest) -> HttpResponse:
    form = ElsewhereItemForm(request.POST or None, initial={"since": localdate()})
    status = attempt(form, lambda: list_item(form.cleaned_data, by=request.user, at=now()))
    if status == SAVED:
        return redirect_saved(request, "cases:elsewhere")
    shown = {"form": form, "title": _("Put an item on the list")}
    return render(request, "cases/elsewhere_item.html", shown, status=status)


@requires("cases.intake", *READING, *KEEPING)
def item(request: StaffRequest, pk: int) -> HttpResponse:
    """Show an entry; enter its last day."""
    found = get_object_or_404(every_item(), pk=pk)
    may_end = request.user.may("cases.elsewhere") and (found.until is None or found.until >= localdate())
    form = EndItemForm((request.POST or None) if may_end else None)
    status = attempt(form, lambda: end_item(found, by=request.user, at=now(), **form.cleaned_data))
    if status == SAVED:
        return redirect_saved(request, "cases:elsewhere")
    shown = {"listed": found, "form": form if may_end else None, "title": found.item.name}
    return render(request, "cases/elsewhere_item.html", shown, status=status)


@requires("cases.intake", *READING)
@require_safe
def transfers(request: StaffRequest) -> HttpResponse:
    rows = transfers_visible_to(request.user)
    title = _("Hand-overs between offices")
    table = Table(request, rows, TRANSFERS, code="transfers", title=title, filters=TransferFilters)
    lead = _(
        "Each with a receipt on both sides; until the other office has signed, the sender answers for it."
    )
    return register_page(request, table, lead)


@requires("cases.intake", *READING)
@require_safe
def slip(request: StaffRequest, pk: int) -> HttpResponse:
    """Print the slip of a hand-over with the receipts of both sides."""
    found = get_object_or_404(transfers_visible_to(request.user), pk=pk)
    made_at = found.received_at or found.sent_at
    return HttpResponse(print_sheet(slip_content(found), made_at), content_type="application/pdf")
