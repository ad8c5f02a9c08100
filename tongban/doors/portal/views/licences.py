"""My licences: what is on file, how it stands today, who looked at it and for what."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from tongban.doors.portal.queries.mine import licence_status
from tongban.ground.kit.access import StaffRequest, requires
from tongban.ground.kit.tables import Column, Table
from tongban.ground.kit.templatetags.kit import light
from tongban.offer.licences.models import Licence
from tongban.offer.licences.queries import visible_to


def _columns() -> tuple[Column[Licence], ...]:
    today = localdate()
    return (
        Column("type", _("Type"), value=lambda row: str(row.type), link=lambda row: reverse("my:licence", args=[row.pk])),
        Column("number", _("Licence number"), sort="number"),
        Column("holder", _("Holder"), value=lambda row: row.holder.name),
        Column("issuer", _("Issuing body"), sort="issuer"),
        Column("valid_until", _("Valid until"), kind="day", sort="valid_until"),
        Column(
            "status", _("Standing"), value=lambda row: licence_status(row, today)[1],
            show=lambda row: light(*licence_status(row, today)),
        ),
    )  # fmt: skip


@requires("cases.apply")
@require_safe
def licences(request: StaffRequest) -> HttpResponse:
    rows = visible_to(request.user, localdate())
    table = Table(
        request,
        rows,
        _columns(),
        code="licences",
        title=_("My licences"),
        empty=_("No licence of yours is on file."),
    )
    return table.export() if table.is_export else render(request, "portal/licences.html", {"table": table})


@requires("cases.apply")
@require_safe
def licence(request: StaffRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(visible_to(request.user, localdate()), pk=pk)
    shown, word = licence_status(found, localdate())
    context = {
        "licence": found,
        "light": shown,
        "word": word,
        "address": request.build_absolute_uri(reverse("checked", args=[found.check_code])),
        "uses": found.uses.select_related("by__department")[:50],
    }
    return render(request, "portal/licence.html", context)
