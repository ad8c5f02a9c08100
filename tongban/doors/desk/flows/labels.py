"""Activities, places and times in the words of the office."""

from decimal import Decimal

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tongban.account.insight import flows
from tongban.ground.kit.figures import grouped
from tongban.work.cases.models import Status
from tongban.work.cases.states import CHART

MINUTE, HOUR, DAY = 60, 3600, 86400
OUTSIDE: dict[str, tuple[str | Promise, str | Promise]] = {
    "unforeseen": (
        gettext_lazy("Move not foreseen"),
        gettext_lazy(
            "The move does not fit the status the case had, or the chart of cases does not know it."
        ),
    ),
    "sent_back": (
        gettext_lazy("Sent back between steps"),
        gettext_lazy("A step sent the case back to an earlier one."),
    ),
    "skipped": (
        gettext_lazy("Step left out"),
        gettext_lazy("Granted while a step of the review was not done."),
    ),
    "out_of_order": (
        gettext_lazy("Steps out of order"),
        gettext_lazy("A later stage was done before an earlier one."),
    ),
    "after_decision": (
        gettext_lazy("Step after the decision"),
        gettext_lazy("A step was done on a day after the decision."),
    ),
}
TURNS: dict[str, str | Promise] = {
    "bureau": gettext_lazy("Bureau (working)"),
    "applicant": gettext_lazy("Applicant (waiting)"),
    "others": gettext_lazy("Special procedure (waiting)"),
}


def activity(code: str | None) -> str:
    """Return the label of an activity: a move of the chart, or a step with its opinion."""
    for head, words in (
        (flows.SENT_BACK, _("%s: sent back")),
        (flows.OBJECTED, _("%s: objected")),
        (flows.STEP, "%s"),
    ):
        if code and code.startswith(head):
            return words % code.removeprefix(head)
    return str(CHART.moves[code]) if code in CHART.moves else code or ""


def end(code: str | None, *, is_first: bool) -> str:
    """Return an end of an arc; nothing is the begin or the end of the case."""
    if code:
        return activity(code)
    return _("Start of the case") if is_first else _("End or still open")


def place(code: str) -> str:
    """Return the label of a place where cases stand."""
    return str(Status(code).label) if code in Status.values else code


def turn(code: str) -> str:
    """Return whose turn it is."""
    return str(TURNS.get(code, ""))


def length(seconds: Decimal | int | None) -> str:
    """Return a time in the unit that suits it."""
    if seconds is None:
        return "—"
    if seconds < 90 * MINUTE:
        return _("%s min") % grouped(Decimal(seconds) / MINUTE, 0)
    if seconds < 2 * DAY:
        return _("%s h") % grouped(Decimal(seconds) / HOUR, 1)
    return _("%s days") % grouped(Decimal(seconds) / DAY, 1)
