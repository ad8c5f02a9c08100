"""The list of performance years, and opening one."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from tongban.account.evaluation.models import Evaluation
from tongban.account.evaluation.queries import visible_to
from tongban.account.evaluation.views.year import reader, reads
from tongban.ground.kit.tables import Column, Table

COLUMNS: tuple[Column[Evaluation], ...] = (
    Column("year", gettext_lazy("year"), sort="year", link=lambda row: f"{row.pk}/"),
)


@reads
@require_safe
def years(request: HttpRequest) -> HttpResponse:
    table = Table(request, visible_to(reader(request)), COLUMNS, code="years", title=_("Performance years"))
    return render(request, "evaluation/years.html", {"table": table})
