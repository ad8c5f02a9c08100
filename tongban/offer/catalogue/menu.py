"""What the catalogue puts into the navigation."""

from django.utils.translation import gettext_lazy as _

from tongban.ground.kit.navigation import NavigationEntry

ENTRIES = (
    NavigationEntry("items", 10, _("Items"), "catalogue:items", "list-details", ("catalogue.read",)),
    NavigationEntry(
        "items", 20, _("Lists of items"), "catalogue:lists", "clipboard-list", ("catalogue.read",)
    ),
    NavigationEntry(
        "items", 30, _("Import and export"), "catalogue:exchange", "transfer", ("catalogue.edit",)
    ),
)
