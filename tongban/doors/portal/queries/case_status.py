"""How an application stands, in words that citizens use: what happened, what happens next, what they can do."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.functional import Promise
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tongban.ground.kit.steps import StepperStep
from tongban.ground.ledger.models import Entry
from tongban.work.cases.models import Case, Status

Text = str | Promise
S = Status

ENDED_EARLY = (S.NOT_ACCEPTED, S.NOT_NEEDED, S.WITHDRAWN, S.TERMINATED, S.DISCARDED)
STATUS_TEXTS: dict[str, tuple[str, Text]] = {
    S.DRAFT: ("grey", _("This is a draft. Nothing was sent to the office yet.")),
    S.FILED: ("blue", _("The office looks through your application and answers within five working days.")),
    S.INCOMPLETE: ("red", _("Something is missing or wrong. Please complete it; everything is marked.")),
    S.COMPLETED: ("blue", _("What was missing has arrived. The office looks through it again.")),
    S.ACCEPTED: ("blue", _("Your application was accepted and is being reviewed. You need not do anything.")),
    S.PAUSED: ("yellow", _("A special procedure is under way, as the notice says; its time does not count.")),
    S.NOT_ACCEPTED: ("red", _("Your application was not accepted. The notice says why, and where to go.")),
    S.NOT_NEEDED: ("green", _("You need no approval for this.")),
    S.GRANTED: ("green", _("Granted. The result is being made.")),
    S.REFUSED: ("red", _("Refused. The decision gives the reasons, and what you can do against it.")),
    S.ISSUED: ("green", _("The result is ready for you.")),
    S.DELIVERED: ("green", _("The result was handed over. How was it? Your opinion counts.")),
    S.WITHDRAWN: ("grey", _("The application was withdrawn. You can apply again at any time.")),
    S.TERMINATED: ("grey", _("The application ended without a decision; the reason stands below.")),
    S.DISCARDED: ("grey", _("The draft was discarded.")),
    S.ARCHIVED: ("grey", _("The matter is closed and kept in the archive.")),
}
EVENT_TEXTS: dict[str, Text] = {
    "begin": _("You began the application"),
    "file": _("You filed the application"),
    "take_in": _("The window took in your application"),
    "take_in_elsewhere": _("Taken in for the office that decides"),
    "pass_on": _("Handed over to the other office"),
    "confirm_receipt": _("The other office has signed for it"),
    "turn_back": _("The other office turned it back"),
    "return": _("The office returned it: something is missing or wrong"),
    "complete": _("You handed in what was missing"),
    "take_completion": _("The window took in what was missing"),
    "accept": _("Accepted: the promised time runs"),
    "accept_by_silence": _("Nobody answered in time: it counts as accepted since you filed it"),
    "decline": _("Not accepted"),
    "find_unneeded": _("No approval is needed"),
    "pause": _("A special procedure began; its time does not count"),
    "offer_hearing": _("You were told that you may ask for a hearing"),
    "order_hearing": _("The office holds a hearing"),
    "ask_to_be_heard": _("A special procedure began; its time does not count"),
    "ask_for_hearing": _("A hearing was asked for"),
    "waive_hearing": _("The hearing was given up"),
    "announce_hearing": _("Time and place of the hearing were announced"),
    "record_hearing": _("The hearing was held, its record is kept"),
    "resume": _("The special procedure ended; the time runs again"),
    "extend": _("The limit was extended; the notice says why"),
    "grant": _("Granted"),
    "refuse": pgettext_lazy("case", "Refused"),
    "issue": _("The result is ready"),
    "deliver": _("The result was handed over"),
    "deliver_refusal": _("The decision was handed over"),
    "sign_for": _("The parcel was signed for"),
    "withdraw": _("You withdrew the application"),
    "take_withdrawal": _("The window took in that you withdraw"),
    "lapse": _("What was to follow did not come in time: it counts as withdrawn"),
    "terminate": _("Ended without a decision"),
    "archive": _("Put into the archive"),
    "discard": _("You discarded the draft"),
    "expire": _("The draft was kept long enough and is gone"),
    "commit": _("You signed the commitment"),
    "take_back_commitment": _("You took the commitment back"),
    "carry_over": _("Your draft follows the new version of the item"),
    "order_courier": _("The courier was asked for"),
    "take_order": _("The courier took the order"),
}
TOLD = ("withdraw", "decline", "find_unneeded", "terminate")
"""Moves whose note is meant for the applicant."""
BAD, GOOD = (
    ("return", "decline", "refuse", "lapse", "terminate"),
    ("accept", "grant", "issue", "deliver", "sign_for"),
)


@dataclass(frozen=True, slots=True)
class StatusText:
    """How a case stands in one sentence, with its light."""

    light: str
    text: Text


@dataclass(frozen=True, slots=True)
class TimelineEvent:
    """One line of the timeline."""

    at: datetime
    text: Text
    tone: str
    note: str = ""


def status_text_of(status: str) -> StatusText:
    """Return a status in plain words."""
    return StatusText(*STATUS_TEXTS[status])


def timeline_of(case: Case) -> list[TimelineEvent]:
    """Return what happened, the latest first; what only concerns the office is left out."""
    entries = Entry.objects.filter(subject=case.reference, move__in=EVENT_TEXTS).order_by("-number")
    return [_event(entry) for entry in entries]


def steps_of(case: Case) -> list[StepperStep]:
    """Return the way of a case from filing to the result, with the days reached."""
    reached: list[tuple[Text, date | datetime | None]] = [
        (_("Filing"), case.filed_at),
        (_("Acceptance"), case.accepted_on),
        (_("The decision"), case.decided_on),
        (_("Handing over"), case.delivered_on),
    ]
    return steps_through(reached, is_stopped=case.status in ENDED_EARLY, stop=case.get_status_display())


def steps_through(
    reached: Iterable[tuple[Text, date | datetime | None]], *, is_stopped: bool, stop: str
) -> list[StepperStep]:
    """Return steps: those with a day are done, the first without is current, or says where it stopped."""
    steps, is_next = list[StepperStep](), True
    for title, day in reached:
        if day is not None:
            steps.append(StepperStep(title, "done", _day(day)))
        elif is_next and is_stopped:
            steps.append(StepperStep(stop, "stopped"))
            break
        else:
            steps.append(StepperStep(title, "current" if is_next else "todo"))
            is_next = False
    return steps


def _event(entry: Entry) -> TimelineEvent:
    tone = "bad" if entry.move in BAD else "good" if entry.move in GOOD else "plain"
    return TimelineEvent(entry.at, EVENT_TEXTS[entry.move], tone, entry.note if entry.move in TOLD else "")


def _day(day: date | datetime) -> str:
    return (localdate(day) if isinstance(day, datetime) else day).isoformat()
