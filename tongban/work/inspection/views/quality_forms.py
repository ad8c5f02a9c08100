"""Forms of inspection and the rules that ask for one: read by the centre, set by whoever decides."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from tongban.ground.kit.access import StaffRequest
from tongban.ground.kit.tables import Column, Table
from tongban.ground.matters.answers import SAVED, attempt, attempt_making, redirect_saved
from tongban.work.inspection.actions import forms as acts
from tongban.work.inspection.forms.quality_forms import (
    CriterionRows,
    HitRulesForm,
    NewQualityForm,
    QualityFormForm,
)
from tongban.work.inspection.models import QualityForm
from tongban.work.inspection.queries.quality_forms import forms_with_counts, rules_by_kind
from tongban.work.inspection.queries.samples import form_on
from tongban.work.inspection.views.shared import decides, reads

COLUMNS: tuple[Column[Any], ...] = (
    Column("name", _("Name"), sort="name", link=lambda row: reverse("inspection:form", args=[row.pk])),
    Column("in_force_on", _("In force from"), kind="day", sort="in_force_on"),
    Column("pass_mark", _("Passed from"), kind="number", sort="pass_mark"),
    Column("criteria_count", _("Criteria"), kind="number", places=0),
    Column("fatal_count", _("Fatal errors"), kind="number", places=0),
)


@reads
def listed(request: StaffRequest) -> HttpResponse:
    """Show the forms and the rules; whoever decides sets the rules here."""
    may_decide = request.user.may("inspection.decide")
    sent = request.POST if request.method == "POST" else None
    form = HitRulesForm(sent, rules=rules_by_kind(), may_set=may_decide)
    status = attempt(form, lambda: acts.set_rules(form.wanted, by=request.user, at=now()))
    if status == SAVED:
        return redirect_saved(request, "inspection:forms")
    table = Table(request, forms_with_counts(), COLUMNS, code="forms", title=_("Forms of inspection"))
    if table.is_export:
        return table.export()
    pairs = [(form[f"number_{kind}"], form[f"use_{kind}"]) for kind in acts.KINDS]
    shown = {"table": table, "form": form, "rules": pairs, "may_decide": may_decide}
    return render(request, "inspection/forms.html", shown | {"current": form_on(localdate())}, status=status)


@reads
@require_safe
def form(request: StaffRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(QualityForm, pk=pk)
    shown = {
        "found": found,
        "criteria": found.criteria.all(),
        "may_decide": request.user.may("inspection.decide"),
    }
    return render(request, "inspection/form.html", shown)


@decides
def new(request: StaffRequest) -> HttpResponse:
    """Put a form in force, written anew or from another one."""
    editor = _editor(request)
    at, by = now(), request.user
    status, made = attempt_making(
        editor,  # type: ignore[arg-type]  # answers as a form does
        lambda: acts.set_form(criteria=editor.criteria, by=by, at=at, **editor.head.cleaned_data),
    )
    if made is not None:
        return redirect_saved(request, "inspection:form", made.pk)
    return render(
        request, "inspection/form_edit.html", {"form": editor.head, "rows": editor.rows}, status=status
    )


def _editor(request: HttpRequest) -> NewQualityForm:
    copied = request.GET.get("copy", "")
    former = QualityForm.objects.filter(pk=copied).first() if copied.isdecimal() else None
    head = {"name": former.name, "pass_mark": former.pass_mark} if former else {}
    rows = [
        {"name": each.name, "points": each.points or None, "is_fatal": each.is_fatal}
        for each in (former.criteria.all() if former else ())
    ]
    sent = request.POST or None
    return NewQualityForm(
        QualityFormForm(sent, initial={"in_force_on": localdate()} | head),
        CriterionRows(sent, prefix="rows", initial=rows),
    )
