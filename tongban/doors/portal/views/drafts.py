"""Filling in an application, page by page: questions, form, and a last look. Everything typed is kept at once."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_http_methods, require_safe

from tongban.doors.portal.forms import DeliveryChoiceForm
from tongban.doors.portal.queries.delivery import DeliveryOverview
from tongban.doors.portal.queries.drafts import Draft
from tongban.doors.portal.queries.questions import Questionnaire, questions_of
from tongban.doors.portal.queries.whom import acting_for
from tongban.doors.portal.views.items import answers_in, offered
from tongban.ground.kit import schema_form
from tongban.ground.kit.access import StaffRequest, requires
from tongban.offer.catalogue.queries.guide import read_answers
from tongban.work.cases.actions import applications
from tongban.work.cases.models import Case, Status
from tongban.work.cases.queries.visibility import visible_to

get_or_post = require_http_methods(["GET", "HEAD", "POST"])


@requires("cases.apply")
@get_or_post
def begin(request: StaffRequest, code: str) -> HttpResponse:
    version, at = offered(code), now()
    acting = acting_for(request, localdate(at), code)
    given = request.POST if request.method == "POST" else request.GET
    answers = answers_in(version, given)
    drafts = visible_to(request.user, localdate(at)).filter(version__item=version.item, status=Status.DRAFT)
    if request.method == "POST" and acting.chosen is not None:
        known = None if "anew" in given else drafts.filter(applicant=acting.chosen).first()
        case = known or applications.begin(
            version,
            acting.chosen,
            by=request.user,
            at=at,
            answers=answers,
            is_example=version.item.is_example,
        )
        if known:
            applications.save_form(known, by=request.user, at=at, answers=answers)
        return redirect(
            Draft(case, localdate(at)).after("questions") if version.situations.all() else _first(case)
        )
    asked = Questionnaire(version, answers, acting, localdate(at))
    return render(request, "portal/begin.html", {"version": version, "asked": asked, "drafts": drafts})


def _first(case: Case) -> str:
    return Draft(case, localdate()).parts[0].url


def draft_of(request: StaffRequest, reference: str) -> Draft:
    """Return one's own application as it is being filled in, or 404."""
    day = localdate()
    return Draft(get_object_or_404(visible_to(request.user, day), reference=reference), day)


@requires("cases.apply")
@get_or_post
def questions(request: StaffRequest, reference: str) -> HttpResponse:
    draft = draft_of(request, reference)
    if not draft.is_open:
        return redirect("my:case", reference)
    version = draft.case.version
    if request.method == "POST":
        given = {row.code: request.POST.get(row.code, "") for row in version.situations.all()}
        answers = dict.fromkeys(given) | read_answers(version, given)
        applications.save_form(draft.case, by=request.user, at=now(), answers=answers)
        if request.htmx:  # type: ignore[attr-defined]
            return _saved(request)
        return redirect(draft.after("questions"))
    faults = draft.faults.questions if "check" in request.GET else {}
    asked = questions_of(version, draft.case.answers, faults)
    return _page(request, "questions", draft, questions=asked)


@requires("cases.apply")
@get_or_post
def form(request: StaffRequest, reference: str) -> HttpResponse:
    draft = draft_of(request, reference)
    schema = draft.case.version.form_schema
    if not draft.is_open or not schema.get("properties"):
        return redirect("my:case", reference)
    if request.method != "POST":
        looked_at = "check" in request.GET or draft.case.status == Status.INCOMPLETE
        values = schema_form.known_of_applicant(schema, draft.case.applicant) | draft.case.form
        faults = draft.faults.fields if looked_at else {}
        return _page(request, "form", draft, form=schema_form.SchemaForm(schema, values, faults))
    given = schema_form.read(schema, request.POST)
    applications.save_form(draft.case, by=request.user, at=now(), form=given)
    if request.htmx:  # type: ignore[attr-defined]
        return _saved(request)
    if "later" in request.POST:
        return redirect("my:cases")
    draft = draft_of(request, reference)
    if draft.faults.fields:
        shown = schema_form.SchemaForm(schema, draft.case.form, draft.faults.fields)
        return _page(request, "form", draft, 422, form=shown)
    return redirect(draft.after("form"))


@requires("cases.apply")
@require_safe
def confirm(request: StaffRequest, reference: str) -> HttpResponse:
    draft = draft_of(request, reference)
    if not draft.is_open:
        return redirect("my:case", reference)
    return last_look(request, draft)


def last_look(
    request: StaffRequest, draft: Draft, status: int = 200, choice: DeliveryChoiceForm | None = None
) -> HttpResponse:
    """Show everything once more before it is filed, with what is still missing."""
    version = draft.case.version
    shown = schema_form.SchemaForm(version.form_schema, draft.case.form, {})
    asked = questions_of(version, draft.case.answers)
    sending = DeliveryOverview(draft.case)
    if choice is None and sending.may_choose:
        choice = DeliveryChoiceForm(sending=sending)
    return _page(
        request, "confirm", draft, status, form=shown, questions=asked, choice=choice, sending=sending
    )


def _page(request: HttpRequest, code: str, draft: Draft, status: int = 200, **more: Any) -> HttpResponse:
    context = {"draft": draft, "case": draft.case, "here": code, **more}
    return render(request, f"portal/draft/{code}.html", context, status=status)


def _saved(request: HttpRequest) -> HttpResponse:
    return render(request, "portal/draft/saved.html", {"at": now()})
