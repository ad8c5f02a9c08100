"""A question put to a programme, and what is done with it."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from tongban.ground.kit.access import StaffRequest, requires
from tongban.ground.kit.tables import Column
from tongban.ground.kit.templatetags.kit import light
from tongban.ground.ledger.wording import history_in_words
from tongban.ground.matters.act_page import ActPage
from tongban.ground.matters.acts import offered
from tongban.work.programme.forms.acts import QUESTION_ACTS
from tongban.work.programme.models import Question
from tongban.work.programme.queries import counts
from tongban.work.programme.queries import programmes as queries

TONES = {
    "received": "yellow",
    "rejected": "grey",
    "on_air": "red",
    "published": "green",
    "looked_back": "green",
}
OWED = ("accepted", "answered")
reads = requires(*queries.READING)


def question_light(question: Question) -> SafeString:
    """Return where a question stands; black once its written answer is overdue."""
    if question.status in OWED and question.due_on is not None and question.due_on < localdate():
        return light("black", _("%(status)s, overdue") % {"status": question.get_status_display()})
    return light(TONES.get(question.status, "blue"), question.get_status_display())


QUESTIONS: tuple[Column[Question], ...] = (
    Column(
        "reference",
        gettext_lazy("Number"),
        link=lambda row: reverse("programme:question", args=[row.reference]),
    ),
    Column("text", gettext_lazy("Question")),
    Column("source", gettext_lazy("How it came"), value=lambda row: row.get_source_display()),
    Column("asked_at", gettext_lazy("Asked at"), kind="instant"),
    Column(
        "status",
        gettext_lazy("Status"),
        value=lambda row: row.get_status_display(),
        show=question_light,
    ),
)


@reads
@require_safe
def question(request: StaffRequest, reference: str) -> HttpResponse:
    return _draw(request, _find(request, reference), {}, 200)


@reads
def act(request: StaffRequest, reference: str, code: str) -> HttpResponse:
    return PAGE.answer(request, reference, code)


def _find(request: StaffRequest, reference: str) -> Question:
    found: Question = get_object_or_404(queries.questions_visible_to(request.user), reference=reference)
    return found


def _address(found: Question) -> str:
    return reverse("programme:question", args=[found.reference])


def _draw(request: StaffRequest, found: Question, shown: dict[str, Any], status: int) -> HttpResponse:
    more: dict[str, Any] = {
        "question": found,
        "light": question_light(found),
        "acts": offered(QUESTION_ACTS, found, request.user),
        "likes": counts.likes_of(found.programme).get(found.pk, 0),
        "may_edit": request.user.may("programme.edit"),
        "happened": history_in_words(found.reference),
    }
    return render(request, "programme/question.html", more | shown, status=status)


PAGE = ActPage(QUESTION_ACTS, _find, _address, _draw)
