"""Help of projects and people, in the navigation."""

from django.utils.translation import gettext_lazy as _

from tongban.ground.kit.navigation import NavigationEntry

ENTRIES = (
    NavigationEntry(
        "hall",
        35,
        _("Help of projects and people"),
        "assistance:all",
        "heart-handshake",
        ("assistance.read",),
    ),
)
