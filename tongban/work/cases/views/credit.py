"""The register of broken commitments and bad credit: who applies in the ordinary way, why and until when."""

from typing import Any

from django.core.exceptions import ValidationError
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
from tongban.ground.people.actions.credit import note_bad_credit, repair_credit
from tongban.ground.people.models import CreditMark
from tongban.ground.people.queries import credit_marks
from tongban.work.cases.commitments.forms import CreditForm, MarkFilters, RepairForm
from tongban.work.cases.queries.counter import applicant_by_number

supervises = requires("cases.supervise")


def _standing(row: CreditMark) -> str:
    if row.repaired_on:
        return str(_("repaired"))
    return str(_("counts")) if row.counts_on(localdate()) else str(_("over"))


def _standing_light(row: CreditMark) -> SafeString:
    return light("red" if row.counts_on(localdate()) else "grey", _standing(row))


COLUMNS: tuple[Column[CreditMark], ...] = (
    Column("applicant", gettext_lazy("Applicant"), value=lambda row: row.applicant.name, link=lambda row: f"{row.pk}/"),
    Column("number", gettext_lazy("Identity number"), value=lambda row: row.applicant.shown_number),
    Column("kind", gettext_lazy("Kind"), value=lambda row: row.get_kind_display(), sort="kind"),
    Column("standing", gettext_lazy("State"), value=_standing, show=_standing_light),
    Column("since", gettext_lazy("From"), kind="day", sort="since"),
    Column("until", gettext_lazy("Until"), kind="day", sort="until"),
    Column("reason", gettext_lazy("Why")),
    Column("source", gettext_lazy("Document or case")),
    Column("repaired_on", gettext_lazy("Credit repaired on"), kind="day"),
)  # fmt: skip


@requires("cases.supervise", "cases.intake", "cases.review", "cases.read_all")
@require_safe
def register(request: StaffRequest) -> HttpResponse:
    title = _("Broken commitments and bad credit")
    table = Table(request, credit_marks(), COLUMNS, code="credit", title=title, filters=MarkFilters)
    if table.is_export:
        return table.export()
    shown: dict[str, Any] = {"table": table, "lead": _("Whoever stands here applies in the ordinary way.")}
    if request.user.may("cases.supervise"):
        shown |= {"action": reverse("cases:credit-add"), "action_title": _("Enter bad credit")}
    return render(request, "cases/list.html", shown)


@supervises
def add(request: StaffRequest) -> HttpResponse:
    """Enter serious bad credit of an applicant who is known here."""
    form = CreditForm(request.POST or None)
    status = attempt(form, lambda: _enter(request, form))
    if status == SAVED:
        return redirect_saved(request, "cases:credit")
    shown = {"form": form, "title": _("Enter bad credit")}
    return render(request, "cases/credit_form.html", shown, status=status)


def _enter(request: StaffRequest, form: CreditForm) -> None:
    said = form.cleaned_data
    applicant = applicant_by_number(said["number_type"], said["number"])
    if applicant is None:
        raise ValidationError({"number": _("Nobody is registered here under this number.")})
    told = {name: said[name] for name in ("until", "reason", "source")}
    note_bad_credit(applicant, **told, by=request.user, at=now())


@requires("cases.supervise", "cases.intake", "cases.review", "cases.read_all")
def mark(request: StaffRequest, pk: int) -> HttpResponse:
    """Show an entry; enter that credit was repaired."""
    found = get_object_or_404(credit_marks(), pk=pk)
    may_repair = request.user.may("cases.supervise") and not found.repaired_on
    form = RepairForm((request.POST or None) if may_repair else None)
    status = attempt(form, lambda: repair_credit(found, by=request.user, at=now(), **form.cleaned_data))
    if status == SAVED:
        return redirect_saved(request, "cases:credit")
    shown = {"mark": found, "form": form if may_repair else None, "title": found.applicant.name}
    return render(request, "cases/credit_form.html", shown, status=status)
