"""The desk of construction projects: the list, one project with its stages, what classes may take."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from tongban.ground.kit.access import StaffRequest, requires
from tongban.ground.kit.tables import Column, Table
from tongban.ground.ledger.wording import history_in_words
from tongban.ground.matters.act_page import ActPage
from tongban.ground.matters.acts import offered
from tongban.ground.matters.answers import SAVED, attempt, attempt_making, redirect_saved
from tongban.work.construction.actions import classes as class_actions
from tongban.work.construction.actions import projects as actions
from tongban.work.construction.forms.acts import PROJECT_ACTS
from tongban.work.construction.forms.entries import EnterForm, ProjectClassForm, ProjectFilters, typed_of
from tongban.work.construction.models import Project, ProjectClass
from tongban.work.construction.queries.projects import project_shown, visible_to
from tongban.work.construction.queries.stages import (
    lack_in_words,
    lacks_before,
    last_stages,
    next_stage,
)

reads = requires("construction.read")


def _stage_now(row: Project) -> str:
    begun = last_stages(row)
    return f"{max(begun)} / {row.of.stages.count()}" if begun else "—"


def _holding(row: Project) -> str:
    return "、".join(project_shown(row, localdate()).holding)


COLUMNS: tuple[Column[Any], ...] = (
    Column("reference", gettext_lazy("Number"), sort="reference", link=lambda row: _address(row)),
    Column("name", gettext_lazy("Project"), sort="name"),
    Column("code", gettext_lazy("Project code"), sort="code"),
    Column("of", gettext_lazy("Class"), value=lambda row: row.of.name, sort="of__name"),
    Column("enterprise", gettext_lazy("Enterprise"), value=lambda row: row.enterprise.name),
    Column("stage", gettext_lazy("Stage"), value=_stage_now),
    Column("status", gettext_lazy("Status"), value=lambda row: str(row.get_status_display()), sort="status"),
    Column("holding", gettext_lazy("Held up by"), value=_holding),
)


@reads
@require_safe
def projects(request: StaffRequest) -> HttpResponse:
    table = Table(
        request,
        visible_to(request.user),
        COLUMNS,
        code="projects",
        title=_("Construction projects"),
        filters=ProjectFilters,
    )
    shown = {
        "table": table,
        "may_enter": request.user.may("construction.lead"),
        "may_edit": request.user.may("construction.classes"),
    }
    return table.export() if table.is_export else render(request, "construction/projects.html", shown)


@requires("construction.lead")
def enter(request: StaffRequest) -> HttpResponse:
    form = EnterForm(request.POST or None)
    status, made = attempt_making(
        form, lambda: actions.enter(form.content, form.enterprise, by=request.user, at=now())
    )
    if made is not None:
        return redirect_saved(request, "construction:project", made.reference)
    shown = {"form": form, "title": _("Enter a project")}
    return render(request, "construction/form.html", shown, status=status)


@reads
@require_safe
def classes(request: StaffRequest) -> HttpResponse:
    rows = ProjectClass.objects.prefetch_related("stages__bundle__versions")
    shown = {"classes": rows, "may_edit": request.user.may("construction.classes")}
    return render(request, "construction/classes.html", shown)


@requires("construction.classes")
def set_class(request: StaffRequest) -> HttpResponse:
    """Enter what a class may take, from a day."""
    of = request.GET.get("of", "")
    before = ProjectClass.objects.filter(pk=int(of)).first() if of.isdecimal() else None
    form = ProjectClassForm(
        request.POST or None, initial={**(typed_of(before) if before else {}), "since": localdate()}
    )

    def save() -> Any:
        given = {name: form.cleaned_data[name] for name in ("name", "since", "whole_days", "basis")}
        return class_actions.set_class(**given, stages=form.stages, by=request.user, at=now())

    status = attempt(form, save)
    if status == SAVED:
        return redirect_saved(request, "construction:classes")
    shown = {"form": form, "title": _("What a class may take, from a day")}
    return render(request, "construction/form.html", shown, status=status)


@reads
@require_safe
def project(request: StaffRequest, reference: str) -> HttpResponse:
    return _drawn(request, _found(request, reference), {}, 200)


@reads
def act(request: StaffRequest, reference: str, code: str) -> HttpResponse:
    return PAGE.answer(request, reference, code)


def _found(request: StaffRequest, reference: str) -> Project:
    found: Project = get_object_or_404(visible_to(request.user), reference=reference)
    return found


def _address(found: Project) -> str:
    return reverse("construction:project", args=[found.reference])


def _drawn(request: StaffRequest, found: Project, shown: dict[str, Any], status: int) -> HttpResponse:
    coming = next_stage(found)
    more: dict[str, Any] = {
        "shown": project_shown(found, localdate()),
        "project": found,
        "coming": coming,
        "lacks": [lack_in_words(each) for each in lacks_before(found, coming.number)] if coming else [],
        "acts": offered(PROJECT_ACTS, found, request.user),
        "happened": history_in_words(found.reference),
    }
    return render(request, "construction/project.html", more | shown, status=status)


PAGE = ActPage(PROJECT_ACTS, _found, _address, _drawn)
