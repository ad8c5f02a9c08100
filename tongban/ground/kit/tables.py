"""Lists: filter, sort, count, page and export, the same way on every page."""

import html
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any, Generic, Literal, TypeVar
from urllib.parse import urlencode

from django import forms
from django.core.paginator import Page, Paginator
from django.db.models import Model, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.formats import localize
from django.utils.functional import Promise, cached_property
from django.utils.html import conditional_escape, escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.timezone import localdate

from tongban.ground.kit import figures

Row = TypeVar("Row")
Text = str | Promise
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class Filters(forms.Form):
    """The filter form over a list; `narrow` returns the rows that fit what was chosen."""

    def narrow(self, rows: Any) -> Any:
        """Return the rows that fit; called only when the form is valid."""
        raise NotImplementedError

    def narrow_by_words(self, rows: QuerySet[Model], *lookups: str) -> Any:
        """Return the rows with the values chosen; what is in the field `text` fits any of the lookups."""
        said = dict(self.cleaned_data)
        text = said.pop("text").strip()
        rows = rows.filter(**{name: value for name, value in said.items() if value})
        return rows.filter(Q.create([(each, text) for each in lookups], connector=Q.OR)) if text else rows


@dataclass(frozen=True)
class Column(Generic[Row]):
    """One column: where its value comes from, how it is written, by which field it sorts."""

    code: str
    title: Text
    value: Callable[[Row], Any] | None = None
    """Without it, the row's attribute of the column's code (dots lead on)."""
    kind: Literal["text", "money", "number", "percent", "day", "instant"] = "text"
    sort: str = ""
    link: Callable[[Row], str] | None = None
    show: Callable[[Row], Any] | None = None
    """How the page shows the cell (a badge, a bar); the export still writes the value."""
    places: int = 2

    @property
    def is_figure(self) -> bool:
        """Return whether the column is set to the right."""
        return self.kind in ("money", "number", "percent")

    def value_of(self, row: Row) -> Any:
        """Return the bare value of a cell."""
        if self.value is not None:
            return self.value(row)
        found: Any = row
        for part in self.code.split("."):
            found = found.get(part) if isinstance(found, dict) else getattr(found, part, None)
        return found

    def written(self, row: Row) -> Any:
        """Return the cell as the page shows it."""
        text = self.show(row) if self.show is not None else self.plain(self.value_of(row))
        url = self.link(row) if self.link is not None else ""
        return _as_html(f'<a href="{escaped(url)}">{escaped(text)}</a>') if url else text

    def plain(self, value: Any) -> Any:
        """Return a bare value as text."""
        if self.kind == "text":
            return figures.NOTHING if value is None or value == "" else value
        writers: dict[str, Callable[[Any], str]] = {
            "money": figures.wan,
            "number": lambda number: figures.grouped(number, self.places),
            "percent": figures.percent,
            "day": figures.day,
            "instant": figures.instant,
        }
        return writers[self.kind](value)


class CappedPaginator(Paginator):  # type: ignore[type-arg]  # Django's is not generic at run time
    """Pages of a list that is counted no further than to ``most`` rows; `is_beyond` says whether there are more."""

    most: int | None = None
    read: Callable[[Any], list[Any]] = list
    counting: Callable[[Any], int]

    @cached_property
    def found(self) -> int:
        """Return how many rows there are, at most one more than are counted."""
        rows: Any = self.object_list
        if self.most is None or not isinstance(rows, QuerySet) or rows.query.is_sliced:
            return int(rows.count()) if isinstance(rows, QuerySet) else len(rows)
        return self.counting(rows)

    @cached_property
    def count(self) -> int:
        """Return how many rows are counted."""
        return self.found if self.most is None else min(self.found, self.most)

    @property
    def is_beyond(self) -> bool:
        """Return whether there are more rows than were counted."""
        return self.found > self.count

    def first(self) -> Page[Any]:
        """Return the first page; a list that fits on it is not counted beside."""
        rows = self.read(self.object_list[: self.per_page + 1])
        if len(rows) <= self.per_page:
            self.found = len(rows)
        return Page(rows[: self.per_page], 1, self)


