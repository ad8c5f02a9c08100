"""The pages of the registers: who works for the hotline reads them, its head enters and changes."""

from collections.abc import Callable, Sequence
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from tongban.ground.kit.access import StaffRequest, requires
from tongban.ground.kit.conflicts import mark_of
from tongban.ground.kit.tables import Column, Table
from tongban.ground.matters.answers import SAVED, attempt, redirect_saved
from tongban.work.hotline.actions import catalogue, registers
from tongban.work.hotline.models import Area, DemandClass, Line, MergeRecord, OrderLimit
from tongban.work.hotline.queries.visibility import CENTRE
from tongban.work.hotline.registers import tables
from tongban.work.hotline.registers.forms import (
    AreaForm,
    ClassForm,
    DispatchRowForm,
    HotlineLineForm,
    LimitForm,
    MergeClassForm,
    MergeForm,
    NameForm,
    TrialForm,
)
from tongban.work.hotline.registers.queries import tree, try_limits

LEAD = "hotline.lead"
PAGES = (
    ("lines", gettext_lazy("Lines")),
    ("classes", gettext_lazy("Classes of demands")),
    ("areas", gettext_lazy("Areas")),
    ("limits", gettext_lazy("Limits of orders")),
    ("catalogue", gettext_lazy("Dispatch catalogue")),
)
TITLES = dict(PAGES)


@requires(*CENTRE)
@require_safe
def lines(request: StaffRequest) -> HttpResponse:
    return _listed(request, "lines", Line.objects.select_related("centre"), tables.LINES)


@requires(*CENTRE)
@require_safe
def classes(request: StaffRequest) -> HttpResponse:
    return _listed(request, "classes", tree(), tables.CLASSES)


@requires(*CENTRE)
@require_safe
def areas(request: StaffRequest) -> HttpResponse:
    return _listed(request, "areas", Area.objects.select_related("parent"), tables.AREAS)


@requires(*CENTRE)
@require_safe
def limits(request: StaffRequest) -> HttpResponse:
    """Show the rows, and what an order would get because of which."""
    form = TrialForm(request.GET if "line" in request.GET else None)
    trial = try_limits(**form.cleaned_data, day=localdate()) if form.is_bound and form.is_valid() else None
    rows = OrderLimit.objects.select_related("line", "demand_class").order_by("-in_force_on", "-pk")
    return _listed(request, "limits", rows, tables.LIMITS, trial_form=form, trial=trial)


@requires(LEAD)
def new_line(request: StaffRequest) -> HttpResponse:
    form = HotlineLineForm(request.POST or None)
    return _edited(
        request, "lines", _("Open a line"), form, lambda **by: registers.open_line(form.values, **by)
    )


@requires(*CENTRE)
def line(request: StaffRequest, pk: int) -> HttpResponse:
    """Show a line with how it was merged; its head changes either."""
    found = get_object_or_404(Line.objects.select_related("centre"), pk=pk)
    merge = MergeRecord.objects.select_related("owner").filter(line=found).first()
    sent = _sent(request)
    form = HotlineLineForm(sent if "name" in request.POST else None, line=found)
    merge_form = MergeForm(sent if "owner" in request.POST else None, merge=merge)
    said: dict[str, Any] = {"by": request.user, "at": now()}
    status = attempt(form, lambda: registers.change_line(found, form.values, seen=form.mark, **said))
    if merge_form.is_bound:
        status = attempt(
            merge_form, lambda: registers.record_merge(found, merge_form.values, seen=merge_form.mark, **said)
        )
    if status == SAVED:
        return redirect_saved(request, "hotline:line", pk)
    return _drawn(
        request,
        "line",
        "lines",
        str(found),
        status,
        line=found,
        merge=merge,
        form=form,
        merge_form=merge_form,
        may_be_merged=found.form in registers.MERGED,
    )


@requires(LEAD)
def new_class(request: StaffRequest) -> HttpResponse:
    form = ClassForm(request.POST or None)
    return _edited(
        request, "classes", _("Open a class"), form, lambda **by: catalogue.open_class(**form.values, **by)
    )


