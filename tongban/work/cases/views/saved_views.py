"""Views of the work lists of cases under names of their readers."""

from django.http import HttpResponse
from django.views.decorators.http import require_POST

from tongban.ground.kit.access import StaffRequest, requires
from tongban.ground.matters.saved_views import SavedViews
from tongban.ground.matters.work_table import addresses_of
from tongban.work.cases.queries.worklists import LISTS, READING

VIEWS = SavedViews("cases", addresses_of(LISTS, every="cases:all", listed="cases:work"))


@requires(*READING)
@require_POST
def save(request: StaffRequest, page: str) -> HttpResponse:
    return VIEWS.save(request, page)


@requires(*READING)
@require_POST
def remove(request: StaffRequest, pk: int) -> HttpResponse:
    return VIEWS.remove(request, pk)
