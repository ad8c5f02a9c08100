"""What could not be done, in the navigation."""

from django.utils.translation import gettext_lazy as _

from tongban.ground.kit.navigation import NavigationEntry

READ = ("obstacles.read",)
ENTRIES = (
    NavigationEntry("approval", 120, _("What could not be done"), "obstacles:all", "barrier-block", READ),
    NavigationEntry(
        "approval",
        130,
        _("Analysis of what could not be done"),
        "obstacles:months",
        "report-analytics",
        ("obstacles.read_all",),
    ),
)