class Table(Generic[Row]):
    """A list as one request asks for it."""

    most_counted: int | None = None

    def __init__(
        self,
        request: HttpRequest,
        rows: "QuerySet[Any] | Sequence[Row]",
        columns: Sequence[Column[Row]],
        *,
        code: str,
        title: Text,
        filters: type[Filters] | None = None,
        page_size: int = 50,
        empty: Text = "",
    ) -> None:
        """Read filters, order and page from the request's query string."""
        self.request, self.columns, self.code, self.title, self.empty = request, columns, code, title, empty
        self.page_size = page_size
        self.all_rows = rows
        self.filters = filters(request.GET or None) if filters else None

    @cached_property
    def order(self) -> str:
        """Return the column that the list is sorted by, with a minus for downwards, or nothing."""
        asked = self.request.GET.get("order", "")
        known = {column.code for column in self.columns if column.sort}
        return asked if asked.removeprefix("-") in known else ""

    @cached_property
    def rows(self) -> Any:
        """Return the rows that fit the filters, in order."""
        rows: Any = self.all_rows
        if self.filters is not None and self.filters.is_bound and self.filters.is_valid():
            rows = self.filters.narrow(rows)
        if self.order and isinstance(rows, QuerySet):
            chosen = next(column for column in self.columns if column.code == self.order.removeprefix("-"))
            rows = rows.order_by(f"{'-' if self.order.startswith('-') else ''}{chosen.sort}", "pk")
        return rows

    @cached_property
    def page(self) -> Page[Any]:
        """Return the page asked for; a page beyond the end is the last one."""
        pages = CappedPaginator(self.rows, self.page_size)
        pages.most, pages.read, pages.counting = self.most_counted, self.read, self.counting
        wanted = self.request.GET.get("page", "1")
        if wanted == "1":
            return pages.first()
        page = pages.get_page(wanted)
        page.object_list = self.read(page.object_list)
        return page

    def counting(self, rows: Any) -> int:
        """Return how many rows there are, at most one more than are counted."""
        return int(rows.order_by()[: (self.most_counted or 0) + 1].count())

    def read(self, rows: Any) -> list[Any]:
        """Return the rows of a page; a list that shows little reads only that."""
        return list(rows)

    @cached_property
    def body(self) -> list[list[tuple[Column[Row], Any]]]:
        """Return the cells of the page, each with its column."""
        return [[(column, column.written(row)) for column in self.columns] for row in self.page]

    @property
    def drawn_filters(self) -> SafeString:
        """Return the fields of the filters as HTML."""
        return render_to_string("kit/parts/filters.html", {"filters": self.filters})

    @cached_property
    def drawn(self) -> SafeString:
        """Return the rows of the page as HTML, every cell escaped: one text instead of a template for each cell."""
        heads = {column.code: _head(column) for column in self.columns}
        rows = (
            "".join(f"{heads[column.code]}{escaped(cell)}</td>" for column, cell in cells)
            for cells in self.body
        )
        return _as_html("".join(f"<tr>{row}</tr>" for row in rows))

    @property
    def heads(self) -> list[tuple[Column[Row], str, str]]:
        """Return each column with the address that sorts by it and how it is sorted now."""
        states = (
            {self.order: "ascending"} if not self.order.startswith("-") else {self.order[1:]: "descending"}
        )
        return [
            (column, self._sorted_by(column) if column.sort else "", states.get(column.code, "none"))
            for column in self.columns
        ]

    @property
    def pages(self) -> list[tuple[int | str, str]]:
        """Return the page numbers to show (with gaps) and their addresses."""
        numbers = self.page.paginator.get_elided_page_range(self.page.number, on_each_side=2, on_ends=1)
        return [(number, self.address(page=number) if isinstance(number, int) else "") for number in numbers]

    @property
    def export_url(self) -> str:
        """Return the address of the same rows as a workbook."""
        return self.address(export="xlsx", page=None)

    @property
    def is_filtered(self) -> bool:
        """Return whether any filter is set."""
        return bool(
            self.filters is not None
            and self.filters.is_bound
            and any(self.request.GET.get(n) for n in self.filters.fields)
        )

    @property
    def is_export(self) -> bool:
        """Return whether the request asks for the workbook."""
        return self.request.GET.get("export") == "xlsx"

    def export(self) -> HttpResponse:
        """Return all rows that fit as a workbook, figures as numbers."""
        content = workbook(str(self.title), self.columns, self.rows)
        return download(content, f"{self.code}-{localdate().isoformat()}.xlsx")

    def address(self, **changed: Any) -> str:
        """Return this list's address with some of its query changed."""
        query = {key: values for key, values in self.request.GET.lists() if key != "export"}
        query.update({key: [value] for key, value in changed.items()})
        kept = {key: values for key, values in query.items() if values != [None] and values != [""]}
        return f"?{urlencode(kept, doseq=True)}"

    def _sorted_by(self, column: Column[Row]) -> str:
        downwards = self.order == column.code
        return self.address(order=f"-{column.code}" if downwards else column.code, page=None)


