"""A joint review at the desk: the bodies with their opinions, the merged papers, its acts."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from tongban.ground.kit.access import StaffRequest, requires
from tongban.ground.ledger.wording import history_in_words
from tongban.ground.matters.act_page import ActPage
from tongban.ground.matters.acts import offered
from tongban.work.construction import papers
from tongban.work.construction.forms.acts import REVIEW_ACTS
from tongban.work.construction.models import Review
from tongban.work.construction.queries.projects import visible_to
from tongban.work.construction.queries.reviews import bodies_shown, merged_of, outcome_now

reads = requires("construction.read")
TONES = {"asked": "yellow", "correcting": "red", "passed": "green", "failed": "red", "stopped": "grey"}


@reads
@require_safe
def review(request: StaffRequest, reference: str) -> HttpResponse:
    return _drawn(request, _found(request, reference), {}, 200)


@reads
def act(request: StaffRequest, reference: str, code: str) -> HttpResponse:
    return PAGE.answer(request, reference, code)


@reads
@require_safe
def paper(request: StaffRequest, reference: str, round_: int) -> HttpResponse:
    merged = get_object_or_404(_found(request, reference).merged, round=round_)
    return HttpResponse(papers.pdf(merged), content_type="application/pdf")


def _found(request: StaffRequest, reference: str) -> Review:
    seen = Review.objects.filter(stage__project__in=visible_to(request.user))
    return get_object_or_404(
        seen.select_related("stage__project__enterprise", "stage__joint__version__lead"), reference=reference
    )


def _address(found: Review) -> str:
    return reverse("construction:review", args=[found.reference])


def _drawn(request: StaffRequest, found: Review, shown: dict[str, Any], status: int) -> HttpResponse:
    more: dict[str, Any] = {
        "review": found,
        "tone": TONES[found.status],
        "project": found.stage.project,
        "bodies": bodies_shown(found),
        "outcome": outcome_now(found, localdate()) if found.status == "asked" else "",
        "merged": merged_of(found),
        "sets": list(found.sets.select_related("file")),
        "handed": list(found.stage.joint.files.select_related("file")),
        "acts": offered(REVIEW_ACTS, found, request.user),
        "happened": history_in_words(found.reference),
    }
    return render(request, "construction/review.html", more | shown, status=status)


PAGE = ActPage(REVIEW_ACTS, _found, _address, _drawn)
