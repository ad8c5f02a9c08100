"""The side navigation of the house: the rooms' entries in the order that staff see them."""

from django.utils.translation import gettext_lazy as _

from tongban.ground.kit.navigation import Entry, Section

READING = ("account.read", "account.read_all", "account.review")

SECTIONS = (
    Section(
        _("Performance"),
        (
            Entry(_("My desk"), "home", "layout-dashboard", READING),
            Entry(
                _("Performance years"),
                "evaluation:years",
                "report-analytics",
                READING,
            ),
            Entry(
                _("Imported reports"),
                "evaluation:imports",
                "file-import",
                ("account.read", "account.read_all"),
            ),
            Entry(_("Published accounts"), "portal:accounts", "world"),
        ),
    ),
    Section(
        _("Administration"),
        (
            Entry(_("Ledger"), "ledger:overview", "shield-check", ("ledger.verify",)),
            Entry(_("Ledger entries"), "ledger:entries", "list-search", ("ledger.verify",)),
            Entry(_("Staff and rights"), "staff:list", "users", ("people.manage",)),
            Entry(_("Law"), "law:index", "scale"),
            Entry(_("My account"), "people:profile", "user-circle"),
        ),
    ),
)
