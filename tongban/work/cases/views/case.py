"""The page of a case: materials, form and opinions, the clock, what happened; and the papers as PDF."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.text import slugify
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tongban.ground.kit.access import StaffRequest, requires
from tongban.ground.kit.calendars import calendar
from tongban.ground.ledger.matter_check import verify_matter
from tongban.ground.matters.acts import offered
from tongban.ground.matters.claims import holders_shown
from tongban.ground.matters.links import links_of
from tongban.offer.catalogue.queries.guide import checklist
from tongban.offer.catalogue.queries.guide_cache import guide_of
from tongban.offer.licences import papers as licence_papers
from tongban.offer.licences.queries import licences_of_case, standing_of
from tongban.work.cases import papers
from tongban.work.cases.actions import packages
from tongban.work.cases.forms.acts import ACTS
from tongban.work.cases.models import Case, Paper, Status
from tongban.work.cases.queries import explanation, history, needs, visibility, worklists
from tongban.work.cases.queries.delivery import MAY_SEND
from tongban.work.cases.queries.page import form_in_words, page_registers, rounds_of, with_page_details
from tongban.work.cases.queries.worklists import READING
from tongban.work.cases.views.steps import steps_of

AT_WINDOW = (Status.FILED, Status.INCOMPLETE)


def case_or_404(request: StaffRequest, reference: str) -> Case:
    """Return a case that this person may see; any other is not there."""
    found: Case = get_object_or_404(
        with_page_details(visibility.visible_to(request.user)), reference=reference
    )
    found.version = guide_of(found.version_id)
    return found


@requires(*READING)
@require_safe
def case(request: StaffRequest, reference: str) -> HttpResponse:
    found = case_or_404(request, reference)
    return render(request, "cases/case.html", _shown(request, found))


def _shown(request: StaffRequest, case: Case) -> dict[str, Any]:
    reviews = rounds_of(case)
    return {
        "case": case,
        "materials": materials_shown(case),
        "fields": form_in_words(case),
        "answers": _answers(case),
        "reviews": reviews,
        "acts": offered(ACTS, case, request.user),
        "licences": [(each, standing_of(each, localdate())) for each in licences_of_case(case.reference)]
        if case.licence
        else [],
        "may_open_licences": request.user.may("licences.manage") or request.user.may("cases.read_all"),
        "standing": worklists.due_status_of(case, localdate(), calendar()),
        "pauses": case.pauses.all(),
        "followed": page_registers(case),
        "steps": steps_of(case),
        "claims": holders_shown(case),
        "may_package": case.status == Status.ARCHIVED
        and (request.user.may("cases.archive") or request.user.may("cases.read_all")),
        "may_correct": [way for way, permission in MAY_SEND.items() if request.user.may(permission)],
        "may_hand_in": case.status in AT_WINDOW and request.user.may("cases.intake"),
    }


def materials_shown(case: Case) -> list[dict[str, Any]]:
    """Return each material as it stands, with whether and why it is needed."""
    needed = {each.material.pk: each for each in checklist(case.version, case.answers, {})}
    return [{"entry": entry, "need": needed.get(entry.material_id)} for entry in needs.entries_of(case)]


def _answers(case: Case) -> list[tuple[str, Any]]:
    return [
        (asked.question, _answer(case.answers[asked.code]))
        for asked in case.version.situations.all()
        if asked.code in case.answers
    ]


def _answer(value: Any) -> Any:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return f"{value:g}" if isinstance(value, float) else value


@requires(*READING)
@require_safe
def days(request: StaffRequest, reference: str) -> HttpResponse:
    """Explain both limits day by day."""
    found = case_or_404(request, reference)
    shown = {"case": found, "explanation": explanation.explanation(found), "today": localdate()}
    return render(request, _part(request, "days"), shown)


@requires(*READING)
@require_safe
def past(request: StaffRequest, reference: str) -> HttpResponse:
    """Show everything that happened, with papers and files, and whether the ledger proves it."""
    found = case_or_404(request, reference)
    shown = {
        "case": found,
        "events": history.history(found)[::-1],
        "spent": history.time_at_steps(found),
        "problems": verify_matter(found.reference),
        "may_verify": request.user.may("ledger.verify"),
        "links": links_of(found, request.user),
    }
    return render(request, _part(request, "past"), shown)


@requires(*READING)
@require_safe
def paper(request: StaffRequest, reference: str, pk: int) -> HttpResponse:
    """Give a paper out as PDF, made of its content as it was issued."""
    found = case_or_404(request, reference)
    kept: Paper = get_object_or_404(found.papers, pk=pk)
    return _as_pdf(found, kept, kept.content, kept.kind)


@requires(*READING)
@require_safe
def application(request: StaffRequest, reference: str, pk: int) -> HttpResponse:
    """Give out the application form that was filed, as the receipt keeps it."""
    found = case_or_404(request, reference)
    kept: Paper = get_object_or_404(found.papers, pk=pk, content__has_key="application")
    return _as_pdf(found, kept, kept.content["application"], "application")


@requires(*READING)
@require_safe
def licence(request: StaffRequest, reference: str, pk: int) -> HttpResponse:
    """Give a licence that the case issued out as PDF."""
    found = case_or_404(request, reference)
    issued = get_object_or_404(licences_of_case(found.reference), pk=pk)
    answer = HttpResponse(licence_papers.pdf(issued), content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="{found.reference}-licence-{issued.pk}.pdf"'
    return answer


def _as_pdf(case: Case, kept: Paper, content: dict[str, Any], kind: str) -> HttpResponse:
    response = HttpResponse(papers.pdf(content, kept.at), content_type="application/pdf")
    name = f"{case.reference}-{slugify(kind)}-{kept.pk}.pdf"
    response["Content-Disposition"] = f'inline; filename="{name}"'
    return response


def _part(request: StaffRequest, name: str) -> str:
    return f"cases/parts/{name}.html" if getattr(request, "htmx", False) else f"cases/{name}.html"


@requires("cases.archive", "cases.read_all")
@require_POST
def package(request: StaffRequest, reference: str) -> HttpResponse:
    """Give out the archive package; who took it stands in the ledger."""
    found = case_or_404(request, reference)
    made = packages.give_package(found, by=request.user, at=now())
    response = HttpResponse(made, content_type="application/zip")
    response["Content-Disposition"] = f'attachment; filename="{found.reference}.zip"'
    return response
