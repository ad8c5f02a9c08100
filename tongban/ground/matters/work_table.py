"""Lists of matters with their lights: only those of a page are looked at for what they owe."""

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from django.http import HttpResponse
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from tongban.ground.kit import figures
from tongban.ground.kit.access import StaffRequest
from tongban.ground.kit.tables import Column, Table
from tongban.ground.matters import worklists
from tongban.ground.matters.lights import due_light, words_of
from tongban.ground.matters.worklists import WorkLists

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
        return worklists.count_capped(rows, user, localdate(), name)

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


def whole(text: Any) -> SafeString:
    """Keep a number or a day on one line."""
    return format_html('<span class="text-nowrap">{}</span>', text)


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


def tabs(request: StaffRequest, lists: WorkLists[Any], here: str) -> list[dict[str, object]]:
    """Return the lists of this person with how much waits in each."""
    counts = lists.counts(request.user, localdate())
    return [
        {
            "kind": each.kind,
            "title": each.title,
            "count": figures.counted(counts[each.kind], worklists.MOST_COUNTED),
            "is_here": each.kind == here,
        }
        for each in lists.of(request.user)
    ]
