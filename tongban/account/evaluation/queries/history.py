"""What was done to a year: the ledger's entries of the year and its budget in the words of the office."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tongban.account.evaluation.models import Evaluation, Status
from tongban.ground.kit.steps import StepperStep
from tongban.ground.ledger.models import Entry
from tongban.ground.ledger.queries import histories_of
from tongban.ground.people.roles import ROLES

STAGES: tuple[tuple[str | Promise, tuple[Status, ...]], ...] = (
    (_("Targets"), (Status.DECLARING, Status.DECLARED)),
    (_("Monitoring"), (Status.MONITORING,)),
    (_("Draft"), (Status.DRAFTING,)),
    (_("Division head"), (Status.WITH_DIVISION,)),
    (_("Finance check"), (Status.WITH_FINANCE,)),
    (pgettext_lazy("stage", "Signature"), (Status.WITH_LEADER, Status.SIGNED)),
    (_("Finance bureau"), (Status.FILED, Status.ACCEPTED)),
    (_("Publication"), (Status.PUBLISHED,)),
    (_("Rectification"), (Status.RECTIFYING, Status.CLOSED)),
)
RETURNS = ("return_targets", "division_return", "finance_return", "leader_return", "return", "reopen")


def history_of(evaluation: Evaluation) -> QuerySet[Entry]:
    """Return the entries of a year and its budget, the newest first."""
    return histories_of([evaluation.reference, evaluation.budget.reference])


def roles_of(entry: Entry) -> str:
    """Return the roles that the person held then, in the reader's language."""
    codes = [code for code in entry.by_role.split(", ") if code]
    return "、".join(str(ROLES[code].title) if code in ROLES else code for code in codes)


def status_of(code: str) -> str:
    """Return a status as it is said."""
    return str(Status(code).label) if code in Status.values else code


@dataclass(frozen=True, slots=True)
class Arrival:
    """When a year last came to a stage, and who brought it there."""

    at: datetime
    by: str


def moves_of(evaluation: Evaluation) -> QuerySet[Entry]:
    """Return the moves of a year, the first first."""
    return Entry.objects.filter(subject=evaluation.reference, kind=Entry.Kind.MOVE).order_by("number")


def steps_of(evaluation: Evaluation, moves: Iterable[Entry] | None = None) -> list[StepperStep]:
    """Return where a year stands: the stages with the day each was last reached (`moves`, when known)."""
    entries = moves_of(evaluation) if moves is None else moves
    arrived = {entry.after: Arrival(entry.at, entry.by_name) for entry in entries}
    here = next(place for place, (_title, inside) in enumerate(STAGES) if evaluation.status in inside)
    is_over = evaluation.status == Status.CLOSED
    return [
        _step(
            title,
            inside,
            arrived,
            "done" if place < here or is_over else "current" if place == here else "todo",
        )
        for place, (title, inside) in enumerate(STAGES)
    ]


def _step(
    title: str | Promise, inside: tuple[Status, ...], arrived: dict[str, Arrival], state: str
) -> StepperStep:
    from tongban.ground.kit.figures import day

    last = max(
        (arrived[status] for status in inside if status in arrived), key=lambda each: each.at, default=None
    )
    return StepperStep(title, state, day(last.at) if last and state != "todo" else "")  # type: ignore[arg-type]


def last_return(moves: Sequence[Entry]) -> Entry | None:
    """Return the move that sent a year back, when nothing has moved it on since; ``moves``, the first first."""
    return moves[-1] if moves and moves[-1].move in RETURNS else None
