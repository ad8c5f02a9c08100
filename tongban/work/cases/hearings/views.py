"""The register of hearings, and how far each has come."""

from typing import Any

from django.http import HttpResponse
from django.utils.safestring import SafeString
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from tongban.ground.kit.access import StaffRequest, requires
from tongban.ground.kit.tables import Column, Table
from tongban.ground.kit.templatetags.kit import light
from tongban.work.cases.hearings.forms import HearingFilters
from tongban.work.cases.hearings.queries import hearings_visible_to
from tongban.work.cases.models import Hearing
from tongban.work.cases.views.registers import CASE, READING, register_page

STAGES = {"recorded": "green", "announced": "blue", "asked": "yellow", "offered": "yellow"}


def stage_of(hearing: Hearing) -> str:
    """Return how far a hearing has come today."""
    return str(Hearing.Stage(hearing.stage_on(localdate())).label)


def hearing_light(hearing: Hearing) -> SafeString:
    """Return the light of a hearing."""
    return light(STAGES.get(hearing.stage_on(localdate()), "grey"), stage_of(hearing))


HEARINGS: tuple[Column[Any], ...] = (
    *CASE,
    Column("kind", gettext_lazy("Kind"), value=lambda row: row.get_kind_display(), sort="kind"),
    Column("stage", gettext_lazy("Stage"), value=stage_of, show=hearing_light),
    Column("since", gettext_lazy("Told or ordered on"), kind="day", sort="since"),
    Column("ask_until", gettext_lazy("May be asked for until"), kind="day", sort="ask_until"),
    Column("hold_by", gettext_lazy("To be held by"), kind="day", sort="hold_by"),
    Column("at", gettext_lazy("Held at"), kind="instant", sort="at"),
    Column("place", gettext_lazy("Place")),
    Column("presider", gettext_lazy("Presided over by"), value=lambda row: str(row.presider or "")),
)


@requires(*READING)
@require_safe
def hearings(request: StaffRequest) -> HttpResponse:
    rows = hearings_visible_to(request.user)
    table = Table(request, rows, HEARINGS, code="hearings", title=_("Hearings"), filters=HearingFilters)
    lead = _(
        "Offered or ordered, announced at least seven working days before; the decision follows the record."
    )
    return register_page(request, table, lead)
