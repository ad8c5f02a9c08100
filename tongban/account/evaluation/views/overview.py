"""Where a performance year stands."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from tongban.account.evaluation.queries import account_of
from tongban.account.evaluation.views.year import page, reads, year_for


@reads
@require_safe
def overview(request: HttpRequest, pk: int) -> HttpResponse:
    year = year_for(request, pk)
    account = account_of(year)
    return page(request, "evaluation/overview.html", year, "overview", {"account": account}, account=account)
