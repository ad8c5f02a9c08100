"""The page on which a bad rating is worked on."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from tongban.ground.kit.access import StaffRequest, requires
from tongban.ground.ledger.wording import history_in_words
from tongban.ground.matters.act_page import ActPage
from tongban.ground.matters.acts import offered
from tongban.work.ratings import actions, queries
from tongban.work.ratings.forms import ACTS
from tongban.work.ratings.models import BadRating
from tongban.work.ratings.views.lights import status_light


@requires(*queries.READING)
@require_safe
def work(request: StaffRequest, reference: str) -> HttpResponse:
    return _drawn(request, _found(request, reference), {}, 200)


@requires(*queries.READING)
def act(request: StaffRequest, reference: str, move: str) -> HttpResponse:
    """Make a move with what is said about it."""
    return PAGE.answer(request, reference, move)


def _found(request: StaffRequest, reference: str) -> BadRating:
    found: BadRating = get_object_or_404(queries.visible_to(request.user), reference=reference)
    return found


def _address(work: BadRating) -> str:
    return reverse("ratings:work", args=[work.reference])


def _drawn(request: StaffRequest, found: BadRating, shown: dict[str, Any], status: int) -> HttpResponse:
    more: dict[str, Any] = {
        "work": found,
        "light": status_light(found),
        "acts": offered(ACTS, found, request.user),
        "reasons": [actions.REASONS.get(code, code) for code in found.rating.reasons],
        "happened": history_in_words(found.reference),
        "again": getattr(found.rating, "follow_up", None),
    }
    return render(request, "ratings/work.html", more | shown, status=status)


PAGE = ActPage(ACTS, _found, _address, _drawn)
