"""The two screens of enquiries: the list with the question form, and one enquiry with its answer."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe
from tongban.work.enquiries import actions, papers, queries
from tongban.work.enquiries.forms import AnswerForm, EnquiryFilters, QuestionForm
from tongban.work.enquiries.models import Enquiry, Status
from tongban.work.enquiries.states import CHART

from tongban.ground.kit.access import StaffRequest, requires
from tongban.ground.kit.tables import Column, Table
from tongban.ground.kit.templatetags.kit import light
from tongban.ground.ledger.wording import history_in_words
from tongban.ground.matters.answers import OPENED, SAVED, attempt, redirect_saved

reads_enquiries = requires("enquiries.take", "enquiries.answer")
COLUMNS: tuple[Column[Enquiry], ...] = (
    Column("reference", gettext_lazy("Number"), sort="reference", link=lambda row: f"{row.reference}/"),
    Column("applicant", gettext_lazy("Applicant"), value=lambda row: row.applicant.name),
    Column("question", gettext_lazy("Question")),
    Column("division", gettext_lazy("Division"), value=lambda row: row.division.name),
    Column("due_on", gettext_lazy("Answer by"), kind="day", sort="due_on"),
    Column(
        "status",
        gettext_lazy("Status"),
        value=lambda row: row.get_status_display(),
        show=lambda row: _light(row),
    ),
)


def _light(row: Enquiry) -> str:
    is_late = row.status == Status.OPEN and row.due_on < localdate()
    tone = "black" if is_late else "blue" if row.status == Status.OPEN else "green"
    return light(tone, row.get_status_display())


@reads_enquiries
def enquiries(request: StaffRequest) -> HttpResponse:
    form = QuestionForm(request.POST or None) if request.user.may("enquiries.take") else None
    status = attempt(form, lambda: _take(request, form)) if form else OPENED
    if status == SAVED:
        return redirect_saved(request, "enquiries:list")
    rows = queries.visible_to(request.user)
    table = Table(request, rows, COLUMNS, code="enquiries", title=_("Enquiries"), filters=EnquiryFilters)
    if table.is_export:
        return table.export()
    return render(request, "enquiries/list.html", {"table": table, "form": form}, status=status)


def _take(request: StaffRequest, form: QuestionForm) -> None:
    said = form.cleaned_data
    actions.take(said["number"], said["division"], said["question"], by=request.user, at=now())


@reads_enquiries
def enquiry(request: StaffRequest, reference: str) -> HttpResponse:
    found = _found(request, reference)
    is_open = any(move.name == "answer" for move in CHART.open_to(found, request.user))
    form = AnswerForm(request.POST or None)
    answered: dict[str, Any] = {"by": request.user, "at": now()}
    status = attempt(form, lambda: actions.answer(found, form.cleaned_data["text"], **answered))
    if status == SAVED:
        return redirect_saved(request, "enquiries:enquiry", reference)
    shown = {
        "enquiry": found,
        "light": _light(found),
        "form": form if is_open else None,
        "happened": history_in_words(found.reference),
    }
    return render(request, "enquiries/enquiry.html", shown, status=status)


@reads_enquiries
@require_safe
def paper(request: StaffRequest, reference: str) -> HttpResponse:
    found = _found(request, reference)
    if not found.paper:
        raise Http404
    return HttpResponse(papers.pdf(found), content_type="application/pdf")


def _found(request: StaffRequest, reference: str) -> Enquiry:
    found: Enquiry = get_object_or_404(queries.visible_to(request.user), reference=reference)
    return found
