"""The list of performance years, and opening one."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from tongban.account.evaluation.actions import intake
from tongban.account.evaluation.forms.years import OpenYearForm, YearFilters
from tongban.account.evaluation.models import Evaluation
from tongban.account.evaluation.queries.account import visible_to
from tongban.account.evaluation.views.year import edits, reader, reads, tone_of
from tongban.ground.kit.tables import Column, Table
from tongban.ground.kit.templatetags.kit import light
from tongban.ground.matters.answers import attempt


def _status(row: Evaluation) -> SafeString:
    return light(tone_of(row), row.get_status_display())


def _edition(row: Evaluation) -> SafeString | str:
    ribbon = _("example") if row.is_example else ""
    return format_html("{} {}", row.edition or "—", light("yellow", ribbon) if ribbon else "")


COLUMNS: tuple[Column[Evaluation], ...] = (
    Column("year", gettext_lazy("year"), sort="year", link=lambda row: f"{row.pk}/"),
    Column("department", gettext_lazy("department"), sort="department__code", link=lambda row: f"{row.pk}/"),
    Column("edition", gettext_lazy("edition"), sort="edition", show=_edition),
    Column(
        "status",
        gettext_lazy("status"),
        value=lambda row: row.get_status_display(),
        show=_status,
        sort="status",
    ),
    Column("filed_at", gettext_lazy("filed at"), kind="instant", sort="filed_at"),
    Column("publish_by", gettext_lazy("to be published by"), kind="day", sort="publish_by"),
    Column("origin", gettext_lazy("where the figures come from")),
)


@reads
@require_safe
def years(request: HttpRequest) -> HttpResponse:
    table = Table(
        request,
        visible_to(reader(request)),
        COLUMNS,
        code="years",
        title=_("Performance years"),
        filters=YearFilters,
        empty=_("Open a year, or import a report and draft one from it."),
    )
    return table.export() if table.is_export else render(request, "evaluation/years.html", {"table": table})


@edits
def open_year(request: HttpRequest) -> HttpResponse:
    by = reader(request)
    form = OpenYearForm(request.POST or None, by=by, initial={"year": localdate().year})
    opened: list[Evaluation] = []
    status = attempt(form, lambda: opened.append(intake.open_year(**form.cleaned_data, by=by, at=now())))
    if opened:
        return redirect("evaluation:overview", opened[0].pk)
    return render(request, "evaluation/open.html", {"form": form}, status=status)
