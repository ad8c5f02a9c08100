"""The list of parcels: where each is, what it cost, and whom it goes to while no courier has taken it."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from tongban.ground.kit.access import StaffRequest, requires
from tongban.ground.kit.tables import Column, Table
from tongban.ground.ledger import Refused
from tongban.ground.matters.answers import SAVED, attempt, redirect_saved
from tongban.ground.people.identity import mask_phone
from tongban.offer.delivery import actions as delivery
from tongban.offer.delivery.models import Delivery
from tongban.offer.delivery.queries import standing_of_parcel
from tongban.work.cases.actions.parcels import correct_address, settle_price
from tongban.work.cases.forms.registers import AddressForm, ParcelFilters, PriceForm
from tongban.work.cases.queries import registers
from tongban.work.cases.queries.delivery import MAY_SEND

WAITING = Delivery.State.ASKED_FOR


def _correction(sent: Delivery) -> str:
    return f"{sent.pk}/address/" if sent.state == WAITING else ""


def _case_page(sent: Delivery) -> str:
    return reverse("cases:case", args=[sent.matter])


def _shown(sent: Delivery) -> str:
    """Return where a parcel is; of one that no courier has taken, that it can be corrected."""
    said = standing_of_parcel(sent)
    return f"{said} · {_('Correct the address')}" if sent.state == WAITING else said


PARCELS: tuple[Column[Delivery], ...] = (
    Column("waybill", gettext_lazy("Waybill"), value=lambda row: f"{row.courier} {row.waybill}", sort="waybill"),
    Column("case", gettext_lazy("Case"), value=lambda row: row.matter, link=_case_page),
    Column("direction", gettext_lazy("Which way it goes"), value=lambda row: row.get_direction_display()),
    Column("recipient", gettext_lazy("Recipient")),
    Column("phone", gettext_lazy("Telephone"), value=lambda row: mask_phone(row.phone)),
    Column("payer", gettext_lazy("Payer"), value=lambda row: row.get_payer_display(), sort="payer"),
    Column("ordered_at", gettext_lazy("Ordered at"), kind="instant", sort="ordered_at"),
    Column("state", gettext_lazy("State"), value=standing_of_parcel, sort="state", show=_shown, link=_correction),
    Column("signed_at", gettext_lazy("Signed for at"), kind="instant", sort="signed_at"),
    Column("price_yuan", gettext_lazy("Price (yuan)"), kind="number", sort="price_yuan",
           link=lambda row: f"{row.pk}/price/"),
)  # fmt: skip


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
    under_way = registers.parcels_under_way(request.user)
    try:
        for parcel in under_way:
            delivery.track(parcel, at=now())
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
    who: dict[str, Any] = {"by": request.user, "at": now()}
    status = attempt(form, lambda: settle_price(parcel, **who, **form.cleaned_data))
    if status == SAVED:
        return redirect_saved(request, "cases:parcels")
    return render(request, "cases/price.html", {"parcel": parcel, "form": form}, status=status)


@requires("cases.issue", "cases.intake")
def address(request: StaffRequest, pk: int) -> HttpResponse:
    """Correct whom and where a parcel goes; when it is too late, say so and keep what was typed."""
    parcel = get_object_or_404(registers.parcels_visible_to(request.user), pk=pk)
    if not request.user.may(MAY_SEND[Delivery.Direction(parcel.direction)]):
        raise PermissionDenied
    known = {name: getattr(parcel, name) for name in AddressForm.base_fields}
    form = AddressForm(request.POST or None, initial=known)
    try:
        delivery.require_correctable(parcel)
        if request.method == "POST" and form.is_valid():
            correct_address(parcel, by=request.user, at=now(), **form.cleaned_data)
            messages.success(
                request, _("The address is corrected. The order goes to the courier within seconds.")
            )
            return redirect("cases:case", parcel.matter)
    except Refused as refused:
        return _address_page(request, parcel, form, 409, reason=refused)
    return _address_page(request, parcel, form, 422 if form.errors else 200)


def _address_page(
    request: StaffRequest, parcel: Delivery, form: AddressForm, status: int, reason: Refused | None = None
) -> HttpResponse:
    shown = {"parcel": parcel, "form": form, "reason": reason}
    return render(request, "cases/address.html", shown, status=status)