NEVER_BROKEN = {"case", "reference"}
"""Numbers of matters, which are read in one piece, as days are."""


def _head(column: Column[Any]) -> str:
    is_whole = column.kind == "day" or column.code in NEVER_BROKEN
    classes = ' class="figures"' if column.is_figure else ' class="text-nowrap"' if is_whole else ""
    return f'<td data-label="{escape(column.title)}"{classes}>'


def escaped(cell: Any) -> str:
    """Return a cell as it may stand in HTML; a page has hundreds, so that plain texts take the shortest way."""
    if type(cell) is SafeString:
        return cell
    if type(cell) is str:
        return html.escape(cell)
    return conditional_escape(cell if isinstance(cell, str | Promise) else localize(cell))  # type: ignore[arg-type]


def whole(text: Any) -> SafeString:
    """Keep a number or a day on one line."""
    return _as_html(f'<span class="text-nowrap">{escaped(text)}</span>')


def _as_html(text: str) -> SafeString:
    """Take as HTML what was escaped piece by piece: here, formatters would cost more than the rows of a page."""
    return mark_safe(text)  # noqa: S308


Sheet = tuple[str, Sequence[Column[Any]], Iterable[Any]]
"""A sheet of a workbook: its title, its columns and its rows."""


def download(content: bytes, name: str, media: str = XLSX) -> HttpResponse:
    """Give a file out, a workbook unless another kind is said, under a name without letters that need quoting."""
    response = HttpResponse(content, content_type=media)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def workbook(title: str, columns: Sequence[Column[Any]], rows: Iterable[Any]) -> bytes:
    """Write rows as a workbook of one sheet."""
    return workbook_of([(title, columns, rows)])


def workbook_of(sheets: Iterable[Sheet]) -> bytes:
    """Write sheets as a workbook: a bold head, widths, figures as numbers; a text is never read as a formula."""
    import xlsxwriter

    buffer = BytesIO()
    with xlsxwriter.Workbook(
        buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    ) as book:
        head = book.add_format({"bold": True, "bg_color": "#E8EEF7", "border": 1, "text_wrap": True})
        formats = {
            "money": book.add_format({"num_format": "#,##0.00"}),
            "number": book.add_format({"num_format": "#,##0.00"}),
            "whole": book.add_format({"num_format": "#,##0"}),
            "percent": book.add_format({"num_format": "0.00%"}),
        }
        for title, columns, rows in sheets:
            _fill(book.add_worksheet(_sheet_name(title)), columns, rows, head, formats)
    return buffer.getvalue()


def _fill(
    sheet: Any, columns: Sequence[Column[Any]], rows: Iterable[Any], head: Any, formats: Mapping[str, Any]
) -> None:
    sheet.freeze_panes(1, 0)
    for index, column in enumerate(columns):
        sheet.write_string(0, index, str(column.title), head)
        sheet.set_column(index, index, 16 if column.is_figure else 24)
    for number, row in enumerate(rows, start=1):
        for index, column in enumerate(columns):
            _write(sheet, number, index, column, column.value_of(row), formats.get(_format_of(column)))


def _format_of(column: Column[Any]) -> str:
    return "whole" if column.kind == "number" and not column.places else column.kind


def _write(sheet: Any, row: int, index: int, column: Column[Any], value: Any, number_format: Any) -> None:
    number = figures.decimal(value) if column.is_figure else None
    if number is not None:
        sheet.write_number(
            row, index, float(number / figures.WAN if column.kind == "money" else number), number_format
        )
    elif value is not None and value != "":
        sheet.write_string(row, index, str(column.plain(value)))


def _sheet_name(title: str) -> str:
    return "".join("_" if letter in r"[]:*?/\'" else letter for letter in title)[:31] or "1"
