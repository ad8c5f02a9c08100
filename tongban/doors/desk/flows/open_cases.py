"""How the open cases stand today, read from the cases themselves."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.utils.timezone import localdate

from tongban.account.insight import flows
from tongban.ground.clock.calendar import Calendar
from tongban.ground.clock.due_dates import merge_spans
from tongban.work.cases.models import RUNNING, Case, Pause, Review

S = Review.State


@dataclass(frozen=True, slots=True)
class OpenCase:
    """An open case with a promised day, how it stands, and the step it waits in (nothing: the decision)."""

    case: Case
    standing: flows.CaseProgress
    step: str


def open_cases(cases: QuerySet[Case], on: date, days: Calendar) -> list[OpenCase]:
    """Return the cases in review with a promised day among those given; three queries however many."""
    found = list(cases.filter(status__in=RUNNING, due_on__isnull=False, accepted_on__isnull=False))
    years = {case.due_on.year for case in found if case.due_on} | {
        case.accepted_on.year for case in found if case.accepted_on
    }
    days = days.provisional(*range(min(years | {on.year}), max(years | {on.year}) + 1))
    reviews, pauses = defaultdict(list), defaultdict(list)
    for review in Review.objects.filter(case__in=found).exclude(state=S.WAITING).select_related("step"):
        reviews[review.case_id].append(review)
    for pause in Pause.objects.filter(case__in=found):
        pauses[pause.case_id].append(pause)
    return [_open(case, reviews[case.pk], pauses[case.pk], on, days) for case in found]


def _open(case: Case, reviews: list[Review], pauses: list[Pause], on: date, days: Calendar) -> OpenCase:
    waiting = [review for review in reviews if review.state == S.OPEN]
    stage = min((review.stage for review in waiting), default=flows.DECIDING)
    here = [review for review in waiting if review.stage == stage]
    entered = _entered(case, reviews, here) or on
    stopped = _stopped(pauses, entered, on, days)
    version, due_on = case.version, case.due_on or on
    promised = {"working": version.promised_length, "at_once": 0}.get(version.promised_unit)
    left = days.working_between(on, due_on) if due_on >= on else -max(days.working_between(due_on, on), 1)
    spent = max(days.working_between(entered, on) - stopped, 0)
    standing = flows.CaseProgress(version.item.code, case.division.name, promised, stage, spent, left)
    return OpenCase(case, standing, "、".join(review.step.name for review in here))


def _entered(case: Case, reviews: list[Review], here: list[Review]) -> date | None:
    """Return since when a case stands where it stands: the step opened, the last step done, or accepted."""
    if here:
        return min(
            (localdate(review.opened_at) for review in here if review.opened_at), default=case.accepted_on
        )
    return max((localdate(review.done_at) for review in reviews if review.done_at), default=case.accepted_on)


def _stopped(pauses: list[Pause], entered: date, on: date, days: Calendar) -> int:
    """Return how many working days after a day special procedures took; a day that two of them stopped counts once."""
    ends = ((pause.since, min(pause.until or on, on)) for pause in pauses)
    spans = merge_spans((since.toordinal(), until.toordinal()) for since, until in ends)
    eves = ((date.fromordinal(first - 1), date.fromordinal(last)) for first, last in spans)
    return sum(days.working_between(max(eve, entered), last) for eve, last in eves)
