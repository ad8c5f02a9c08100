"""The tables of the registers, and what each row shows."""

from typing import Any

from django.db.models import Model
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tongban.ground.kit.tables import Column
from tongban.work.hotline.models import Area, DemandClass, Line, OrderLimit


def _to(name: str) -> Any:
    """Return what links a row to its page."""

    def link(row: Model) -> str:
        return reverse(f"hotline:{name}", args=[row.pk])

    return link


LINES: tuple[Column[Line], ...] = (
    Column("name", _("Name"), sort="name", link=_to("line")),
    Column("code", _("Code"), sort="code"),
    Column("number", _("Telephone number")),
    Column("form", _("Form"), value=lambda line: line.get_form_display(), sort="form"),
    Column("centre", _("Centre"), value=lambda line: line.centre),
    Column("since", _("From"), kind="day", sort="since"),
    Column("until", _("Until"), kind="day", sort="until"),
)
CLASSES: tuple[Column[DemandClass], ...] = (
    Column(
        "name", _("Name"), value=lambda found: found.name, show=lambda found: _under(found), link=_to("class")
    ),
    Column("key", pgettext_lazy("class of demands", "Key")),
    Column("parent", _("Part of"), value=lambda found: found.parent or ""),
    Column("since", _("From"), kind="day"),
    Column("until", _("Until"), kind="day"),
    Column(
        "merged_into",
        pgettext_lazy("class of demands", "Merged into"),
        value=lambda found: found.merged_into or "",
    ),
)
AREAS: tuple[Column[Area], ...] = (
    Column("name", _("Name"), sort="name", link=_to("area")),
    Column("code", _("Code"), sort="code"),
    Column("parent", _("Part of"), value=lambda area: area.parent or ""),
)
LIMITS: tuple[Column[OrderLimit], ...] = (
    Column("days", _("Working days"), kind="number", places=0, sort="days"),
    Column("in_force_on", _("In force from"), kind="day", sort="in_force_on"),
    Column("line", _("Hotline line"), value=lambda limit: limit.line or _("All")),
    Column("kind", _("Kind"), value=lambda limit: limit.get_kind_display() or _("All")),
    Column("demand_class", _("Class"), value=lambda limit: limit.demand_class or _("All")),
    Column("source", _("Set by")),
)


def _under(found: DemandClass) -> str:
    """Return a name with its place in the tree."""
    return "　" * found.depth + found.name  # type: ignore[attr-defined]
