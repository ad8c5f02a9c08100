"""Frozen versions: the report they hold, their papers, and what changed from one report to another."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tongban.account.audit.reader import from_plain
from tongban.account.audit.report import Report
from tongban.account.budget.models import Validity
from tongban.account.evaluation.models import Evaluation, Version
from tongban.ground.kit.models import StoredFile

LINE_FIELDS: dict[str, str | Promise] = {
    "initial": _("initial budget"),
    "adjustment": _("adjustment"),
    "revised": _("adjusted budget"),
    "actual": _("spent"),
    "rate": _("execution rate"),
    "cause": _("cause"),
}
INDICATOR_FIELDS: dict[str, str | Promise] = {
    "target": _("target"),
    "actual": _("actual"),
    "deviation": _("deviation"),
    "weight": _("weight"),
    "score": _("score"),
    "source": _("evidence"),
    "cause": _("cause"),
    "measure": _("measure"),
}
TASK_FIELDS: dict[str, str | Promise] = {
    "content": _("main content"),
    "completion": _("completion"),
    "due": _("due on"),
    "spent": _("spent"),
    "owner": _("responsible division"),
}


def report_in(version: Version) -> Report:
    """Return the report as it was frozen."""
    return from_plain(version.report)


def versions_of(evaluation: Evaluation) -> QuerySet[Version]:
    """Return a year's versions with their papers, the newest first."""
    rows = evaluation.versions.select_related("frozen_by", "evaluation__department")
    return rows.prefetch_related("papers").order_by("-number")


def paper_name(evaluation: Evaluation, mark: str, extension: str) -> str:
    """Return the file name of a paper: department, year, title, and the version or 草案."""
    title = f"{evaluation.department}{evaluation.year}年度部门整体支出绩效自评报告"
    return f"{title}（{mark}）.{extension}"


def extension_of(stored: StoredFile) -> str:
    """Return which format a paper has."""
    return stored.name.rpartition(".")[2]


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One value that differs."""

    label: str | Promise
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class RowChange:
    """A row that was added, removed or changed."""

    kind: Literal["added", "removed", "changed"]
    name: str
    fields: tuple[FieldChange, ...] = ()


@dataclass(frozen=True, slots=True)
class TextChange:
    """A section whose words differ."""

    heading: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """What changed from one report to another."""

    lines: list[RowChange] = field(default_factory=list)
    indicators: list[RowChange] = field(default_factory=list)
    tasks: list[RowChange] = field(default_factory=list)
    texts: list[TextChange] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        """Say whether the two reports say the same."""
        return not (self.lines or self.indicators or self.tasks or self.texts)


def compare(before: Report, after: Report) -> Comparison:
    """Return what differs in budget lines, indicators, tasks and texts."""
    return Comparison(
        lines=_rows(before.budget.lines, after.budget.lines, LINE_FIELDS),
        indicators=_rows(before.indicators, after.indicators, INDICATOR_FIELDS),
        tasks=_rows(before.tasks, after.tasks, TASK_FIELDS),
        texts=list(_texts(before, after)),
    )


def _rows(
    before: Iterable[Any], after: Iterable[Any], fields: Mapping[str, str | Promise]
) -> list[RowChange]:
    old, new = {row.name.text: row for row in before}, {row.name.text: row for row in after}
    found = []
    for name, row in new.items():
        if name not in old:
            found.append(RowChange("added", name, tuple(_field_changes(None, row, fields))))
        elif changed := tuple(_field_changes(old[name], row, fields)):
            found.append(RowChange("changed", name, changed))
    gone = [
        RowChange("removed", name, tuple(_field_changes(row, None, fields)))
        for name, row in old.items()
        if name not in new
    ]
    return found + gone


def _field_changes(before: Any, after: Any, fields: Mapping[str, str | Promise]) -> Iterable[FieldChange]:
    for name, label in fields.items():
        old = getattr(before, name).text if before is not None else ""
        new = getattr(after, name).text if after is not None else ""
        if old != new:
            yield FieldChange(label, old, new)


def _texts(before: Report, after: Report) -> Iterable[TextChange]:
    old = {section.numeral: section for section in before.sections}
    new = {section.numeral: section for section in after.sections}
    for numeral in dict.fromkeys([*old, *new]):
        was, now = old.get(numeral), new.get(numeral)
        before_text, after_text = was.text if was else "", now.text if now else ""
        if before_text != after_text:
            heading = (now or was).heading.text  # type: ignore[union-attr]
            yield TextChange(f"{numeral}、{heading.removeprefix(f'{numeral}、')}", before_text, after_text)


def published_of(reference: str) -> QuerySet[Version]:
    """Return the published versions of the year that a reference names, the newest first."""
    of_year = Version.objects.filter(evaluation__reference=reference, published_at__isnull=False)
    rows = of_year.select_related("evaluation__department", "evaluation__budget")
    return rows.prefetch_related("papers").order_by("-number")


def superseding(version: Version) -> Version | None:
    """Return the published version that a superseded account gave way to, if it was superseded."""
    year = version.evaluation
    if year.budget.validity != Validity.SUPERSEDED:
        return None
    valid = last_published().filter(evaluation__department=year.department_id, evaluation__year=year.year)
    return valid.first()


def all_published() -> QuerySet[Version]:
    """Return every version that was ever published, corrected and superseded ones among them, the newest first."""
    rows = Version.objects.filter(published_at__isnull=False)
    return rows.select_related("evaluation__department").order_by("-published_at")


def last_published() -> QuerySet[Version]:
    """Return the last published version of the valid account of every year, the newest years first."""
    newer = Version.objects.filter(
        evaluation=OuterRef("evaluation"), published_at__isnull=False, number__gt=OuterRef("number")
    )
    rows = Version.objects.filter(
        ~Exists(newer), published_at__isnull=False, evaluation__budget__validity=Validity.VALID
    )
    return rows.select_related("evaluation__department").order_by("-evaluation__year", "-published_at")
