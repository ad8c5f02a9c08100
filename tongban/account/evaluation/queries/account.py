"""A performance year as a whole, read once for a page: budget sheet, indicators, tasks, chapters, problems."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

from django.db.models import Prefetch, QuerySet

from tongban.account.budget.queries import Sheet
from tongban.account.budget.queries import sheet as budget_sheet
from tongban.account.evaluation.models import (
    Chapter,
    DutyFunction,
    Evaluation,
    Evidence,
    Indicator,
    KeyTask,
    Problem,
    Version,
)
from tongban.account.evaluation.models.year import FILED_STATES
from tongban.account.evaluation.queries.figures import LiveFigure, budget_figures, fill, further_figures
from tongban.account.evaluation.queries.standing import Standing, standing_of
from tongban.account.evaluation.rules import grade, total
from tongban.ground.people.models import User
from tongban.ground.people.queries import departments_visible_to


def visible_to(user: User) -> QuerySet[Evaluation]:
    """Return the years a member of staff may see; the finance bureau's reviewer sees what was declared or filed."""
    years = Evaluation.objects.select_related("department", "budget")
    departments = departments_visible_to(user)
    if user.may("account.read") or user.may("account.read_all"):
        return years.filter(department__in=departments)
    if user.may("account.review"):
        return years.filter(department__in=departments, status__in=["declared", *FILED_STATES])
    return years.none()


def public_versions() -> QuerySet[Version]:
    """Return what everybody may read: the published versions, the newest first."""
    published = Version.objects.filter(published_at__isnull=False)
    return published.select_related("evaluation__department").order_by("-evaluation__year", "-published_at")


@dataclass(frozen=True)
class Account:
    """Everything of one performance year, with what follows from it."""

    evaluation: Evaluation
    sheet: Sheet
    functions: Sequence[DutyFunction]
    indicators: Sequence[Indicator]
    tasks: Sequence[KeyTask]
    chapters: Sequence[Chapter]
    problems: Sequence[Problem]
    units: Sequence[str]

    @cached_property
    def budget_figures(self) -> dict[str, LiveFigure]:
        """Return the live figures of the budget by key."""
        return budget_figures(self.sheet)

    @cached_property
    def standings(self) -> list[Standing]:
        """Return where each indicator stands."""
        return [standing_of(indicator, self.budget_figures) for indicator in self.indicators]

    @cached_property
    def figures(self) -> dict[str, LiveFigure]:
        """Return all live figures that a text may name."""
        return {**self.budget_figures, **further_figures(self.standings, self.tasks)}

    @cached_property
    def points(self) -> Decimal | None:
        """Return the total score, or None while an indicator has none."""
        return total(standing.points for standing in self.standings)

    @cached_property
    def grade(self) -> str:
        """Return the grade that fits the total score."""
        return "" if self.points is None else grade(self.points, self.year_end)

    @property
    def year_end(self) -> date:
        """Return the last day of the year, by which thresholds in force are chosen."""
        return date(self.evaluation.year, 12, 31)

    def text_of(self, code: str) -> str:
        """Return a chapter with its live figures filled in."""
        chapter = next((chapter for chapter in self.chapters if chapter.code == code), None)
        return fill(chapter.body, self.figures) if chapter else ""


def account_of(evaluation: Evaluation) -> Account:
    """Read a performance year in a fixed number of queries."""
    proofs = Prefetch("evidence", Evidence.objects.select_related("file"))
    indicators = evaluation.indicators.select_related("function", "budget_line").prefetch_related(proofs)
    for indicator in indicators:
        indicator.evaluation = evaluation
    return Account(
        evaluation=evaluation,
        sheet=budget_sheet(evaluation.budget),
        functions=list(evaluation.functions.all()),
        indicators=list(indicators),
        tasks=list(evaluation.tasks.select_related("function", "budget_line")),
        chapters=list(evaluation.chapters.all()),
        problems=list(evaluation.problems.all()),
        units=[unit.name for unit in evaluation.units.all()],
    )
