"""The line of the installation in the navigation."""

from django.utils.translation import gettext_lazy as _

from tongban.ground.kit.navigation import NavigationEntry

ENTRIES = (
    NavigationEntry(
        "administration",
        80,
        _("State of the installation"),
        "installation:state",
        "server",
        ("people.manage",),
    ),
)
