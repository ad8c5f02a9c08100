"""Keeping the filters of a list under a name, and removing what was kept; a list is named by its address."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import Resolver404, resolve
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tongban.ground.kit.access import StaffRequest, signed_in
from tongban.ground.matters.models import SavedView
from tongban.ground.matters.saved_views import SaveViewForm, save_view


@signed_in
@require_POST
def save(request: StaffRequest) -> HttpResponse:
    """Keep the filters of a list under a name, and show the list with them."""
    page = request.POST.get("page", "")
    try:
        resolve(page)
    except Resolver404 as error:
        raise Http404 from error
    form = SaveViewForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Give the view a name of at most 40 letters."))
        return redirect(page)
    kept = save_view(page, form.cleaned_data["name"], form.cleaned_data["query"], by=request.user)
    messages.success(request, _("The view “%(name)s” is kept.") % {"name": kept.name})
    return redirect(kept.address)


@signed_in
@require_POST
def remove(request: StaffRequest, pk: int) -> HttpResponse:
    """Remove a view of one's own."""
    view = get_object_or_404(SavedView, pk=pk, owner=request.user)
    view.delete()
    messages.success(request, _("The view “%(name)s” was removed.") % {"name": view.name})
    return redirect(view.page)
