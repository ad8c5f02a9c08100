"""What is kept for the house, in the navigation."""

from django.utils.translation import gettext_lazy as _

from tongban.ground.kit.navigation import NavigationEntry
from tongban.ground.office.registry import EDIT, PUBLISH, WORD

ENTRIES = (
    NavigationEntry("administration", 10, _("Ledger"), "ledger:overview", "shield-check", ("ledger.verify",)),
    NavigationEntry(
        "administration", 20, _("Ledger entries"), "ledger:entries", "list-search", ("ledger.verify",)
    ),
    NavigationEntry("administration", 30, _("Staff and rights"), "staff:list", "users", ("people.manage",)),
    NavigationEntry("administration", 5, _("Settings"), "settings:home", "settings", (EDIT, PUBLISH, WORD)),
    NavigationEntry("public", 20, _("Law"), "law:index", "scale"),
    NavigationEntry("public", 30, _("Working days"), "calendar:years", "calendar"),
)
