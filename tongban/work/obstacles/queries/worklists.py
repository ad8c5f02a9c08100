"""The lists of work: to classify, to assign, at the units, to answer, to call back, to analyse, overdue."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from tongban.ground.clock.lights import DueStatus
from tongban.ground.matters.worklists import WorkKind, WorkLists, calendar_for, status_on
from tongban.ground.people.places import line_around
from tongban.work.obstacles.models import Obstacle, Outcome, RuleRun, Status
from tongban.work.obstacles.queries.entries import visible_to

S = Status
DESK = ("obstacles.handle",)
HELPED = Exists(RuleRun.objects.filter(obstacle=OuterRef("pk"), would_succeed=True))
"""A changed version has been published under which the same would succeed."""
OPEN = (S.TAKEN, S.CLASSIFIED, S.ASSIGNED, S.HANDLED)
USUAL_DAYS = 5

# fmt: off
LISTS: WorkLists[Obstacle] = WorkLists(
    visible_to,
    WorkKind("to_classify", _("To classify"), DESK, lambda user, day: Q(status=S.TAKEN), "taken_at"),
    WorkKind("to_assign", _("To give to a unit"), DESK, lambda user, day: Q(status=S.CLASSIFIED)),
    WorkKind("to_handle", _("To look into"), ("obstacles.work",),
             lambda user, day: Q(status=S.ASSIGNED, unit__in=line_around(user))),
    WorkKind("at_units", _("At the units"), DESK, lambda user, day: Q(status=S.ASSIGNED)),
    WorkKind("to_answer", _("To be answered"), DESK, lambda user, day: Q(status=S.HANDLED)),
    WorkKind("to_call_back", _("To call back"), DESK, lambda user, day: Q(status=S.ANSWERED)),
    WorkKind("to_analyse", _("To analyse"), DESK, lambda user, day: Q(status=S.CALLED_BACK)),
    WorkKind("rule_must_change", _("A rule must change"), ("catalogue.edit", *DESK),
             lambda user, day: Q(outcome=Outcome.RULE) & ~Q(HELPED)),
    WorkKind("overdue", _("Overdue"), ("obstacles.read",),
             lambda user, day: Q(due_on__lt=day, status__in=OPEN)),
)
# fmt: on


@dataclass(frozen=True, slots=True)
class ObstacleRow:
    """A line of a work list: the entry, by when, and its light."""

    entry: Obstacle
    due_on: date | None
    standing: DueStatus | None


def obstacle_rows(entries: Iterable[Obstacle], day: date) -> list[ObstacleRow]:
    """Return a page of entries with their lights; what is answered is late no more."""
    found = [(each, each.due_on if each.status in OPEN else None) for each in entries]
    days = calendar_for((due_on for _each, due_on in found), day)
    return [ObstacleRow(each, due_on, status_on(due_on, USUAL_DAYS, day, days)) for each, due_on in found]
