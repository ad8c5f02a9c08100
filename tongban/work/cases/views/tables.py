"""Lists of cases with their lights."""

from collections.abc import Callable, Iterable, Sequence
from functools import cache
from typing import Any

from django.core.cache import caches
from django.db.models import QuerySet
from django.http import HttpResponse
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.timezone import localdate
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from tongban.ground.kit import figures
from tongban.ground.kit.tables import XLSX, Column, Table, workbook
from tongban.ground.ledger.chain import sm3
from tongban.work.cases import queries
from tongban.work.cases.models import Case
from tongban.work.cases.queries import Row
from tongban.work.cases.queries.places import departments_known_to
from tongban.work.cases.views.lights import standing_light, status_light, words_of

PICK = "pick"


class WorkTable(Table[Row]):
    """A list of cases; only the cases of the page are looked at for their lights."""

    most_counted = queries.MOST_COUNTED

    def __init__(self, *args: Any, lit: Callable[[Iterable[Case]], list[Row]], **kwargs: Any) -> None:
        """Take how cases become rows."""
        super().__init__(*args, **kwargs)
        self.lit = lit

    @property
    def drawn_filters(self) -> SafeString:
        """Return the fields of the filters, drawn anew when the departments or what was chosen change."""
        user: Any = self.request.user
        said = (type(self.filters), get_language(), departments_known_to(user), self.request.GET.urlencode())
        key = sm3(repr(said).encode()).hex()
        drawn: SafeString | None = caches["template_fragments"].get_or_set(
            key, lambda: super(WorkTable, self).drawn_filters
        )
        return drawn or SafeString()

    def counting(self, rows: Any) -> int:
        """Return how many cases there are; it holds until somebody acts."""
        user: Any = self.request.user
        return queries.counted(
            rows, user, localdate(), f"{self.request.path}{self.address(page=None, order=None)}"
        )

    def read(self, rows: Any) -> list[Any]:
        """Return the cases of a page with what lists show."""
        return queries.listed(rows) if isinstance(rows, QuerySet) else list(rows)

    @cached_property
    def body(self) -> list[list[tuple[Column[Row], Any]]]:
        """Return the cells of the page."""
        rows = self.lit(self.page.object_list)
        return [[(column, column.written(row)) for column in self.columns] for row in rows]

    def export(self) -> HttpResponse:
        """Return all rows as a workbook, without the boxes for picking."""
        columns = [column for column in self.columns if column.code != PICK]
        response = HttpResponse(workbook(str(self.title), columns, self.lit(self.rows)), content_type=XLSX)
        name = f"{self.code}-{localdate().isoformat()}.xlsx"
        response["Content-Disposition"] = f'attachment; filename="{name}"'
        return response


def address_of(case: Case) -> str:
    """Return where the page of a case is."""
    return f"{_address()}{case.reference}/"


@cache
def _address() -> str:
    return reverse("cases:case", args=["CASE-0000-000000"]).removesuffix("CASE-0000-000000/")


def _picked(row: Row) -> SafeString:
    return format_html(
        '<input type="checkbox" class="form-check-input" name="case" value="{}" form="batch" aria-label="{}">',
        row.case.reference,
        _("Choose %(case)s") % {"case": row.case.reference},
    )


def _step(row: Row) -> str:
    return str(row.review.step) if row.review else ""


PICKING: Column[Row] = Column(PICK, "", show=_picked, value=lambda row: "")


def _whole(text: Any) -> SafeString:
    """Keep a number or a day on one line."""
    return format_html('<span class="text-nowrap">{}</span>', text)


NUMBER: Column[Row] = Column(
    "reference",
    _("Case"),
    value=lambda row: row.case.reference,
    show=lambda row: _whole(row.case.reference),
    sort="reference",
    link=lambda row: address_of(row.case),
)
ITEM: Column[Row] = Column("item", _("Item"), value=lambda row: row.case.version.item.name)
APPLICANT: Column[Row] = Column("applicant", _("Applicant"), value=lambda row: row.case.applicant.name)
DIVISION: Column[Row] = Column("division", _("Division"), value=lambda row: row.case.division.name)
STATUS: Column[Row] = Column(
    "status", _("Status"), value=lambda row: row.case.get_status_display(), show=lambda row: status_light(row.case)
)  # fmt: skip
STEP: Column[Row] = Column("step", _("Step"), value=_step)
FILED: Column[Row] = Column(
    "filed_at",
    _("Filed at"),
    kind="instant",
    value=lambda row: row.case.filed_at,
    show=lambda row: _whole(figures.day(row.case.filed_at)),
    sort="filed_at",
)
DUE: Column[Row] = Column(
    "due_on",
    _("Last day"),
    kind="day",
    value=lambda row: row.due_on,
    show=lambda row: _whole(figures.day(row.due_on)),
)
LIGHT: Column[Row] = Column(
    "light",
    _("Limit"),
    value=lambda row: words_of(row.standing),
    show=lambda row: standing_light(row.standing),
)


def columns_for(kind: str, *, picking: bool) -> Sequence[Column[Row]]:
    """Return the columns of a work list."""
    middle = (STEP,) if kind == "to_review" else (STATUS,)
    first = (PICKING,) if picking else ()
    return (*first, NUMBER, ITEM, APPLICANT, *middle, FILED, DUE, LIGHT)