@requires(*CENTRE)
def demand_class(request: StaffRequest, pk: int) -> HttpResponse:
    """Show a class with its names; the head renames it or merges it into another."""
    found = get_object_or_404(DemandClass.objects.select_related("parent", "merged_into"), pk=pk)
    sent = _sent(request)
    form = NameForm(
        sent if "name" in request.POST else None, initial={"name": found.name, "seen": mark_of(found)}
    )
    merge_form = MergeClassForm(
        sent if "into" in request.POST else None, found=found, initial={"seen": mark_of(found)}
    )
    said: dict[str, Any] = {"by": request.user, "at": now()}
    status = attempt(form, lambda: catalogue.rename_class(found, form.values["name"], seen=form.mark, **said))
    if merge_form.is_bound:
        status = attempt(
            merge_form,
            lambda: catalogue.merge_class(found, merge_form.values["into"], seen=merge_form.mark, **said),
        )
    if status == SAVED:
        return redirect_saved(request, "hotline:class", pk)
    shown = {
        "found": found,
        "names": found.names.all(),
        "questions": found.questions.all(),
        "form": form,
        "merge_form": merge_form,
    }
    return _drawn(request, "class", "classes", found.name, status, **shown)


@requires(LEAD)
def new_area(request: StaffRequest) -> HttpResponse:
    form = AreaForm(request.POST or None)
    return _edited(
        request, "areas", _("Enter an area"), form, lambda **by: registers.open_area(form.values, **by)
    )


@requires(LEAD)
def area(request: StaffRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Area, pk=pk)
    form = NameForm(request.POST or None, initial={"name": found.name, "seen": mark_of(found)})
    return _edited(
        request,
        "areas",
        found.name,
        form,
        lambda **by: registers.rename_area(found, form.values["name"], seen=form.mark, **by),
    )


@requires(LEAD)
def new_limit(request: StaffRequest) -> HttpResponse:
    form = LimitForm(request.POST or None)
    return _edited(
        request, "limits", _("Set a limit"), form, lambda **by: registers.set_limit(form.values, **by)
    )


@requires(LEAD)
def new_row(request: StaffRequest) -> HttpResponse:
    form = DispatchRowForm(request.POST or None)
    return _edited(
        request,
        "catalogue",
        _("Propose a row"),
        form,
        lambda **by: catalogue.propose_row(**form.values, **by),
    )


def _listed(
    request: StaffRequest,
    page: str,
    rows: Any,
    columns: Sequence[Column[Any]],
    status: int = 200,
    **shown: Any,
) -> HttpResponse:
    table = Table(request, rows, columns, code=f"hotline-{page}", title=str(TITLES[page]))
    if table.is_export:
        return table.export()
    return _drawn(request, "list", page, str(TITLES[page]), 200, table=table, **shown)


def _edited(
    request: StaffRequest, page: str, title: str, form: forms.Form, act: Callable[..., Any]
) -> HttpResponse:
    status = attempt(form, lambda: act(by=request.user, at=now()))
    if status == SAVED:
        return redirect_saved(request, f"hotline:{page}")
    return _drawn(request, "edit", page, title, status, form=form)


def _drawn(
    request: StaffRequest, template: str, page: str, title: str, status: int, **shown: Any
) -> HttpResponse:
    more = {
        "page": page,
        "pages": [
            (name, words, reverse(f"hotline:{name}"))
            for name, words in PAGES
            if name != "catalogue" or any(map(request.user.may, ("hotline.dispatch", LEAD)))
        ],
        "title": title,
        "list_title": TITLES[page],
        "list_address": reverse(f"hotline:{page}"),
        "may_lead": request.user.may(LEAD),
    }
    return render(request, f"hotline/registers/{template}.html", more | shown, status=status)


def _sent(request: StaffRequest) -> Any:
    """Return what the head of the hotline sent; what anybody else sends changes nothing."""
    return request.POST if request.method == "POST" and request.user.may(LEAD) else None
