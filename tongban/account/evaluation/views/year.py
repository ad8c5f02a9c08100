"""What the pages of one performance year share: who may see it, its frame with tabs, and how a form is answered."""

from dataclasses import dataclass
from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from tongban.account.evaluation.actions.year_parts import OPEN_STATES
from tongban.account.evaluation.models import Evaluation, Status
from tongban.account.evaluation.queries.account import visible_to
from tongban.account.evaluation.queries.authority import waits_with
from tongban.account.evaluation.queries.counts import FindingCounts, cached_counts, finding_counts
from tongban.account.evaluation.queries.stamps import stamp_of, with_stamp
from tongban.ground.kit.access import requires
from tongban.ground.matters.openings import note_opening
from tongban.ground.people.models import User

reads = requires("account.read", "account.read_all", "account.review")
edits = requires("evaluation.edit")
keeps_books = requires("budget.edit")

SECTIONS = (
    ("overview", _("Overview"), "layout-dashboard"),
    ("budget", _("Budget"), "report-money"),
    ("indicators", _("Indicators"), "target-arrow"),
    ("monitoring", _("Monitoring"), "activity"),
    ("tasks", _("Key tasks"), "checklist"),
    ("chapters", _("Text"), "file-text"),
    ("findings", _("Audit findings"), "file-search"),
    ("review", _("Signing and review"), "signature"),
    ("publication", _("Publication"), "world-upload"),
)
TONES = {
    Status.DECLARING: "blue",
    Status.DRAFTING: "blue",
    Status.MONITORING: "blue",
    Status.SIGNED: "green",
    Status.ACCEPTED: "green",
    Status.PUBLISHED: "green",
    Status.CLOSED: "grey",
}


@dataclass(frozen=True, slots=True)
class Tab:
    """One tab of the year."""

    code: str
    title: str | Promise
    icon: str
    url: str
    is_current: bool


def reader(request: HttpRequest) -> User:
    """Return who is at the page; every page here is behind a permission."""
    return cast(User, request.user)


def year_for(request: HttpRequest, pk: int) -> Evaluation:
    """Return a year that this person may see; anything else does not exist."""
    return get_object_or_404(with_stamp(visible_to(reader(request))), pk=pk)


def tone_of(evaluation: Evaluation) -> str:
    """Return the light of a year's status: yellow waits for somebody's word."""
    return TONES.get(Status(evaluation.status), "yellow")


def is_editable(request: HttpRequest, evaluation: Evaluation) -> bool:
    """Say whether this person may edit the year's parts now."""
    return reader(request).may("evaluation.edit") and evaluation.status in OPEN_STATES


def frame(
    request: HttpRequest,
    evaluation: Evaluation,
    section: str,
    *,
    counts: FindingCounts | None = None,
    is_light: bool = False,
) -> dict[str, Any]:
    """Return what evaluation/frame.html shows around a page.

    `counts`, when the page has them, saves reading; a light page lets the browser fetch them when they are not known.
    """
    stamp = stamp_of(evaluation)
    if counts is None:
        counts = cached_counts(evaluation, stamp) if is_light else finding_counts(evaluation, stamp=stamp)
    return {
        "stamp": stamp,
        "evaluation": evaluation,
        "tabs": [tab for tab in (_tab(evaluation, row, section) for row in SECTIONS) if tab],
        "status_tone": tone_of(evaluation),
        "finding_counts": counts,
        "is_editable": is_editable(request, evaluation),
    }


def page(
    request: HttpRequest,
    template: str,
    evaluation: Evaluation,
    section: str,
    context: dict[str, Any],
    *,
    counts: FindingCounts | None = None,
    is_light: bool = False,
    status: int = 200,
) -> HttpResponse:
    """Answer with a page of the year inside its frame; whoever it was passed on to has opened it now."""
    if waits_with(evaluation, reader(request)):
        note_opening(evaluation.reference, by=reader(request), at=now())
    framed = frame(request, evaluation, section, counts=counts, is_light=is_light)
    return render(request, template, {**framed, **context}, status=status)


def _tab(evaluation: Evaluation, row: tuple[str, str | Promise, str], current: str) -> Tab | None:
    code, title, icon = row
    try:
        url = reverse(f"evaluation:{code}", args=[evaluation.pk])
    except NoReverseMatch:
        return None
    return Tab(code, title, icon, url, code == current)
