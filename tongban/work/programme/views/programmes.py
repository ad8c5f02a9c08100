"""The schedule of programmes, and one programme: its run-down, what is on air, its figures."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from tongban.ground.kit.access import StaffRequest, requires
from tongban.ground.kit.staged_files import stage
from tongban.ground.kit.tables import Column, Table
from tongban.ground.kit.templatetags.kit import light
from tongban.ground.ledger.wording import history_in_words
from tongban.ground.matters.act_page import ActPage
from tongban.ground.matters.acts import offered
from tongban.ground.matters.answers import SAVED, attempt, attempt_making, redirect_saved
from tongban.work.programme.actions import programmes as actions
from tongban.work.programme.actions.questions import note as note_question
from tongban.work.programme.forms.acts import PROGRAMME_ACTS
from tongban.work.programme.forms.plans import NotedQuestion, PlatformExport, ProgrammeFilters, ProgrammePlan
from tongban.work.programme.models import Programme, Question
from tongban.work.programme.queries import counts
from tongban.work.programme.queries import programmes as queries
from tongban.work.programme.views.questions import QUESTIONS, question_light

TONES = {"planned": "grey", "open": "blue", "live": "red", "ended": "yellow", "cancelled": "grey"}
reads, edits = requires(*queries.READING), requires("programme.edit")
arranges = requires("programme.edit", "programme.host")


def programme_light(programme: Programme) -> SafeString:
    """Return where a programme stands, in colour, sign and word."""
    return light(TONES.get(programme.status, "green"), programme.get_status_display())


COLUMNS: tuple[Column[Any], ...] = (
    Column(
        "reference",
        gettext_lazy("Number"),
        sort="reference",
        link=lambda row: reverse("programme:programme", args=[row.reference]),
    ),
    Column("topic", gettext_lazy("Topic"), sort="topic"),
    Column("planned_start", gettext_lazy("Planned start"), kind="instant", sort="planned_start"),
    Column("started_at", gettext_lazy("Started at"), kind="instant", sort="started_at"),
    Column("asked", gettext_lazy("Questions of the public"), kind="number", places=0),
    Column("waiting", gettext_lazy("To be looked at"), kind="number", places=0),
    Column("owed", gettext_lazy("To be answered"), kind="number", places=0),
    Column(
        "status",
        gettext_lazy("Status"),
        value=lambda row: row.get_status_display(),
        show=programme_light,
    ),
)


@reads
@require_safe
def schedule(request: StaffRequest) -> HttpResponse:
    rows = queries.with_numbers(queries.visible_to(request.user))
    title = _("Live programmes")
    table = Table(request, rows, COLUMNS, code="programmes", title=title, filters=ProgrammeFilters)
    if table.is_export:
        return table.export()
    return render(
        request, "programme/list.html", {"table": table, "may_plan": request.user.may("programme.edit")}
    )


@edits
def plan(request: StaffRequest) -> HttpResponse:
    form = ProgrammePlan(request.POST or None)
    status, made = attempt_making(form, lambda: actions.plan(form.cleaned_data, by=request.user, at=now()))
    if made is not None:
        return redirect_saved(request, "programme:programme", made.reference)
    shown = {"form": form, "title": _("Plan a programme"), "back": reverse("programme:list")}
    return render(request, "programme/form.html", shown, status=status)


@edits
def change(request: StaffRequest, reference: str) -> HttpResponse:
    found = find(request, reference)
    form = ProgrammePlan(request.POST or None, instance=find(request, reference))
    status = attempt(form, lambda: actions.change(found, form.cleaned_data, by=request.user, at=now()))
    if status == SAVED:
        return redirect_saved(request, "programme:programme", reference)
    shown = {"form": form, "title": _("Change the plan"), "programme": found, "back": _address(found)}
    return render(request, "programme/form.html", shown, status=status)


@reads
@require_safe
def programme(request: StaffRequest, reference: str) -> HttpResponse:
    return _draw(request, find(request, reference), {}, 200)


@reads
def act(request: StaffRequest, reference: str, code: str) -> HttpResponse:
    return PAGE.answer(request, reference, code)


@arranges
@require_POST
def arrange(request: StaffRequest, reference: str) -> HttpResponse:
    """Take the order of the run-down: all of it, or one question moved a place up or down."""
    found = find(request, reference)
    order = [int(key) for key in request.POST.getlist("question") if key.isdecimal()]
    key, step = request.POST.get("move", ":").split(":", 1)
    if key.isdecimal() and int(key) in order and step in ("up", "down"):
        place = order.index(int(key))
        other = max(0, min(len(order) - 1, place + (1 if step == "down" else -1)))
        order[place], order[other] = order[other], order[place]
    actions.arrange(found, order, by=request.user, at=now())
    return redirect(f"{_address(found)}#run-down")


@edits
def note(request: StaffRequest, reference: str) -> HttpResponse:
    found = find(request, reference)
    form = NotedQuestion(request.POST or None)
    status = attempt(form, lambda: note_question(found, **form.cleaned_data, by=request.user, at=now()))
    if status == SAVED:
        return redirect_saved(request, "programme:programme", reference)
    shown = {"form": form, "title": _("Note a question"), "programme": found, "back": _address(found)}
    return render(request, "programme/form.html", shown, status=status)


@edits
def figures(request: StaffRequest, reference: str) -> HttpResponse:
    found = find(request, reference)
    form = PlatformExport(request.POST or None, request.FILES or None)
    stage(form, request.user, now())
    status = attempt(form, lambda: _keep(request, found, form))
    if status == SAVED:
        return redirect_saved(request, "programme:programme", reference)
    shown = {
        "form": form,
        "title": _("Enter a platform's figures"),
        "programme": found,
        "back": _address(found),
    }
    return render(request, "programme/form.html", shown, status=status)


def _keep(request: StaffRequest, found: Programme, form: PlatformExport) -> None:
    said = dict(form.cleaned_data)
    actions.keep_figures(found, said, evidence=said.pop("evidence"), by=request.user, at=now())


def find(request: StaffRequest, reference: str) -> Programme:
    """Return a programme that this person may see, or 404."""
    found: Programme = get_object_or_404(queries.visible_to(request.user), reference=reference)
    return found


def _address(found: Programme) -> str:
    return reverse("programme:programme", args=[found.reference])


def _draw(request: StaffRequest, found: Programme, shown: dict[str, Any], status: int) -> HttpResponse:
    seen = queries.questions_visible_to(request.user).filter(programme=found)
    likes = counts.likes_of(found)
    running = [_row(each, likes) for each in seen.filter(place__isnull=False).order_by("place", "asked_at")]
    waiting = seen.filter(place__isnull=True).order_by("asked_at")
    table = Table(request, waiting, QUESTIONS, code="questions", title=_("Questions to look at"))
    if table.is_export:
        return table.export()
    more: dict[str, Any] = {
        "programme": found,
        "light": programme_light(found),
        "acts": offered(PROGRAMME_ACTS, found, request.user),
        "running": running,
        "on_air": next((row for row in running if row["question"].status == "on_air"), None),
        "table": table,
        "may_edit": request.user.may("programme.edit"),
        "may_arrange": found.is_open_to_questions
        and any(map(request.user.may, ("programme.edit", "programme.host"))),
        "may_change": found.status in ("planned", "open") and request.user.may("programme.edit"),
        "figures": found.figures.select_related("by"),
        "happened": history_in_words(found.reference),
    }
    return render(request, "programme/programme.html", more | shown, status=status)


def _row(question: Question, likes: dict[int, int]) -> dict[str, Any]:
    return {"question": question, "light": question_light(question), "likes": likes.get(question.pk, 0)}


PAGE = ActPage(PROGRAMME_ACTS, find, _address, _draw)
