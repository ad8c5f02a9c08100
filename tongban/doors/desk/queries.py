"""The work list of one person: what waits for them, in which year, and what happened last."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet

from tongban.account.evaluation.models import Comment, Evaluation, ImportedReport, Status
from tongban.account.evaluation.queries.account import visible_to
from tongban.account.evaluation.queries.history import RETURNS
from tongban.account.evaluation.queries.imports import imports_visible_to
from tongban.account.evaluation.queries.review import comments_to_answer
from tongban.account.evaluation.queries.waiting import years_waiting_for
from tongban.account.insight.engines.newest import newest_engine
from tongban.account.insight.rules import year_of
from tongban.doors.desk.figures import tiles
from tongban.doors.desk.flows.likely_cases import known_forecasts
from tongban.doors.desk.flows.request import as_of
from tongban.ground.ledger import Move
from tongban.ground.ledger.models import Entry
from tongban.ground.people.models import User
from tongban.work.cases.models import Case
from tongban.work.cases.queries.visibility import PRIVATE

SHOWN = 10
SOON_DAYS = 7
UNDER_WAY = (Status.WITH_DIVISION, Status.WITH_FINANCE, Status.WITH_LEADER)


@dataclass(frozen=True, slots=True)
class Waiting:
    """A year that waits for a move of this person."""

    year: Evaluation
    moves: Sequence[Move]
    returned: Entry | None

    @property
    def is_drafting(self) -> bool:
        """Say whether the year is being written, so that findings and owed rows are this person's work."""
        return self.year.status in (Status.DECLARING, Status.MONITORING, Status.DRAFTING)

    @property
    def is_audited(self) -> bool:
        """Say whether the number of findings matters to whoever has it now: until the report is signed."""
        return self.is_drafting or self.year.status in UNDER_WAY


@dataclass(frozen=True, slots=True)
class PublicationDeadline:
    """A year that must be published by a day."""

    year: Evaluation
    days: int

    @property
    def light(self) -> str:
        """Return the traffic light: red when the day has passed, yellow when it is near."""
        if self.days < 0:
            return "red"
        return "yellow" if self.days <= SOON_DAYS else "green"

    @property
    def late(self) -> int:
        """Return by how many days the day has passed."""
        return max(0, -self.days)


@dataclass(frozen=True, slots=True)
class WorkList:
    """Everything that waits for one person."""

    waiting: Sequence[Waiting]
    comments: Sequence[Comment]
    deadlines: Sequence[PublicationDeadline]
    imports: Sequence[ImportedReport]
    activity: Sequence[Entry]

    @property
    def is_empty(self) -> bool:
        """Say whether nothing waits."""
        return not (self.waiting or self.comments or self.deadlines or self.imports)


def work_of(user: User, on: date) -> WorkList:
    """Return the work list of a person on a day, in a fixed number of queries."""
    years = list(visible_to(user))
    last = _last_moves(years)
    published = [year for year in years if year.publish_by and year.status == Status.ACCEPTED]
    return WorkList(
        waiting=[
            Waiting(year, moves, _returned(last.get(year.reference)))
            for year, moves in years_waiting_for(user)
        ],
        comments=list(comments_to_answer(user)[:SHOWN]),
        deadlines=[
            PublicationDeadline(year, (year.publish_by - on).days) for year in published if year.publish_by
        ],
        imports=_imports(user),
        activity=_activity(years),
    )


def _imports(user: User) -> list[ImportedReport]:
    if not user.may("evaluation.edit"):
        return []
    return list(imports_visible_to(user).filter(evaluation__isnull=True)[:SHOWN])


def _last_moves(years: Sequence[Evaluation]) -> dict[str, Entry]:
    entries = Entry.objects.filter(subject__in=[year.reference for year in years], kind=Entry.Kind.MOVE)
    return {entry.subject: entry for entry in entries.order_by("subject", "-number").distinct("subject")}


def _returned(last: Entry | None) -> Entry | None:
    return last if last and last.move in RETURNS else None


def _activity(years: Sequence[Evaluation]) -> list[Entry]:
    subjects = [name for year in years for name in (year.reference, year.budget.reference)]
    return list(Entry.objects.filter(subject__in=subjects).order_by("-pk")[:SHOWN])


def ask_dashboard(on: date, at: datetime) -> None:
    """Ask all that the dashboard of a year and the forecast of delays ask, so that nobody waits for it."""
    engine = newest_engine()
    tiles.board(year_of(on.year), at=at, targets={})
    known_forecasts(engine, as_of(engine, on))


def filed_between(since: date | None, until: date | None) -> QuerySet[Case]:
    """Return all cases but drafts, filed between two days, for whoever sits at the installation itself."""
    days = {"filed_at__date__gte": since, "filed_at__date__lte": until}
    return Case.objects.exclude(status__in=PRIVATE).filter(**{name: day for name, day in days.items() if day})
