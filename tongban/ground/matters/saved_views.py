"""Saved views: filters and order of a list, kept by its reader under a name, opened by their address, removed."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tongban.ground.kit.access import StaffRequest
from tongban.ground.ledger import Refused
from tongban.ground.matters.models import SavedView
from tongban.ground.people.models import User

MOST_VIEWS = 12
NOT_KEPT = ("page", "export")


class SaveViewForm(forms.Form):
    """The name of a view, and the filters it keeps."""

    name = forms.CharField(label=gettext_lazy("Name of the view"), max_length=40)
    query = forms.CharField(max_length=600)


@dataclass(frozen=True, slots=True)
class SavedViews:
    """The views of the lists of one room; its addresses are called `view-save` and `view-remove`, after the kind's name."""

    room: str
    address: Callable[[str], str]
    """Where a list is; raises Http404 where there is none."""
    kind: str = ""
    """Of what the lists are, where a room has lists of two kinds of matters: their views stay apart."""

    def shown(self, request: StaffRequest, page: str) -> dict[str, Any]:
        """Return what a list shows of the reader's own views."""
        now = stored_query(request.GET)
        own = list(SavedView.objects.filter(owner=request.user, page=self._name(page)))
        return {
            "views": own,
            "view_query": now,
            "view_here": next((each.pk for each in own if each.query == now), None) if now else None,
            "view_base": self.address(page),
            "view_save": self._act("save"),
            "view_remove": self._act("remove"),
        }

    def save(self, request: StaffRequest, page: str) -> HttpResponse:
        """Keep the filters of a list under a name, and show the list with them."""
        address = self.address(page)
        form = SaveViewForm(request.POST)
        if not form.is_valid():
            messages.error(request, _("Give the view a name of at most 40 letters."))
            return redirect(address)
        name, query = form.cleaned_data["name"], stored_query(QueryDict(form.cleaned_data["query"]))
        save_view(self._name(page), name, query, by=request.user)
        messages.success(request, _("The view “%(name)s” is kept.") % {"name": name})
        return redirect(f"{address}?{query}")

    def remove(self, request: StaffRequest, pk: int) -> HttpResponse:
        """Remove a view of one's own."""
        prefix = self._name("")
        view = get_object_or_404(SavedView, pk=pk, owner=request.user, page__startswith=prefix)
        view.delete()
        messages.success(request, _("The view “%(name)s” was removed.") % {"name": view.name})
        return redirect(self.address(view.page.removeprefix(prefix)))

    def _act(self, act: str) -> str:
        return f"{self.room}:{self.kind}-view-{act}" if self.kind else f"{self.room}:view-{act}"

    def _name(self, page: str) -> str:
        return f"{self.room}.{self.kind}-{page}" if self.kind else f"{self.room}-{page}"


def stored_query(given: QueryDict) -> str:
    """Return the filters and the order of a list as an address, without empty ones."""
    chosen = QueryDict(mutable=True)
    for name in sorted(given):
        values = [value for value in given.getlist(name) if value]
        if values and name not in NOT_KEPT:
            chosen.setlist(name, values)
    return chosen.urlencode()


@transaction.atomic
def save_view(page: str, name: str, query: str, *, by: User) -> SavedView:
    """Keep the filters of a list under a name; the same name again keeps the new ones."""
    own = SavedView.objects.filter(owner=by, page=page)
    if own.exclude(name=name).count() >= MOST_VIEWS:
        raise Refused(
            _("At most %(most)d views are kept of a list. Remove one first.") % {"most": MOST_VIEWS}
        )
    kept, _is_new = SavedView.objects.update_or_create(
        owner=by, page=page, name=name, defaults={"query": query}
    )
    return kept
