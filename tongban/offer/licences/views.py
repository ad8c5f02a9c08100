"""The register of licences: found, looked at, printed, suspended, reinstated, revoked and cancelled."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from tongban.ground.kit.access import StaffRequest, requires
from tongban.ground.kit.tables import Column, Table
from tongban.ground.kit.templatetags.kit import light
from tongban.ground.ledger.models import Entry
from tongban.ground.ledger.wording import describe
from tongban.ground.matters.answers import attempt, redirect_saved
from tongban.offer.licences import actions, papers
from tongban.offer.licences.forms import LicenceFilters, LicenceReasonForm
from tongban.offer.licences.models import Licence
from tongban.offer.licences.queries import content_in_words, standing_of, visible_to
from tongban.offer.licences.states import CHART

reads = requires("licences.manage", "cases.read_all")
REPRINT = "reprint"
BY_HAND = ("suspend", "reinstate", "revoke", "cancel")
"""The moves that an officer makes in the register; licences are issued and replaced by their cases."""
COLUMNS: tuple[Column[Licence], ...] = (
    Column(
        "number",
        gettext_lazy("Licence number"),
        sort="number",
        link=lambda row: reverse("licences:licence", args=[row.pk]),
    ),
    Column("type", gettext_lazy("Type"), value=lambda row: row.type.name, sort="type__name"),
    Column("holder", gettext_lazy("Holder"), value=lambda row: row.holder.name, sort="holder__name"),
    Column("case", gettext_lazy("Case"), value=lambda row: row.case, link=lambda row: case_link(row.case)),
    Column("valid_from", gettext_lazy("Valid from"), kind="day", sort="valid_from"),
    Column("valid_until", gettext_lazy("Valid until"), kind="day", sort="valid_until"),
    Column(
        "standing",
        gettext_lazy("Standing"),
        value=lambda row: standing_of(row, localdate()).label,
        show=lambda row: shown_standing(row),
    ),
)


def case_link(case: str) -> str:
    """Return where the case is shown that issued a licence; nothing where none did."""
    return reverse("cases:case", args=[case]) if case.startswith("CASE-") else ""


def shown_standing(licence: Licence) -> Any:
    """Return how a licence stands today, as a light."""
    standing = standing_of(licence, localdate())
    return light(standing.light, standing.label)


@reads
@require_safe
def licences(request: StaffRequest) -> HttpResponse:
    rows = visible_to(request.user, localdate())
    table = Table(
        request,
        rows,
        COLUMNS,
        code="licence-register",
        title=_("Register of licences"),
        filters=LicenceFilters,
        empty=_("No licence fits."),
    )
    return table.export() if table.is_export else render(request, "licences/licences.html", {"table": table})


@reads
@require_safe
def licence(request: StaffRequest, pk: int) -> HttpResponse:
    found = _found(request, pk)
    entries = Entry.objects.filter(subject=found.reference).select_related("by").order_by("-number")
    shown = {
        "licence": found,
        "standing": shown_standing(found),
        "content": content_in_words(found, found.content),
        "acts": _acts(request, found),
        "case_link": case_link(found.case),
        "past": [(entry, describe(entry).act) for entry in entries],
        "others": visible_to(request.user, localdate()).filter(number=found.number).exclude(pk=found.pk),
        "check": request.build_absolute_uri(reverse("checked", args=[found.check_code])),
        "uses": found.uses.select_related("by")[:50],
    }
    return render(request, "licences/licence.html", shown)


@reads
@require_safe
def paper(request: StaffRequest, pk: int) -> HttpResponse:
    """Give a licence out as PDF."""
    return as_pdf(_found(request, pk))


@requires("licences.manage")
def act(request: StaffRequest, pk: int, move: str) -> HttpResponse:
    """Ask why, and do it; a licence printed again is told in its past."""
    found = _found(request, pk)
    if move not in (*BY_HAND, REPRINT):
        raise Http404
    if move not in dict(_acts(request, found)):
        raise PermissionDenied
    form = LicenceReasonForm(request.POST or None)
    said: dict[str, Any] = {"by": request.user, "at": now()}

    def do() -> None:
        if move == REPRINT:
            actions.reprint(found, **said, **form.cleaned_data)
        else:
            actions.change_standing(found, move, **said, **form.cleaned_data)

    status = attempt(form, do)
    if status == 302:
        return redirect_saved(request, "licences:licence", found.pk)
    shown = {"licence": found, "form": form, "title": dict(_acts(request, found))[move]}
    return render(request, "licences/act.html", shown, status=status)


def as_pdf(found: Licence) -> HttpResponse:
    """Return a licence's PDF as an answer."""
    answer = HttpResponse(papers.pdf(found), content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="licence-{found.pk}.pdf"'
    return answer


def _found(request: StaffRequest, pk: int) -> Licence:
    found: Licence = get_object_or_404(visible_to(request.user, localdate()), pk=pk)
    return found


def _acts(request: StaffRequest, found: Licence) -> list[tuple[str, Any]]:
    """Return what this person may do with a licence now, with its words."""
    if not request.user.may("licences.manage"):
        return []
    moves = [(name, CHART.moves[name]) for name in BY_HAND]
    return [
        (REPRINT, _("Print again")),
        *((name, str(each)) for name, each in moves if found.status in each.from_),
    ]
