"""The side navigation of the house: the rooms' entries in the order that staff see them."""

from django.utils.translation import gettext_lazy as _

from tongban.ground.kit.navigation import Entry, Section

SECTIONS = (
    Section(
        _("Performance"),
        (
            Entry(
                _("Performance years"),
                "evaluation:years",
                "report-analytics",
                ("account.read", "account.read_all", "account.review"),
            ),
        ),
    ),
    Section(
        _("Administration"),
        (
            Entry(_("Ledger"), "ledger:overview", "shield-check", ("ledger.verify",)),
            Entry(_("Staff and rights"), "staff:list", "users", ("people.manage",)),
            Entry(_("Law"), "law:index", "scale"),
            Entry(_("My account"), "people:profile", "user-circle"),
        ),
    ),
)
