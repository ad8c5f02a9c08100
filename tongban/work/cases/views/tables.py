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
from tongban.ground.people.places import departments_known_to
from tongban.work.cases.models import Case
from tongban.work.cases.queries import worklists
from tongban.work.cases.queries.worklists import WorkRow
from tongban.work.cases.views.lights import due_light, status_light, words_of

PICK = "pick"


class WorkTable(Table[WorkRow]):
    """A list of cases; only the cases of the page are looked at for their lights."""

    most_counted = worklists.MOST_COUNTED

    def __init__(self, *args: Any, rows_of: Callable[[Iterable[Case]], list[WorkRow]], **kwargs: Any) -> None:
        """Take how cases become rows."""
        super().__init__(*args, **kwargs)
        self.rows_of = rows_of

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
        return worklists.count_capped(
            rows, user, localdate(), f"{self.request.path}{self.address(page=None, order=None)}"
        )

    def read(self, rows: Any) -> list[Any]:
        """Return the cases of a page with what lists show."""
        return worklists.load_page(rows) if isinstance(rows, QuerySet) else list(rows)

    @cached_property
    def body(self) -> list[list[tuple[Column[WorkRow], Any]]]:
        """Return the cells of the page."""
        rows = self.rows_of(self.page.object_list)
        return [[(column, column.written(row)) for column in self.columns] for row in rows]

    def export(self) -> HttpResponse:
        """Return all rows as a workbook, without the boxes for picking."""
        columns = [column for column in self.columns if column.code != PICK]
        response = HttpResponse(
            workbook(str(self.title), columns, self.rows_of(self.rows)), content_type=XLSX
        )
        name = f"{self.code}-{localdate().isoformat()}.xlsx"
        response["Content-Disposition"] = f'attachment; filename="{name}"'
        return response


def address_of(case: Case) -> str:
    """Return where the page of a case is."""
    return f"{_address()}{case.reference}/"


@cache
def _address() -> str:
    return reverse("cases:case", args=["CASE-0000-000000"]).removesuffix("CASE-0000-000000/")


def _picked(row: WorkRow) -> SafeString:
    return format_html(
        '<input type="checkbox" class="form-check-input" name="case" value="{}" form="batch" aria-label="{}">',
        row.case.reference,
        _("Choose %(case)s") % {"case": row.case.reference},
    )


def _step(row: WorkRow) -> str:
    return str(row.review.step) if row.review else ""


PICKING: Column[WorkRow] = Column(PICK, "", show=_picked, value=lambda row: "")


def _whole(text: Any) -> SafeString:
    """Keep a number or a day on one line."""
    return format_html('<span class="text-nowrap">{}</span>', text)


NUMBER: Column[WorkRow] = Column(
    "reference",
    _("Case"),
    value=lambda row: row.case.reference,
    show=lambda row: _whole(row.case.reference),
    sort="reference",
    link=lambda row: address_of(row.case),
)
ITEM: Column[WorkRow] = Column("item", _("Item"), value=lambda row: row.case.version.item.name)
APPLICANT: Column[WorkRow] = Column("applicant", _("Applicant"), value=lambda row: row.case.applicant.name)
DIVISION: Column[WorkRow] = Column("division", _("Division"), value=lambda row: row.case.division.name)
STATUS: Column[WorkRow] = Column(
    "status", _("Status"), value=lambda row: row.case.get_status_display(), show=lambda row: status_light(row.case)
)  # fmt: skip
STEP: Column[WorkRow] = Column("step", _("Step"), value=_step)
FILED: Column[WorkRow] = Column(
    "filed_at",
    _("Filed at"),
    kind="instant",
    value=lambda row: row.case.filed_at,
    show=lambda row: _whole(figures.day(row.case.filed_at)),
    sort="filed_at",
)
DUE: Column[WorkRow] = Column(
    "due_on",
    _("Last day"),
    kind="day",
    value=lambda row: row.due_on,
    show=lambda row: _whole(figures.day(row.due_on)),
)
LIGHT: Column[WorkRow] = Column(
    "light",
    _("Limit"),
    value=lambda row: words_of(row.standing),
    show=lambda row: due_light(row.standing),
)


def columns_for(kind: str, *, picking: bool) -> Sequence[Column[WorkRow]]:
    """Return the columns of a work list."""
    middle = (STEP,) if kind == "to_review" else (STATUS,)
    first = (PICKING,) if picking else ()
    return (*first, NUMBER, ITEM, APPLICANT, *middle, FILED, DUE, LIGHT)
