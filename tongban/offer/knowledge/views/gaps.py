"""The page of a question without an answer, with its acts."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from tongban.ground.kit.access import StaffRequest
from tongban.ground.ledger.wording import history_in_words
from tongban.ground.matters.act_page import ActPage
from tongban.ground.matters.acts import offered
from tongban.offer.knowledge.forms.gap_acts import ACTS
from tongban.offer.knowledge.models import Gap
from tongban.offer.knowledge.models.gaps import UNFINISHED
from tongban.offer.knowledge.queries.access import gaps_visible_to, visible_to
from tongban.offer.knowledge.queries.answers import search
from tongban.offer.knowledge.views.worklists import reads, status_light

MOST_LIKE = 5


@reads
@require_safe
def gap(request: StaffRequest, reference: str) -> HttpResponse:
    return _drawn(request, _found(request, reference), {}, 200)


@reads
def act(request: StaffRequest, reference: str, code: str) -> HttpResponse:
    """Do an act of the chart."""
    return PAGE.answer(request, reference, code)


def _found(request: StaffRequest, reference: str) -> Gap:
    found: Gap = get_object_or_404(gaps_visible_to(request.user), reference=reference)
    return found


def _address(found: Gap) -> str:
    return reverse("knowledge:gap", args=[found.reference])


def _drawn(request: StaffRequest, found: Gap, shown: dict[str, Any], status: int) -> HttpResponse:
    is_open = found.status in UNFINISHED
    page: dict[str, Any] = {
        "gap": found,
        "light": status_light(found),
        "is_late": is_open and found.due_on < localdate(),
        "acts": offered(ACTS, found, request.user),
        "like": search(found.question, user=request.user, limit=MOST_LIKE) if is_open else [],
        "entry": visible_to(request.user).filter(entry=found.entry_id).order_by("-number").first()
        if found.entry_id
        else None,
        "happened": history_in_words(found.reference),
    }
    return render(request, "knowledge/gap.html", page | shown, status=status)


PAGE = ActPage(ACTS, _found, _address, _drawn)
