"""Live programmes for everybody: what is coming, what is on air, asking, liking, answers, and what became of it.

A page is told of changes by the live server; without one it asks `state` again and again, and likes by `like`.
"""

import json
import time

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tongban.doors.portal.find_by_code import find_by_code
from tongban.doors.portal.live_pages import allow_stream, answer_state, stream_address
from tongban.ground.kit.access import public
from tongban.ground.kit.throttle import address_of, allow, limited, rate
from tongban.ground.ledger import Refused
from tongban.ground.ledger.memo import Memo
from tongban.ground.matters.answers import attempt_making
from tongban.work.programme.actions.likes import GivenLike, keep_likes
from tongban.work.programme.actions.questions import ask as ask_programme
from tongban.work.programme.models import Programme, QuestionStatus
from tongban.work.programme.queries.live import TOPIC, followed, live_state
from tongban.work.programme.queries.programmes import announced
from tongban.work.programme.queries.visitors import COOKIE, KEPT_FOR, new_cookie, visitor_of

PAST = 20
ASKED = "programme_asked"
STATES: Memo[tuple[str, int], str] = Memo("portal.live_states", 20)
"""What is answered to all who ask within the same second."""


class AskForm(forms.Form):
    """A question to a programme; name and telephone are for the editors only."""

    text = forms.CharField(label=_("Your question"), max_length=500, widget=forms.Textarea({"rows": 4}))
    asked_by = forms.CharField(
        label=_("How may we call you?"),
        max_length=80,
        required=False,
        help_text=_("Never shown on the page."),
    )
    phone = forms.RegexField(
        r"^[0-9+()\- ]{5,20}$",
        label=_("Telephone"),
        required=False,
        help_text=_("Only if the editors may call you back."),
    )


class FollowForm(forms.Form):
    """The number and the code of a question."""

    number = forms.CharField(label=_("Number of the question"), max_length=20)
    code = forms.CharField(label=_("Code"), max_length=12)


@public
@require_safe
def programmes(request: HttpRequest) -> HttpResponse:
    known = announced()
    shown = {
        "live": known.filter(status="live"),
        "coming": known.filter(status="open").order_by("planned_start"),
        "past": known.exclude(status__in=("live", "open"))[:PAST],
    }
    return render(request, "portal/live/programmes.html", shown)


@public
@require_safe
@never_cache
def programme(request: HttpRequest, reference: str) -> HttpResponse:
    found = _find(reference)
    live, words = live_state(found.reference), {code: str(label) for code, label in QuestionStatus.choices}
    rows = [
        {**row, "likes": live["counts"]["of"][row["id"]], "said": words[row["status"]]}
        for kind, row in live.items()
        if kind.startswith("question:")
    ]
    shown = {"programme": found, "rows": rows, "counts": live["counts"], "words": json.dumps(words)}
    shown["stream"] = stream_address(request, TOPIC, found.reference) if found.is_open_to_questions else ""
    return _with_stream(request, render(request, "portal/live/programme.html", shown))


@public
@require_safe
def state(request: HttpRequest, reference: str) -> HttpResponse:
    """Answer with all that changes on the page, or that nothing has changed since it was asked last."""
    key = (_find(reference).reference, int(time.time()))
    told = STATES.get(key, lambda: json.dumps(live_state(reference), ensure_ascii=False))
    return answer_state(request, told)


@public
@require_POST
def like(request: HttpRequest, reference: str, question: int) -> HttpResponse:
    """Take a like from a page without a stream; it is in the database before the answer leaves."""
    _find(reference)
    visitor = visitor_of(request.COOKIES.get(COOKIE, ""))
    is_kept = visitor is not None and question in keep_likes([GivenLike(question, visitor)], at=now())
    if not is_kept:
        raise Refused(_("This question cannot be liked now, or your browser keeps no cookies."))
    return redirect("live:programme", reference)


@public
@limited("question", methods=["POST"])
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def ask(request: HttpRequest, reference: str) -> HttpResponse:
    found = _find(reference)
    form = AskForm(request.POST or None)
    status, made = attempt_making(form, lambda: ask_programme(found, **form.cleaned_data, at=now()))
    if made is not None:
        request.session[ASKED] = [made.reference, made.follow_code]
        return redirect("live:asked", reference)
    return render(request, "portal/live/ask.html", {"programme": found, "form": form}, status=status)


@public
@require_safe
@never_cache
def asked(request: HttpRequest, reference: str) -> HttpResponse:
    """Show the number and code of what was asked just now."""
    number, code = request.session.get(ASKED, ("", ""))
    question = followed(number, code)
    if question is None or question.programme.reference != reference:
        return redirect("live:programme", reference)
    return render(request, "portal/live/asked.html", {"programme": question.programme, "question": question})


@public
@limited("progress", methods=["POST"])
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def follow(request: HttpRequest) -> HttpResponse:
    """Show how a question stands to whoever has its number and code."""
    form = FollowForm(request.POST or None)
    question = find_by_code(form, followed, _("Number and code do not fit together."))
    status = 422 if form.errors else 200
    return render(request, "portal/live/follow.html", {"form": form, "question": question}, status=status)


def _find(reference: str) -> Programme:
    found: Programme = get_object_or_404(announced(), reference=reference)
    return found


def _with_stream(request: HttpRequest, answer: HttpResponse) -> HttpResponse:
    """Give a visitor a cookie to like with, and let the page reach the live server."""
    allow_stream(request, answer)
    if visitor_of(request.COOKIES.get(COOKIE, "")) is None:
        limit, per = rate(settings.RATE_LIMITS["visitor"])
        if allow(f"visitor:{address_of(request)}", limit=limit, per=per, at=now()):
            answer.set_cookie(
                COOKIE,
                new_cookie(),
                max_age=KEPT_FOR,
                httponly=True,
                samesite="Lax",
                secure=settings.BEHIND_TLS,
            )
    return answer
