"""Saved views: filters and order of a list, kept by its reader under a name, opened by their address, removed."""

from typing import Any

from django import forms
from django.db import transaction
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tongban.ground.kit.access import StaffRequest
from tongban.ground.ledger import Refused
from tongban.ground.matters.models import SavedView
from tongban.ground.people.models import User

MOST_VIEWS, MOST_OF_A_READER = 12, 200
NOT_KEPT = ("page", "export")


class SaveViewForm(forms.Form):
    """The name of a view, and the filters it keeps."""

    name = forms.CharField(label=gettext_lazy("Name of the view"), max_length=40)
    query = forms.CharField(max_length=600)


def shown_views(request: StaffRequest) -> dict[str, Any]:
    """Return what a list shows of the reader's own views of it."""
    now = stored_query(request.GET)
    own = list(SavedView.objects.filter(owner=request.user, page=request.path))
    here = next((each.pk for each in own if each.query == now), None) if now else None
    return {"views": own, "view_query": now, "view_here": here, "view_page": request.path}


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
    """Keep the filters of the list at an address under a name; the same name again keeps the new ones."""
    others = SavedView.objects.filter(owner=by).exclude(page=page, name=name)
    if others.filter(page=page).count() >= MOST_VIEWS or others.count() >= MOST_OF_A_READER:
        raise Refused(
            _("At most %(most)d views are kept of a list. Remove one first.") % {"most": MOST_VIEWS}
        )
    query = stored_query(QueryDict(query))
    kept, _is_new = SavedView.objects.update_or_create(
        owner=by, page=page, name=name, defaults={"query": query}
    )
    return kept
