"""A performance year as a whole, read once for a page: budget sheet, indicators, tasks, chapters, problems."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Prefetch, QuerySet, prefetch_related_objects

from tongban.account.budget.queries import BudgetSheet
from tongban.account.budget.queries import sheet as budget_sheet
from tongban.account.budget.queries import sheets as budget_sheets
from tongban.account.evaluation.models import (
    Chapter,
    DutyFunction,
    Evaluation,
    Evidence,
    Indicator,
    KeyTask,
    Problem,
)
from tongban.account.evaluation.models.year import FILED_STATES
from tongban.account.evaluation.queries.figures import (
    FilledText,
    LiveFigure,
    budget_figures,
    fill_and_locate,
    indicator_figures,
)
from tongban.account.evaluation.queries.operating_figures import PREFIX, metric_figures, metric_figures_of
from tongban.account.evaluation.queries.standings import IndicatorStanding, standing_of
from tongban.account.evaluation.rules import grade, total
from tongban.ground.people.models import User
from tongban.ground.people.queries import departments_visible_to


def _unit_names() -> ArraySubquery:
    chosen = Evaluation.units.through.objects.filter(evaluation=OuterRef("pk"))
    return ArraySubquery(chosen.order_by("budgetunit__code").values("budgetunit__name"))


def visible_to(user: User) -> QuerySet[Evaluation]:
    """Return the years a member of staff may see; the finance bureau's reviewer sees what was declared or filed."""
    years = Evaluation.objects.select_related("department", "budget").annotate(unit_names=_unit_names())
    departments = departments_visible_to(user)
    if user.may("account.read") or user.may("account.read_all"):
        return years.filter(department__in=departments)
    if user.may("account.review"):
        return years.filter(department__in=departments, status__in=["declared", *FILED_STATES])
    return years.none()


@dataclass(frozen=True)
class Account:
    """Everything of one performance year, with what follows from it; what a page does not ask is not read."""

    evaluation: Evaluation

    @cached_property
    def sheet(self) -> BudgetSheet:
        """Return the sheet of the budget."""
        return budget_sheet(self.evaluation.budget)

    @cached_property
    def indicators(self) -> Sequence[Indicator]:
        """Return the indicators with their evidence."""
        found = list(_indicators().filter(evaluation=self.evaluation))
        for indicator in found:
            indicator.evaluation = self.evaluation
        return found

    @cached_property
    def functions(self) -> Sequence[DutyFunction]:
        """Return the main functions."""
        return list(self.evaluation.functions.order_by("number"))

    @cached_property
    def tasks(self) -> Sequence[KeyTask]:
        """Return the key tasks."""
        return list(_tasks().filter(evaluation=self.evaluation))

    @cached_property
    def chapters(self) -> Sequence[Chapter]:
        """Return the written parts."""
        return list(self.evaluation.chapters.order_by("code"))

    @cached_property
    def problems(self) -> Sequence[Problem]:
        """Return the problems and measures."""
        return list(self.evaluation.problems.order_by("position", "pk"))

    @cached_property
    def units(self) -> Sequence[str]:
        """Return the names of the budget units; a year from `visible_to` brings them along."""
        known = getattr(self.evaluation, "unit_names", None)
        return [unit.name for unit in self.evaluation.units.all()] if known is None else known

    @cached_property
    def last_version(self) -> int | None:
        """Return the number of the last frozen version; a year read to be compared brings it along."""
        known: int | None = getattr(self.evaluation, "last_version", None)
        numbers = self.evaluation.versions.order_by("-number").values_list("number", flat=True)
        return known or numbers.first()

    @cached_property
    def budget_figures(self) -> dict[str, LiveFigure]:
        """Return the live figures of the budget by key."""
        return budget_figures(self.sheet)

    @cached_property
    def metric_figures(self) -> dict[str, LiveFigure]:
        """Return the operating figures of the year by key, as last computed."""
        return metric_figures(self.evaluation)

    @cached_property
    def own_figures(self) -> dict[str, LiveFigure]:
        """Return the figures that an indicator may be bound to."""
        return {**self.budget_figures, **self.metric_figures}

    @cached_property
    def standings(self) -> list[IndicatorStanding]:
        """Return where each indicator stands."""
        figures = self.own_figures if self.is_bound else self.budget_figures
        return [standing_of(indicator, figures) for indicator in self.indicators]

    @property
    def is_bound(self) -> bool:
        """Return whether an indicator takes its value from the work."""
        return any(each.bound_to.startswith(PREFIX) for each in self.indicators)

    @cached_property
    def names_metrics(self) -> bool:
        """Return whether an indicator or a text takes a figure from the work; most drafts name none."""
        texts = (*(each.body for each in self.chapters), *(each.completion for each in self.tasks))
        texts += tuple(f"{each.problem}{each.measure}" for each in self.problems)
        return self.is_bound or any(f"{{{PREFIX}" in text for text in texts)

    @cached_property
    def printed_figures(self) -> dict[str, LiveFigure]:
        """Return the live figures that the report names."""
        if self.names_metrics:
            return self.figures
        return {**self.budget_figures, **indicator_figures(self.standings, self.tasks)}

    @cached_property
    def figures(self) -> dict[str, LiveFigure]:
        """Return all live figures that a text may name."""
        measured = {key: each for key, each in self.metric_figures.items() if each.text}
        return {**self.budget_figures, **measured, **indicator_figures(self.standings, self.tasks)}

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

    def text_of(self, code: str) -> FilledText:
        """Return a chapter with its live figures filled in."""
        chapter = next((chapter for chapter in self.chapters if chapter.code == code), None)
        return fill_and_locate(chapter.body, self.printed_figures) if chapter else FilledText()


def account_of(evaluation: Evaluation) -> Account:
    """Return a performance year as a whole; each part is read once, when a page first asks for it."""
    return Account(evaluation)


def accounts_of(evaluations: Sequence[Evaluation]) -> list[Account]:
    """Return several years read as one: a query for each kind of part, however many years there are."""
    accounts = [Account(evaluation) for evaluation in evaluations]
    tasks, indicators = Prefetch("tasks", _tasks()), Prefetch("indicators", _indicators())
    prefetch_related_objects(evaluations, tasks, indicators, *PLAIN_PARTS)
    sheets = budget_sheets([evaluation.budget for evaluation in evaluations])
    for account, sheet in zip(accounts, sheets, strict=True):
        parts = {name: list(getattr(account.evaluation, name).all()) for name in PARTS}
        vars(account).update(parts, sheet=sheet)
    naming = [account for account in accounts if account.names_metrics]
    measured = metric_figures_of([account.evaluation for account in naming]) if naming else []
    for account, figures in zip(naming, measured, strict=True):
        vars(account).update(metric_figures=figures)
    return accounts


PLAIN_PARTS = ("functions", "chapters", "problems")
PARTS = (*PLAIN_PARTS, "tasks", "indicators")


def _indicators() -> QuerySet[Indicator]:
    proofs = Prefetch("evidence", Evidence.objects.select_related("file").order_by("pk"))
    rows = Indicator.objects.select_related("function", "budget_line").prefetch_related(proofs)
    return rows.order_by("position", "pk")


def _tasks() -> QuerySet[KeyTask]:
    chosen = KeyTask.indicators.through.objects.filter(keytask=OuterRef("pk"))
    pks = ArraySubquery(chosen.order_by("indicator__position").values("indicator_id"))
    tasks = KeyTask.objects.select_related("function", "budget_line").annotate(indicator_pks=pks)
    return tasks.order_by("position", "pk")
