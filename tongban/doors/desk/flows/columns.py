"""The columns of the lists about flows."""

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any

from django.template.loader import render_to_string
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from tongban.account.insight import flows
from tongban.doors.desk.flows import labels
from tongban.ground.kit.tables import Column
from tongban.ground.kit.templatetags.kit import bar

HOUR, DAY = Decimal(3600), Decimal(86400)
Leading = Callable[[flows.Pick], str] | None


def as_bar(ratio: Decimal, tone: str = "primary") -> SafeString:
    """Return a ratio drawn as a bar for a cell."""
    return render_to_string("kit/parts/bar.html", bar(ratio, tone=tone))


def _time(code: str, title: Any, seconds: Callable[[Any], Any]) -> Column[Any]:
    """Return a column of a time: the page says it in the unit that suits, the workbook in hours."""
    return Column(
        code,
        title,
        kind="number",
        value=lambda row: None if seconds(row) is None else Decimal(seconds(row)) / HOUR,
        show=lambda row: labels.length(seconds(row)),
    )


def _link(leading: Leading, pick: Callable[[Any], flows.Pick]) -> Callable[[Any], str] | None:
    return None if leading is None else lambda row: leading(pick(row))


def arcs(leading: Leading) -> tuple[Column[Any], ...]:
    """Return the columns of the table beside the map."""

    def pick(arc: flows.Arc) -> flows.Pick:
        return flows.Pick(arc=(arc.before or "", arc.after or ""))

    return (
        Column("before", _("Move before"), value=lambda arc: labels.end(arc.before, is_first=True)),
        Column("after", _("Move after"), value=lambda arc: labels.end(arc.after, is_first=False)),
        Column("times", _("Times"), kind="number", places=0, link=_link(leading, pick)),
        _time("median", _("Median time (hours)"), lambda arc: arc.median_seconds),
        _time("mean", _("Mean time (hours)"), lambda arc: arc.mean_seconds),
    )


def variants(leading: Leading) -> tuple[Column[Any], ...]:
    """Return the columns of the variants."""
    return (
        Column("way", _("Order of moves"), value=_way, show=_chips),
        Column(
            "cases",
            _("Cases"),
            kind="number",
            places=0,
            link=_link(leading, lambda row: flows.Pick(variant=row.activities)),
        ),
        Column("share", _("Share"), kind="percent", show=lambda row: as_bar(row.share)),
        _time("median", _("Median time (hours)"), lambda row: row.median_seconds),
        _time("mean", _("Mean time (hours)"), lambda row: row.mean_seconds),
    )


def _way(row: flows.FlowVariant) -> str:
    return " → ".join(map(labels.activity, row.activities))


def _chips(row: flows.FlowVariant) -> SafeString:
    chips = format_html_join(
        "", '<li class="flow-chip">{}</li>', ((labels.activity(code),) for code in row.activities)
    )
    return format_html('<ol class="flow-way">{}</ol>', chips)


def stays(leading: Leading, rows: Sequence[flows.Stay]) -> tuple[Column[Any], ...]:
    """Return the columns of the time at each status."""
    whole = sum(row.total_seconds for row in rows) or 1
    return (
        Column("place", _("Status"), value=lambda row: labels.place(row.place)),
        Column("turn", _("Whose turn"), value=lambda row: labels.turn(row.turn)),
        Column(
            "times",
            _("Times"),
            kind="number",
            places=0,
            link=_link(leading, lambda row: flows.Pick(place=row.place)),
        ),
        Column(
            "share",
            _("Of all time"),
            kind="percent",
            value=lambda row: Decimal(row.total_seconds) / whole,
            show=lambda row: as_bar(Decimal(row.total_seconds) / whole),
        ),
        _time("median", _("Median time (hours)"), lambda row: row.median_seconds),
        _time("mean", _("Mean time (hours)"), lambda row: row.mean_seconds),
        _time("slow", _("Nine of ten within (hours)"), lambda row: row.slow_seconds),
        Column(
            "working",
            _("Working days, median"),
            kind="number",
            places=1,
            value=lambda row: row.median_working_days,
        ),
    )


STEPS: tuple[Column[Any], ...] = (
    Column("item", _("Item")),
    Column("step", _("Step")),
    Column("stage", _("Stage"), kind="number", places=0),
    Column("begun", _("Begun"), kind="number", places=0),
    Column("done", _("Done"), kind="number", places=0),
    Column("median", _("Working days, median"), kind="number", places=1, value=lambda row: row.median_days),
    Column("mean", _("Working days, mean"), kind="number", places=1, value=lambda row: row.mean_days),
    Column("slow", _("Nine of ten within (days)"), kind="number", places=1, value=lambda row: row.slow_days),
    Column("late", _("Late"), kind="number", places=0),
    Column("sent_back", _("Sent back"), kind="number", places=0),
    Column("again", _("Done again"), kind="number", places=0),
)


def departures(leading: Leading, cases: int) -> tuple[Column[Any], ...]:
    """Return the columns of the departures from the published flow."""
    return (
        Column("kind", _("Departure"), value=lambda row: labels.OUTSIDE[row.kind][0]),
        Column("says", _("What it means"), value=lambda row: labels.OUTSIDE[row.kind][1]),
        Column(
            "cases",
            _("Cases"),
            kind="number",
            places=0,
            link=_link(leading, lambda row: flows.Pick(departure=row.kind)),
        ),
        Column(
            "share",
            _("Of all cases"),
            kind="percent",
            value=lambda row: Decimal(row.cases) / cases if cases else None,
        ),
    )


CASES: tuple[Column[Any], ...] = (
    Column("reference", _("Case"), link=lambda row: row["url"]),
    Column("item", _("Item")),
    Column("division", _("Division")),
    Column("filed_on", _("Filed on"), kind="day"),
    Column("due_on", _("Last day promised"), kind="day"),
    Column("decided_on", _("Decided on"), kind="day"),
    Column("status", _("Status"), value=lambda row: labels.place(row["status"])),
    _time("seconds", _("Time (hours)"), lambda row: row["seconds"]),
)
