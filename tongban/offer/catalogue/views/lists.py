"""The lists: their versions, what changed between them, the draft of the next one."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from tongban.ground.kit.access import StaffRequest, requires
from tongban.ground.kit.tables import Column, Table
from tongban.ground.matters.answers import OPENED, SAVED, attempt, attempt_making
from tongban.offer.catalogue.actions import lists as action_lists
from tongban.offer.catalogue.actions.lists import put_on_list, take_off_list
from tongban.offer.catalogue.forms.items import NewListForm
from tongban.offer.catalogue.forms.lists import EntryForm, PublishListForm
from tongban.offer.catalogue.models import ListVersion
from tongban.offer.catalogue.queries.lists import (
    entries_of,
    entry_of,
    list_before,
    list_differences,
    list_versions_visible_to,
    lists_visible_to,
)
from tongban.offer.catalogue.views.access import edits, reads

publishes = requires("catalogue.publish")

COLUMNS: tuple[Column[Any], ...] = (
    Column("item.name", gettext_lazy("Item"), sort="item__name"),
    Column("level", gettext_lazy("Level"), value=lambda row: str(row.item.get_level_display())),
    Column("item.division.name", gettext_lazy("Division"), sort="item__division__name"),
    Column(
        "change",
        gettext_lazy("Kind of change"),
        value=lambda row: str(row.get_change_display()),
        sort="change",
    ),
    Column("basis", gettext_lazy("Basis")),
    Column("item.code", gettext_lazy("Item code"), sort="item__code"),
)


def _changing(request: StaffRequest) -> Column[Any]:
    """Return the column with what may be done to an entry of a draft."""
    name = "catalogue/parts/entry_acts.html"
    return Column("entry", "", value=lambda row: "", show=lambda row: _part(request, name, row))


def _part(request: StaffRequest, name: str, row: Any) -> SafeString:
    return render_to_string(name, {"entry": row}, request=request)


@reads
@require_safe
def lists(request: StaffRequest) -> HttpResponse:
    versions = list(list_versions_visible_to(request.user))
    kept = list(lists_visible_to(request.user))
    rows = [(each, [version for version in versions if version.list_id == each.pk]) for each in kept]
    shown = {"rows": rows, "may_edit": request.user.may("catalogue.edit")}
    return render(request, "catalogue/lists.html", shown)


@reads
@require_safe
def list_version(request: StaffRequest, pk: int) -> HttpResponse:
    return _page(request, _version_for(request, pk))


def _version_for(request: StaffRequest, pk: int) -> ListVersion:
    return get_object_or_404(list_versions_visible_to(request.user), pk=pk)


def _page(
    request: StaffRequest,
    version: ListVersion,
    *,
    entering: forms.BaseForm | None = None,
    publishing: forms.BaseForm | None = None,
    status: int = OPENED,
) -> HttpResponse:
    is_draft = version.status == ListVersion.Status.DRAFT
    may_edit = is_draft and request.user.may("catalogue.edit")
    columns = (*COLUMNS, _changing(request)) if may_edit and "export" not in request.GET else COLUMNS
    table = Table(request, entries_of(version), columns, code="list", title=version.list.name)
    if table.is_export:
        return table.export()
    before = list_before(version)
    shown = {
        "version": version,
        "table": table,
        "before": before,
        "changes": list_differences(before, version) if before else [],
        "may_edit": may_edit,
        "may_publish": is_draft and request.user.may("catalogue.publish"),
        "entering": entering or EntryForm(version, initial=_chosen(request, version)),
        "publishing": publishing or PublishListForm(auto_id="publish-%s"),
    }
    return render(request, "catalogue/list.html", shown, status=status)


def _chosen(request: StaffRequest, version: ListVersion) -> dict[str, Any]:
    """Return the entry that is to be changed, as the form shows it."""
    asked = request.GET.get("item", "")
    entry = entry_of(version, int(asked)) if asked.isdecimal() else None
    names = ("item", "change", "basis", "note")
    return {name: getattr(entry, name) for name in names} if entry else {}


@edits
def begin_list(request: StaffRequest) -> HttpResponse:
    form = NewListForm(request.POST or None)
    status, made = attempt_making(
        form, lambda: action_lists.begin_list(**form.cleaned_data, by=request.user, at=now())
    )
    if made:
        return redirect("catalogue:lists")
    return render(request, "catalogue/list_form.html", {"form": form}, status=status)


@edits
@require_POST
def begin_list_draft(request: StaffRequest, pk: int) -> HttpResponse:
    kept = get_object_or_404(lists_visible_to(request.user), pk=pk)
    return redirect("catalogue:list", action_lists.begin_list_draft(kept, by=request.user, at=now()).pk)


@edits
@require_POST
def enter(request: StaffRequest, pk: int) -> HttpResponse:
    version = _version_for(request, pk)
    form = EntryForm(version, request.POST)
    status = attempt(form, lambda: put_on_list(version, **form.cleaned_data, by=request.user, at=now()))
    if status == SAVED:
        messages.success(request, _("Saved."))
        return redirect("catalogue:list", pk)
    return _page(request, version, entering=form, status=status)


@edits
@require_POST
def take_off(request: StaffRequest, pk: int, entry: int) -> HttpResponse:
    version = _version_for(request, pk)
    found = get_object_or_404(entries_of(version), pk=entry)
    take_off_list(found, by=request.user, at=now())
    messages.success(request, _("Taken off the draft: %(item)s.") % {"item": found.item})
    return redirect("catalogue:list", pk)


@publishes
@require_POST
def publish_list(request: StaffRequest, pk: int) -> HttpResponse:
    version = _version_for(request, pk)
    form = PublishListForm(request.POST, auto_id="publish-%s")
    status = attempt(
        form, lambda: action_lists.publish_list(version, **form.cleaned_data, by=request.user, at=now())
    )
    if status == SAVED:
        messages.success(request, _("The list was published."))
        return redirect("catalogue:list", pk)
    return _page(request, version, publishing=form, status=status)
