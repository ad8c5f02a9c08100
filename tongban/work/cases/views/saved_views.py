"""Views of the work lists of cases under names of their readers."""

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_POST

from tongban.ground.kit.access import StaffRequest, requires
from tongban.ground.matters.saved_views import SavedViews
from tongban.ground.matters.work_table import EVERY
from tongban.work.cases.queries.worklists import LISTS, READING


def _address(page: str) -> str:
    if page != EVERY and page not in LISTS.lists:
        raise Http404
    return reverse("cases:all") if page == EVERY else reverse("cases:work", args=[page])


VIEWS = SavedViews("cases", _address)


@requires(*READING)
@require_POST
def save(request: StaffRequest, page: str) -> HttpResponse:
    return VIEWS.save(request, page)


@requires(*READING)
@require_POST
def remove(request: StaffRequest, pk: int) -> HttpResponse:
    return VIEWS.remove(request, pk)
