"""The lists of bad ratings: what is to be contacted, remedied, ruled on, called back; and all of them."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from tongban.ground.kit.access import StaffRequest, requires
from tongban.ground.kit.tables import Column
from tongban.ground.matters.work_table import EVERY, WorkPage, WorkTable, due_columns
from tongban.work.ratings import queries
from tongban.work.ratings.forms import RatingFilters
from tongban.work.ratings.queries import LISTS, READING, RatingRow
from tongban.work.ratings.views.lights import status_light

COLUMNS: tuple[Column[RatingRow], ...] = (
    Column(
        "reference",
        _("Number"),
        value=lambda row: row.work.reference,
        sort="reference",
        link=lambda row: reverse("ratings:work", args=[row.work.reference]),
    ),
    Column("item", _("Item"), value=lambda row: row.work.rating.invitation.item_name),
    Column("matter", _("Case"), value=lambda row: row.work.rating.invitation.matter),
    Column("division", _("Division"), value=lambda row: row.work.division.name, sort="division__code"),
    Column(
        "level",
        _("How satisfied"),
        value=lambda row: row.work.rating.get_level_display(),
        sort="rating__level",
    ),
    Column("at", _("Rated at"), kind="instant", value=lambda row: row.work.rating.at, sort="rating__at"),
    Column(
        "status",
        _("Status"),
        value=lambda row: row.work.get_status_display(),
        show=lambda row: status_light(row.work),
    ),
    *due_columns(),
)


PAGE = WorkPage(LISTS, _("Bad ratings"), every="ratings:works", listed="ratings:list")


@requires(*READING)
@require_safe
def listed(request: StaffRequest, kind: str = EVERY) -> HttpResponse:
    rows = PAGE.rows(request, kind, queries.visible_to(request.user))
    table: WorkTable[RatingRow] = WorkTable(
        request,
        rows,
        COLUMNS,
        code="works",
        title=PAGE.title,
        filters=RatingFilters,
        rows_of=lambda works: queries.rating_rows(works, localdate()),
    )
    return PAGE.draw(request, "ratings/works.html", kind, table)
