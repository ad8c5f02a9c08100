"""Finding an item: by citizens' words, by theme, by division, by whom it is for."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from tongban.ground.kit.tables import Column, Filters
from tongban.offer.catalogue.models import Audience, ItemVersion
from tongban.offer.catalogue.queries.matches import search
from tongban.offer.catalogue.queries.versions import published_versions

MOST_FOUND = 200
WHOM = [("", _("Everybody")), ("person", _("Persons")), ("enterprise", _("Enterprises"))]


@dataclass(frozen=True, slots=True)
class FoundItem:
    """An item on the list, and why it was found."""

    version: ItemVersion
    why: str = ""


class PublicItemFilters(Filters):
    """What narrows the list of items."""

    q = forms.CharField(label=_("In your own words"), required=False, max_length=60)
    audience = forms.ChoiceField(label=_("For whom"), required=False, choices=WHOM)
    theme = forms.ChoiceField(label=_("Theme"), required=False)
    division = forms.ChoiceField(label=_("Division"), required=False)

    def __init__(self, *given: Any, **named: Any) -> None:
        """Offer the themes and divisions that have something published."""
        super().__init__(*given, **named)
        rows = list(
            published_versions()
            .values_list("item__theme", "item__division", "item__division__name")
            .distinct()
            .order_by()
        )
        themes = sorted({theme for theme, _pk, _name in rows if theme})
        divisions = sorted({(str(pk), name) for _theme, pk, name in rows}, key=lambda each: each[1])
        self.fields["theme"].choices = [("", _("All themes")), *((each, each) for each in themes)]  # type: ignore[attr-defined]
        self.fields["division"].choices = [("", _("All divisions")), *divisions]  # type: ignore[attr-defined]

    def narrow(self, rows: Sequence[FoundItem]) -> list[FoundItem]:
        """Return what fits: the words decide the order, the rest leaves out."""
        asked = self.cleaned_data
        if asked["q"].strip():
            hits = search(asked["q"], asked["audience"] or None, MOST_FOUND)
            rows = [FoundItem(hit.version, hit.why) for hit in hits]
        return [row for row in rows if self._fits(row.version)]

    def _fits(self, version: ItemVersion) -> bool:
        asked = self.cleaned_data
        return (
            (not asked["audience"] or version.audience in (asked["audience"], Audience.BOTH))
            and (not asked["theme"] or version.item.theme == asked["theme"])
            and (not asked["division"] or str(version.item.division_id) == asked["division"])
        )


def everything() -> list[FoundItem]:
    """Return every published item in the order of the codes."""
    return [FoundItem(version) for version in published_versions()]


def exempt_counts(rows: Iterable[FoundItem]) -> dict[int, tuple[int, int]]:
    """Return for each version how many materials it names, and how many of them need not be submitted."""
    keys = [row.version.pk for row in rows]
    counted = ItemVersion.objects.filter(pk__in=keys).annotate(
        named=Count("materials"), exempt=Count("materials", filter=~Q(materials__exemption=""))
    )
    return {pk: (named, exempt) for pk, named, exempt in counted.values_list("pk", "named", "exempt")}


COLUMNS: tuple[Column[FoundItem], ...] = (
    Column("code", _("Item code"), value=lambda row: row.version.item.code),
    Column("name", _("Item"), value=lambda row: row.version.item.name),
    Column("division", _("Division"), value=lambda row: row.version.item.division),
    Column("theme", _("Theme"), value=lambda row: row.version.item.theme),
    Column("audience", _("For whom"), value=lambda row: row.version.get_audience_display()),
    Column("statutory", _("Limit by law"), value=lambda row: length(row.version, "statutory")),
    Column("promised", _("Promised"), value=lambda row: length(row.version, "promised")),
    Column("fee", _("Fee (yuan)"), value=lambda row: row.version.fee_yuan, kind="number"),
)


def length(version: ItemVersion, which: str) -> str:
    """Return a limit in words: 8 working days, on the spot."""
    number, unit = getattr(version, f"{which}_length"), getattr(version, f"{which}_unit")
    shown = getattr(version, f"get_{which}_unit_display")()
    return str(shown) if unit == "at_once" else f"{number} {shown}"
