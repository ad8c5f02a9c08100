"""The register of remedies, and the list of parcels."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from tongban.ground.kit.access import StaffRequest, requires
from tongban.ground.kit.tables import Column, Table
from tongban.ground.people.identity import masked_phone
from tongban.work.cases import actions
from tongban.work.cases.forms.registers import AdvanceForm, ParcelFilters, PriceForm, RemedyFilters
from tongban.work.cases.models import Delivery, Remedy
from tongban.work.cases.queries import registers
from tongban.work.cases.views.tables import address_of

REMEDIES: tuple[Column[Remedy], ...] = (
    Column("case", gettext_lazy("Case"), value=lambda row: row.case.reference, link=lambda row: f"{row.pk}/"),
    Column("item", gettext_lazy("Item"), value=lambda row: row.case.version.item.name),
    Column("applicant", gettext_lazy("Applicant"), value=lambda row: row.case.applicant.name),
    Column("kind", gettext_lazy("Kind"), value=lambda row: row.get_kind_display(), sort="kind"),
    Column("authority", gettext_lazy("Authority or court")),
    Column("received_on", gettext_lazy("Received on"), kind="day", sort="received_on"),
    Column("stage", gettext_lazy("Stage"), value=lambda row: row.get_stage_display(), sort="stage"),
    Column("outcome", gettext_lazy("Outcome"), value=lambda row: row.get_outcome_display()),
    Column("lessons", gettext_lazy("Lessons")),
)
PARCELS: tuple[Column[Delivery], ...] = (
    Column("waybill", gettext_lazy("Waybill"), value=lambda row: f"{row.courier} {row.waybill}", sort="waybill"),
    Column(
        "case", gettext_lazy("Case"), value=lambda row: row.case.reference, link=lambda row: address_of(row.case)
    ),
    Column("direction", gettext_lazy("Which way it goes"), value=lambda row: row.get_direction_display()),
    Column("recipient", gettext_lazy("Recipient")),
    Column("phone", gettext_lazy("Telephone"), value=lambda row: masked_phone(row.phone)),
    Column("payer", gettext_lazy("Payer"), value=lambda row: row.get_payer_display(), sort="payer"),
    Column("ordered_at", gettext_lazy("Ordered at"), kind="instant", sort="ordered_at"),
    Column("state", gettext_lazy("State"), value=lambda row: row.get_state_display(), sort="state"),
    Column("signed_at", gettext_lazy("Signed for at"), kind="instant", sort="signed_at"),
    Column("price_yuan", gettext_lazy("Price (yuan)"), kind="number", sort="price_yuan",
           link=lambda row: f"{row.pk}/price/"),
)  # fmt: skip


@requires("cases.remedy", "cases.read_all", "cases.decide")
@require_safe
def remedies(request: StaffRequest) -> HttpResponse:
    rows = registers.remedies_visible_to(request.user)
    table = Table(request, rows, REMEDIES, code="remedies", title=_("Remedies"), filters=RemedyFilters)
    return table.export() if table.is_export else render(request, "cases/remedies.html", {"table": table})


@requires("cases.remedy", "cases.read_all", "cases.decide")
def remedy(request: StaffRequest, pk: int) -> HttpResponse:
    """Show a remedy; note how far it has come, or how it ended and what is learned."""
    found = get_object_or_404(registers.remedies_visible_to(request.user), pk=pk)
    may_act = request.user.may("cases.remedy") and found.stage != Remedy.Stage.CLOSED
    form = AdvanceForm(request.POST or None, initial={"stage": found.stage, "closed_on": localdate()})
    if request.method == "POST" and form.is_valid():
        _advance(request, found, form)
        messages.success(request, _("Saved."))
        return redirect("cases:remedy", pk)
    shown = {"remedy": found, "form": form if may_act else None, "case": found.case}
    return render(request, "cases/remedy.html", shown, status=422 if form.errors else 200)


def _advance(request: StaffRequest, found: Remedy, form: AdvanceForm) -> None:
    said = form.cleaned_data
    who: dict[str, Any] = {"by": request.user, "at": now()}
    if said["stage"] != Remedy.Stage.CLOSED:
        actions.advance_remedy(found, said["stage"], **who)
        return
    ended = {name: said[name] for name in ("closed_on", "lessons")}
    actions.close_remedy(found, said["outcome"], **ended, **who)


@requires("cases.issue", "cases.read_all")
@require_safe
def parcels(request: StaffRequest) -> HttpResponse:
    rows = registers.parcels_visible_to(request.user)
    table = Table(request, rows, PARCELS, code="parcels", title=_("Parcels"), filters=ParcelFilters)
    return table.export() if table.is_export else render(request, "cases/parcels.html", {"table": table})


@requires("cases.issue")
@require_POST
def track(request: StaffRequest) -> HttpResponse:
    """Ask the courier about every parcel that is under way."""
    under_way = registers.under_way(request.user)
    try:
        for parcel in under_way:
            actions.track(parcel, at=now())
    except OSError:
        messages.error(
            request, _("The courier does not answer. Parcels are asked about again by themselves.")
        )
    else:
        messages.success(request, _("Asked about %(count)d parcels.") % {"count": len(under_way)})
    return redirect("cases:parcels")


@requires("cases.issue")
def price(request: StaffRequest, pk: int) -> HttpResponse:
    """Enter what the courier charged."""
    parcel = get_object_or_404(registers.parcels_visible_to(request.user), pk=pk)
    form = PriceForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.settle_price(parcel, by=request.user, at=now(), **form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect("cases:parcels")
    shown = {"parcel": parcel, "form": form}
    return render(request, "cases/price.html", shown, status=422 if form.errors else 200)
