"""Finding an item, reading its guide, and asking what one needs oneself."""

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from tongban.doors.portal.queries.flow import flow_of
from tongban.doors.portal.queries.item_search import COLUMNS, PublicItemFilters, everything, exempt_counts
from tongban.doors.portal.queries.questions import Questionnaire
from tongban.doors.portal.queries.whom import acting_for
from tongban.ground.kit import files
from tongban.ground.kit.access import public
from tongban.ground.kit.tables import Table
from tongban.offer.catalogue.models import ItemVersion
from tongban.offer.catalogue.queries.guide import read_answers
from tongban.offer.catalogue.queries.lists import lists_with
from tongban.offer.catalogue.queries.versions import published_versions, with_guide

ON_A_PAGE = 20


@public
@require_safe
def search(request: HttpRequest) -> HttpResponse:
    table = Table(
        request,
        everything(),
        COLUMNS,
        code="items",
        title=_("Items"),
        filters=PublicItemFilters,
        page_size=ON_A_PAGE,
    )
    if table.is_export:
        return table.export()
    return render(request, "portal/items.html", {"table": table, "counts": exempt_counts(table.page)})


@public
@require_safe
def guide(request: HttpRequest, code: str) -> HttpResponse:
    version = offered(code)
    context = {"version": version, "flow": flow_of(version), "lists": lists_with(version.item)}
    return render(request, "portal/guide.html", context)


@public
@require_safe
def checklist(request: HttpRequest, code: str) -> HttpResponse:
    version = offered(code)
    acting = acting_for(request, localdate(), code)
    asked = Questionnaire(version, answers_in(version, request.GET), acting, localdate())
    part = "portal/parts/checklist.html" if getattr(request, "htmx", False) else "portal/checklist.html"
    return render(
        request, part, {"version": version, "asked": asked, "flow": flow_of(version, asked.answers)}
    )


@public
@require_safe
def blank(request: HttpRequest, code: str, digest: str) -> HttpResponseBase:
    """Give out a blank form or a sample that the published guide shows."""
    for material in offered(code).materials.all():
        for stored in (material.template, material.sample):
            if stored is not None and stored.digest == digest and files.path_of(digest).exists():
                return files.download(stored)
    raise Http404


def offered(code: str) -> ItemVersion:
    """Return the published version of an item with its guide, or 404."""
    return get_object_or_404(with_guide(published_versions()), item__code=code)


def answers_in(version: ItemVersion, given: Mapping[str, Any]) -> dict[str, Any]:
    """Return the answers that a query string or form gives to the item's questions."""
    return read_answers(version, {row.code: given.get(row.code, "") for row in version.situations.all()})
