"""Views of a work list under names of their readers: kept, opened by their address, removed."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tongban.ground.kit.access import StaffRequest, requires
from tongban.work.cases.actions import saved_views
from tongban.work.cases.forms.lists import SaveViewForm
from tongban.work.cases.queries.saved_views import views_of, views_on
from tongban.work.cases.queries.worklists import KINDS

READING = ("cases.read", "cases.read_all", "cases.supervise")
EVERY = "all"
NOT_KEPT = ("page", "export")


def shown_views(request: StaffRequest, page: str) -> dict[str, Any]:
    """Return what a list shows of the reader's own views."""
    now = stored_query(request.GET)
    own = views_on(request.user, page)
    return {
        "views": own,
        "view_query": now,
        "view_here": next((each.pk for each in own if each.query == now), None) if now else None,
        "view_base": address_of(page),
    }


def stored_query(given: QueryDict) -> str:
    """Return the filters and the order of a list as an address, without empty ones."""
    chosen = QueryDict(mutable=True)
    for name in sorted(given):
        values = [value for value in given.getlist(name) if value]
        if values and name not in NOT_KEPT:
            chosen.setlist(name, values)
    return chosen.urlencode()


def address_of(page: str) -> str:
    """Return where a list is."""
    return reverse("cases:all") if page == EVERY else reverse("cases:work", args=[page])


@requires(*READING)
@require_POST
def save(request: StaffRequest, page: str) -> HttpResponse:
    if page != EVERY and page not in KINDS:
        raise Http404
    form = SaveViewForm(request.POST)
    if not form.is_valid():
        messages.error(request, " ".join(str(text) for texts in form.errors.values() for text in texts))
        return redirect(address_of(page))
    query = stored_query(QueryDict(form.cleaned_data["query"]))
    saved_views.save_view(page, form.cleaned_data["name"], query, by=request.user)
    messages.success(request, _("The view “%(name)s” is kept.") % {"name": form.cleaned_data["name"]})
    return redirect(f"{address_of(page)}?{query}")


@requires(*READING)
@require_POST
def remove(request: StaffRequest, pk: int) -> HttpResponse:
    view = get_object_or_404(views_of(request.user), pk=pk)
    saved_views.remove_view(view, by=request.user)
    messages.success(request, _("The view “%(name)s” was removed.") % {"name": view.name})
    return redirect(address_of(view.page))
