"""An estimate in words: how long, nine times of ten, and why."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tongban.work.hall.models import Ticket
from tongban.work.hall.queries.waits import estimate_of
from tongban.work.hall.waiting.estimate import Estimate
from tongban.work.hall.waiting.reasons import Reason

WORDS: dict[str, Callable[[int], str]] = {
    "ahead": lambda n: ngettext(
        "these windows call %d person before", "these windows call %d people before", n
    ),
    "expected": lambda n: ngettext("%d of them has an appointment", "%d of them have an appointment", n),
    "windows": lambda n: ngettext("%d window is open for this", "%d windows are open for this", n),
    "breaks": lambda n: ngettext("%d of them has a break soon", "%d of them have a break soon", n),
    "minutes": lambda n: ngettext(
        "such a matter takes about %d minute", "such a matter takes about %d minutes", n
    ),
    "slow": lambda n: ngettext(
        "everything takes %d %% longer today", "everything takes %d %% longer today", n
    ),
    "quick": lambda n: ngettext("everything takes %d %% less today", "everything takes %d %% less today", n),
    "closed": lambda n: ngettext(
        "the first window opens in %d minute", "the first window opens in %d minutes", n
    ),
    "not_today": lambda n: _(
        "no window that takes this is open long enough today; please speak to an officer"
    ),
}


@dataclass(frozen=True, slots=True)
class Wait:
    """How long somebody waits, and why, in words."""

    text: str
    is_promise: bool
    reasons: tuple[str, ...]


def wait_of(ticket: Ticket, at: datetime) -> Wait | None:
    """Return how long a ticket still waits, in words; nothing when it is not in line."""
    told = estimate_of(ticket, at)
    return wait_in_words(told) if told else None


def wait_in_words(told: Estimate) -> Wait:
    """Return an estimate in words; what rests on no earlier wait is said to be no promise."""
    reasons = tuple(_reason(each) for each in told.reasons if each.number or each.key == "ahead")
    promise = told.promise
    if promise is None:
        return Wait("", False, reasons)
    if not promise.rests_on:
        text = ngettext("about %d minute", "about %d minutes", promise.point) % promise.point
        return Wait(text, False, reasons)
    said = {"low": promise.low, "high": promise.high}
    return Wait(_("%(low)d to %(high)d minutes") % said, True, reasons)


def _reason(reason: Reason) -> str:
    words = WORDS[reason.key](reason.number)
    return words % reason.number if "%" in words else words
