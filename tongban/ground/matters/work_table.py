"""Lists of matters with their lights: only those of a page are looked at for what they owe."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, TypeVar

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from tongban.ground.kit import figures
from tongban.ground.kit.access import StaffRequest
from tongban.ground.kit.tables import Column, Table, Text, whole
from tongban.ground.matters import worklists
from tongban.ground.matters.lights import due_light, words_of
from tongban.ground.matters.saved_views import shown_views
from tongban.ground.matters.worklists import WorkKind, WorkLists

Row = TypeVar("Row")
PICK = "pick"


class WorkTable(Table[Row]):
    """A list of matters; ``rows_of`` makes the rows of a page, and of an export."""

    most_counted = worklists.MOST_COUNTED

    def __init__(self, *args: Any, rows_of: Callable[[Iterable[Any]], list[Row]], **kwargs: Any) -> None:
        """Take how matters become rows."""
        super().__init__(*args, **kwargs)
        self.rows_of = rows_of

    def counting(self, rows: Any) -> int:
        """Return how many there are; it holds until somebody acts."""
        user: Any = self.request.user
        name = f"{self.request.path}{self.address(page=None, order=None)}"
        return worklists.count_capped(lambda: rows, user, localdate(), name)

    @cached_property
    def body(self) -> list[list[tuple[Column[Row], Any]]]:
        """Return the cells of the page."""
        rows = self.rows_of(self.page.object_list)
        return [[(column, column.written(row)) for column in self.columns] for row in rows]

    def export(self) -> HttpResponse:
        """Return all rows as a workbook, without the boxes for picking."""
        self.columns = [column for column in self.columns if column.code != PICK]
        self.rows = self.rows_of(self.rows)
        return super().export()


def picking(reference: Callable[[Row], str]) -> Column[Row]:
    """Return the column of boxes by which matters are chosen."""

    def box(row: Row) -> SafeString:
        number = reference(row)
        return format_html(
            '<input type="checkbox" class="form-check-input" name="chosen" value="{}" form="batch" aria-label="{}">',
            number,
            _("Choose %(case)s") % {"case": number},
        )

    return Column(PICK, "", show=box, value=lambda row: "")


def due_columns() -> tuple[Column[Any], Column[Any]]:
    """Return the columns of the last day and its light; rows say `due_on` and `standing`."""
    return (
        Column("due_on", _("Last day"), kind="day", show=lambda row: whole(figures.day(row.due_on))),
        Column(
            "light",
            _("Limit"),
            value=lambda row: words_of(row.standing),
            show=lambda row: due_light(row.standing),
        ),
    )


EVERY = "all"
"""The page that lists everything a person may see, beside what waits."""


@dataclass(frozen=True, slots=True)
class WorkPage:
    """The lists of a room as tabs of one page, with the views that readers keep of them."""

    lists: WorkLists[Any]
    title: Text
    every: str
    """The name of the address at which everything is listed."""
    listed: str
    """The name of the address of one list, which takes its kind."""

    def find(self, request: StaffRequest, kind: str) -> WorkKind:
        """Return a list of this person; any other is not there."""
        found = self.lists.find(request.user, kind)
        if found is None:
            raise Http404
        return found

    def rows(self, request: StaffRequest, kind: str, everything: Any) -> Any:
        """Return what a list of this person shows; any other is not there."""
        if kind == EVERY:
            return everything
        self.find(request, kind)
        return self.lists.rows(request.user, kind, localdate())

    def draw(
        self, request: StaffRequest, template: str, kind: str, table: WorkTable[Any], **more: Any
    ) -> HttpResponse:
        """Return a list as a page, or as a workbook where that is asked for."""
        if table.is_export:
            return table.export()
        shown = {"table": table, "kind": kind, "title": table.title, "tabs": self._tabs(request, kind)}
        return render(request, template, shown | shown_views(request) | more)

    def _tabs(self, request: StaffRequest, here: str) -> list[dict[str, object]]:
        """Return the lists of this person with how much waits in each, and the list of everything."""
        counts = self.lists.counts(request.user, localdate())
        shown = {kind: figures.counted(count, worklists.MOST_COUNTED) for kind, count in counts.items()}
        named = [*((each.kind, each.title) for each in self.lists.of(request.user)), (EVERY, self.title)]
        return [
            {
                "title": title,
                "count": shown.get(kind, ""),
                "url": reverse(self.every) if kind == EVERY else reverse(self.listed, args=[kind]),
                "is_here": kind == here,
            }
            for kind, title in named
        ]
