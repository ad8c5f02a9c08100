"""Lists of cases with their lights."""

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from tongban.ground.kit import figures
from tongban.ground.kit.tables import Column, whole
from tongban.ground.ledger.memo import Memo
from tongban.ground.matters.work_table import WorkTable, due_columns, picking
from tongban.ground.people.places import departments_known_to
from tongban.work.cases.models import Case
from tongban.work.cases.queries import worklists
from tongban.work.cases.queries.worklists import WorkRow
from tongban.work.cases.views.lights import status_light

ADDRESS: Memo[str, str] = Memo("cases.address", 1)
FILTERS: Memo[tuple[Any, ...], SafeString] = Memo("cases.filters", 500)


class CaseTable(WorkTable[WorkRow]):
    """A list of cases."""

    @property
    def drawn_filters(self) -> SafeString:
        """Return the fields of the filters, drawn anew when the departments or what was chosen change."""
        user: Any = self.request.user
        said = (
            repr(type(self.filters)),
            get_language(),
            departments_known_to(user),
            self.request.GET.urlencode(),
        )
        return FILTERS.get(said, lambda: super(CaseTable, self).drawn_filters)

    def read(self, rows: Any) -> list[Any]:
        """Return the cases of a page with what lists show."""
        return worklists.load_page(rows) if isinstance(rows, QuerySet) else list(rows)


def address_of(case: Case) -> str:
    """Return where the page of a case is."""
    return f"{_address()}{case.reference}/"


def _address() -> str:
    example = "CASE-0000-000000"
    return ADDRESS.get("", lambda: reverse("cases:case", args=[example]).removesuffix(f"{example}/"))


PICKING: Column[WorkRow] = picking(lambda row: row.case.reference)
NUMBER: Column[WorkRow] = Column(
    "reference",
    _("Case"),
    value=lambda row: row.case.number,
    show=lambda row: whole(row.case.number),
    sort="reference",
    link=lambda row: address_of(row.case),
)
ITEM: Column[WorkRow] = Column("item", _("Item"), value=lambda row: row.case.version.item.name)
APPLICANT: Column[WorkRow] = Column("applicant", _("Applicant"), value=lambda row: row.case.applicant.name)
DIVISION: Column[WorkRow] = Column("division", _("Division"), value=lambda row: row.case.division.name)
STATUS: Column[WorkRow] = Column(
    "status", _("Status"), value=lambda row: row.case.get_status_display(), show=lambda row: status_light(row.case)
)  # fmt: skip
STEP: Column[WorkRow] = Column("step", _("Step"), value=lambda row: row.step)
FILED: Column[WorkRow] = Column(
    "filed_at",
    _("Filed at"),
    kind="instant",
    value=lambda row: row.case.filed_at,
    show=lambda row: whole(figures.day(row.case.filed_at)),
    sort="filed_at",
)


def columns_for(kind: str, *, picking: bool) -> Sequence[Column[WorkRow]]:
    """Return the columns of a work list."""
    middle = (STEP,) if kind == "to_review" else (STATUS,)
    first = (PICKING,) if picking else ()
    return (*first, NUMBER, ITEM, APPLICANT, *middle, FILED, *due_columns())
