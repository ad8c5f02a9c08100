"""Items: the list, one item with its versions, entering a new one."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from tongban.ground.kit.access import StaffRequest
from tongban.ground.kit.conflicts import mark_of
from tongban.ground.kit.tables import Column, Table
from tongban.ground.kit.templatetags.kit import light
from tongban.ground.matters.answers import SAVED, attempt, attempt_making, redirect_saved
from tongban.offer.catalogue.actions import drafts, publication
from tongban.offer.catalogue.forms.items import CorrectItemForm, ItemFilters, ItemForm
from tongban.offer.catalogue.models import Item, Mode, Status, Unit
from tongban.offer.catalogue.queries import lists, versions
from tongban.offer.catalogue.queries.new_codes import proposed_code
from tongban.offer.catalogue.queries.tables import items_with_status, tone_of
from tongban.offer.catalogue.views.access import edits, reads


def _promise(row: Any) -> str:
    if row.promised is None:
        return ""
    unit = str(Unit(row.promised_unit).label)
    return unit if row.promised_unit == Unit.AT_ONCE else f"{row.promised} {unit}"


def _standing(row: Any) -> Any:
    shown = Status.PUBLISHED if row.public else row.working or Status.DRAFT
    return light(tone_of(shown), Status(shown).label)


COLUMNS: tuple[Column[Any], ...] = (
    Column(
        "name",
        gettext_lazy("Item"),
        sort="name",
        link=lambda row: reverse("catalogue:item", args=[row.pk]),
    ),
    Column("division_name", gettext_lazy("Division"), sort="division__name"),
    Column("power", gettext_lazy("Kind of power"), value=lambda row: str(row.get_power_type_display())),
    Column("mode", gettext_lazy("Mode"), value=lambda row: str(Mode(row.mode).label) if row.mode else ""),
    Column("promised", gettext_lazy("Promised limit"), value=_promise, sort="promised"),
    Column(
        "public",
        gettext_lazy("Status"),
        value=lambda row: str(Status.PUBLISHED.label) if row.public else "",
        show=_standing,
    ),
    Column(
        "working",
        gettext_lazy("In work"),
        value=lambda row: str(Status(row.working).label) if row.working else "",
        show=lambda row: light(tone_of(row.working), Status(row.working).label) if row.working else "—",
    ),
    Column("code", gettext_lazy("Item code"), sort="code"),
)


@reads
@require_safe
def items(request: StaffRequest) -> HttpResponse:
    rows = items_with_status(versions.items_visible_to(request.user))
    table = Table(request, rows, COLUMNS, code="items", title=_("Items"), filters=ItemFilters)
    if table.is_export:
        return table.export()
    return render(
        request, "catalogue/items.html", {"table": table, "may_edit": request.user.may("catalogue.edit")}
    )


@reads
@require_safe
def item(request: StaffRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(versions.items_visible_to(request.user), pk=pk)
    shown = {
        "item": found,
        "versions": versions.visible_to(request.user).filter(item=found).order_by("-number"),
        "current": versions.current_version(found),
        "open": versions.open_version(found),
        "lists": lists.lists_with(found),
        "may_edit": request.user.may("catalogue.edit"),
        "children": versions.items_visible_to(request.user).filter(parent=found),
    }
    return render(request, "catalogue/item.html", shown)


@edits
def add_item(request: StaffRequest) -> HttpResponse:
    form = ItemForm(request.POST or None, instance=Item())
    status, made = attempt_making(form, lambda: drafts.add_item(by=request.user, at=now(), **form.told))
    if made:
        messages.success(request, _("The item was entered."))
        return redirect("catalogue:item", made.pk)
    return render(request, "catalogue/item_form.html", {"form": form}, status=status)


@edits
@require_safe
def proposed(request: StaffRequest) -> HttpResponse:
    """Say which code a new item would get."""
    given = request.GET
    parent = Item.objects.filter(pk=given["parent"]).first() if given.get("parent", "").isdecimal() else None
    code = proposed_code(given.get("level", ""), given.get("power_type", ""), parent)
    return render(request, "catalogue/parts/code.html", {"code": code})


@edits
def change(request: StaffRequest, pk: int) -> HttpResponse:
    """Correct an item: before it is published everything, after that what is the office's own."""
    found = get_object_or_404(versions.items_visible_to(request.user), pk=pk)
    mark, seen = mark_of(found), request.POST.get("seen", "")
    form = CorrectItemForm(request.POST or None, instance=found)
    said: dict[str, Any] = {"by": request.user, "at": now()}
    status = attempt(form, lambda: drafts.change_item(found, changes=form.changes, seen=seen, **said))
    if status == SAVED:
        return redirect_saved(request, "catalogue:item", pk)
    shown = {"form": form, "item": found, "seen": mark}
    return render(request, "catalogue/item_form.html", shown, status=status)


@edits
@require_POST
def begin(request: StaffRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(versions.items_visible_to(request.user), pk=pk)
    version = publication.begin_draft(found, by=request.user, at=now())
    messages.success(request, _("A draft was begun."))
    return redirect("catalogue:edit", version.pk)
