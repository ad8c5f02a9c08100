"""The application form of a draft: its fields in order, how it looks, and a trial with values of one's own."""

from collections.abc import Callable, Sequence
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from tongban.ground.kit import schema_form
from tongban.ground.kit.access import StaffRequest
from tongban.ground.kit.conflicts import mark_of
from tongban.ground.kit.json_schema import form_faults
from tongban.ground.kit.schema_words import fault_in_words
from tongban.ground.matters.answers import OPENED, SAVED, attempt
from tongban.offer.catalogue import schemas
from tongban.offer.catalogue.actions import drafts
from tongban.offer.catalogue.form_fields import OTHER, FormField, fields_of, rest_of, with_fields
from tongban.offer.catalogue.forms.fields import FieldForm
from tongban.offer.catalogue.models import ItemVersion
from tongban.offer.catalogue.views.access import edits, version_for
from tongban.offer.catalogue.views.versions import frame

NEW = "new"
WAYS = (("up", "arrow-up", gettext_lazy("Move up")), ("down", "arrow-down", gettext_lazy("Move down")))


@edits
@require_safe
def form(request: StaffRequest, pk: int) -> HttpResponse:
    return _page(request, version_for(request, pk))


@edits
def field(request: StaffRequest, pk: int, name: str = NEW) -> HttpResponse:
    """Describe a new field, or one of the form anew."""
    version = version_for(request, pk)
    fields = fields_of(version.form_schema)
    told = None if name == NEW else _named(fields, name)
    if told is not None and told.kind == OTHER:
        raise Http404
    asked = FieldForm(request.POST or None, told=told, taken=fields)

    def save() -> None:
        described = asked.field
        _change(
            request,
            version,
            [described if each.name == name else each for each in fields] if told else [*fields, described],
        )

    status = attempt(asked, save)
    if status == SAVED:
        return _answer(request, pk)
    return _page(request, version, status=status, asked=asked, editing=name)


@edits
@require_POST
def move(request: StaffRequest, pk: int, name: str, way: str) -> HttpResponse:
    """Ask for a field one place earlier or later."""
    return _rearrange(request, pk, name, lambda fields, at: _moved(fields, at, -1 if way == "up" else 1))


@edits
@require_POST
def remove(request: StaffRequest, pk: int, name: str) -> HttpResponse:
    """Strike a field from the form."""
    return _rearrange(request, pk, name, lambda fields, at: [*fields[:at], *fields[at + 1 :]])


@edits
@require_POST
def trial(request: StaffRequest, pk: int) -> HttpResponse:
    """Check values as an applicant's would be; nothing is kept."""
    version = version_for(request, pk)
    schema = version.form_schema
    given = schema_form.read(schema, request.POST)
    values = {name: value for name, value in given.items() if value is not None}
    faults = {each.field: fault_in_words(each) for each in form_faults(schema, values)}
    shown: dict[str, Any] = {"version": version, "preview": schema_form.SchemaForm(schema, given, faults)}
    if request.htmx:  # type: ignore[attr-defined]
        return render(request, "catalogue/parts/form_preview.html", {**shown, "is_right": not faults})
    return _page(request, version, **shown, is_right=not faults)


def _named(fields: Sequence[FormField], name: str) -> FormField:
    found = next((each for each in fields if each.name == name), None)
    if found is None:
        raise Http404
    return found


def _moved(fields: Sequence[FormField], at: int, step: int) -> list[FormField]:
    ordered, to = list(fields), min(max(at + step, 0), len(fields) - 1)
    ordered.insert(to, ordered.pop(at))
    return ordered


def _rearrange(
    request: StaffRequest, pk: int, name: str, arrange: Callable[[Sequence[FormField], int], list[FormField]]
) -> HttpResponse:
    version = version_for(request, pk)
    fields = fields_of(version.form_schema)
    _change(request, version, arrange(fields, fields.index(_named(fields, name))))
    return _answer(request, pk)


def _change(request: StaffRequest, version: ItemVersion, fields: Sequence[FormField]) -> None:
    schema = with_fields(version.form_schema, fields)
    seen = request.POST.get("seen", "")
    drafts.change(version, by=request.user, at=now(), changes={"form_schema": schema}, seen=seen)


def _answer(request: StaffRequest, pk: int) -> HttpResponse:
    if not request.htmx:  # type: ignore[attr-defined]
        return redirect("catalogue:form", pk)
    return _page(request, version_for(request, pk))


def _page(
    request: StaffRequest, version: ItemVersion, *, status: int = OPENED, **opened: Any
) -> HttpResponse:
    schema = version.form_schema
    rest = rest_of(schema)
    shown = {
        **frame(request, version, "edit"),
        "fields": fields_of(schema),
        "rest": schemas.as_json_text(rest) if rest else "",
        "preview": schema_form.SchemaForm(schema, {}, {}),
        "seen": mark_of(version),
        "ways": WAYS,
        **opened,
    }
    name = "catalogue/parts/form_editor.html" if request.htmx else "catalogue/form.html"  # type: ignore[attr-defined]
    return render(request, name, shown, status=status)
