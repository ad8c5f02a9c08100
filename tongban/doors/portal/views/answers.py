"""What citizens ask and how it is answered: searched, read, and said whether it helps. Staff-only answers are not there."""

from datetime import datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate, now
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from tongban.ground.kit import files
from tongban.ground.kit.access import public
from tongban.ground.kit.throttle import address_of, limited, rate
from tongban.ground.kit.throttle import allow as allow_once
from tongban.ground.ledger import Refused
from tongban.ground.matters.answers import REFUSED, SAVED, attempt
from tongban.offer.knowledge.actions import uses
from tongban.offer.knowledge.actions.gaps import report_gap
from tongban.offer.knowledge.models import EntryVersion, EntryVote
from tongban.offer.knowledge.queries.access import shown_to
from tongban.offer.knowledge.queries.answers import search
from tongban.offer.knowledge.queries.freshness import freshness_of
from tongban.offer.knowledge.queries.sources import sources_in_words

ONCE_A_DAY = "1/d"


class VoteForm(forms.Form):
    """Whether the answer helps, and if not, why."""

    is_helpful = forms.TypedChoiceField(
        label=_("Does this help?"),
        choices=[("yes", _("Yes")), ("no", _("No"))],
        coerce=lambda said: said == "yes",
        widget=forms.RadioSelect,
    )
    reason = forms.ChoiceField(
        label=_("Why not"), choices=[("", "—"), *EntryVote.Reason.choices], required=False
    )
    comment = forms.CharField(
        label=_("What is unclear or wrong"),
        required=False,
        max_length=uses.LONGEST_COMMENT,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Please write no names, telephone or identity numbers."),
    )


@public
@require_safe
def search_page(request: HttpRequest) -> HttpResponse:
    typed = request.GET.get("q", "").strip()
    found = search(typed) if typed else []
    newest = [] if typed else list(_shown().order_by("-published_at")[:10])
    fresh = freshness_of(newest, localdate())
    rows = [(each.version, each.freshness, each.why) for each in found]
    rows += [(version, fresh[version.pk], "") for version in newest]
    return render(request, "portal/answers.html", {"typed": typed, "rows": rows})


@public
@require_safe
def answer(request: HttpRequest, reference: str) -> HttpResponse:
    return _page(request, _found(reference), VoteForm())


@public
@require_safe
def attachment(request: HttpRequest, reference: str, digest: str) -> HttpResponseBase:
    """Give out a file that the answer shows."""
    found = get_object_or_404(_found(reference).attachments.select_related("file"), file=digest)
    if not files.path_of(digest).exists():
        raise Http404
    found.file.name = found.name
    return files.download(found.file)


@public
@limited("vote", methods=["POST"])
@require_POST
def vote(request: HttpRequest, reference: str) -> HttpResponse:
    """Take whether the answer helps: once a day from one address."""
    version = _found(reference)
    form = VoteForm(request.POST)
    status = attempt(form, lambda: _take_vote(request, form.cleaned_data, version, now()))
    if status == SAVED:
        messages.success(request, _("Thank you. What you said goes to those who keep this answer."))
        return redirect("answers:answer", reference)
    return _page(request, version, form, status)


@public
@limited("vote", methods=["POST"])
@require_POST
def missing(request: HttpRequest) -> HttpResponse:
    """Take a question that nothing answered."""
    question = request.POST.get("question", "")
    try:
        report_gap(question, by=None, at=now())
    except Refused as refused:
        messages.error(request, str(refused))
        return render(request, "portal/answers.html", {"typed": question, "rows": []}, status=REFUSED)
    messages.success(request, _("Thank you. A unit is asked to answer this; until then please call 12345."))
    return redirect("answers:search")


def _take_vote(request: HttpRequest, said: dict[str, Any], version: EntryVersion, at: datetime) -> None:
    limit, per = rate(ONCE_A_DAY)
    if not allow_once(f"vote:{version.pk}:{address_of(request)}", limit=limit, per=per, at=at):
        raise Refused(_("You have said so today already. Thank you."))
    uses.vote(version, at=at, **said)


def _shown() -> Any:
    """Return what everybody may read: these pages show staff no more than the public."""
    return shown_to(None)


def _found(reference: str) -> EntryVersion:
    found: EntryVersion = get_object_or_404(_shown(), entry__reference=reference)
    return found


def _page(request: HttpRequest, version: EntryVersion, form: VoteForm, status: int = 200) -> HttpResponse:
    shown = {
        "version": version,
        "freshness": freshness_of([version], localdate())[version.pk],
        "sources": sources_in_words(version, get_language() or "zh-hans"),
        "attachments": version.attachments.select_related("file"),
        "form": form,
    }
    return render(request, "portal/answer.html", shown, status=status)
