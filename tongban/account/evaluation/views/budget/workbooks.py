"""The budget as a workbook: out, in, and the empty one."""

from django.http import HttpRequest, HttpResponse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tongban.account.budget import queries
from tongban.account.budget.actions import workbooks
from tongban.account.evaluation.forms.budget import WorkbookForm
from tongban.account.evaluation.views.budget.sheet import may_post
from tongban.account.evaluation.views.year import keeps_books, page, reader, reads, year_for
from tongban.ground.kit.contents import check_content
from tongban.ground.kit.file_faults import FaultyFile, FileFault
from tongban.ground.kit.tables import download
from tongban.ground.matters.answers import WRONG, attempt_making, redirect_saved


@reads
@require_safe
def export(request: HttpRequest, pk: int) -> HttpResponse:
    year = year_for(request, pk)
    return download(queries.workbook_of(year.budget), f"budget-{year.year}-{year.pk}.xlsx")


@keeps_books
@require_safe
def template(request: HttpRequest, pk: int) -> HttpResponse:
    year = year_for(request, pk)
    return download(queries.template(), f"budget-template-{year.year}.xlsx")


@keeps_books
def take_in(request: HttpRequest, pk: int) -> HttpResponse:
    year = year_for(request, pk)
    form = WorkbookForm(request.POST or None, request.FILES or None)
    faults: list[FileFault] = []
    is_doubtful = False

    def make() -> workbooks.WorkbookImport:
        upload = form.cleaned_data["file"]
        content = upload.read()
        check_content(content, upload.name, ("xlsx",))
        said = {"by": reader(request), "at": now(), "is_confirmed": form.cleaned_data["is_confirmed"]}
        return workbooks.import_lines(year.budget, content, **said)

    try:
        status, taken = attempt_making(form, make)
    except FaultyFile as error:
        status, taken, faults = WRONG, None, error.faults
        is_doubtful = isinstance(error, workbooks.DoubtfulWorkbook)
    if taken is not None:
        return redirect_saved(request, "evaluation:budget", pk, message=_import_message(taken))
    shown = {"form": form, "faults": faults, "is_doubtful": is_doubtful, "may_post": may_post(request, year)}
    return page(request, "evaluation/workbook.html", year, "budget", shown, is_light=True, status=status)


def _import_message(taken: workbooks.WorkbookImport) -> str:
    said = _(
        "Imported: %(added)d lines new, %(changed)d changed, %(adjustments)d adjustments and "
        "%(payments)d payments posted; %(known)d postings were already in the books."
    )
    return said % {
        "added": taken.added,
        "changed": taken.changed,
        "adjustments": taken.adjustments,
        "payments": taken.payments,
        "known": taken.known,
    }
