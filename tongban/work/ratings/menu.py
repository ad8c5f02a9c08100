"""What ratings put into the navigation."""

from django.utils.translation import gettext_lazy as _

from tongban.ground.kit.navigation import NavigationEntry

ENTRIES = (
    NavigationEntry(
        "approval", 120, _("Bad ratings"), "ratings:works", "thumb-down", ("ratings.handle", "ratings.rule")
    ),
)
