"""Construction projects in the navigation."""

from django.utils.translation import gettext_lazy as _

from tongban.ground.kit.navigation import NavigationEntry

ENTRIES = (
    NavigationEntry(
        "approval",
        28,
        _("Construction projects"),
        "construction:projects",
        "building-factory-2",
        ("construction.read",),
    ),
)
