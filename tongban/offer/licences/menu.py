"""What licences put into the navigation."""

from django.utils.translation import gettext_lazy as _

from tongban.ground.kit.navigation import NavigationEntry

ENTRIES = (
    NavigationEntry(
        "approval",
        85,
        _("Register of licences"),
        "licences:licences",
        "certificate",
        ("licences.manage", "cases.read_all"),
    ),
)
