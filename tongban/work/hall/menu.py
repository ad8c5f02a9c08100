"""What the hall puts into the navigation."""

from django.utils.translation import gettext_lazy as _

from tongban.ground.kit.navigation import NavigationEntry

ENTRIES = (
    NavigationEntry("hall", 10, _("My window"), "hall:console", "device-desktop", ("hall.serve",)),
    NavigationEntry(
        "hall", 20, _("Sent to the back office"), "hall:back-office", "corner-down-right", ("hall.assist",)
    ),
    NavigationEntry("hall", 30, _("Board of the hall"), "hall:boards", "layout-board", ("hall.read",)),
    NavigationEntry("hall", 35, _("Figures of the hall"), "hall:statistics", "chart-bar", ("hall.read",)),
    NavigationEntry(
        "hall", 40, _("Appointments"), "hall:appointments", "calendar-time", ("hall.serve", "hall.supervise")
    ),
    NavigationEntry("hall", 50, _("Places and hours"), "hall:places", "map-pin", ("hall.read",)),
    NavigationEntry("hall", 60, _("Items in the hall"), "hall:coverage", "list-check", ("hall.read",)),
    NavigationEntry("hall", 70, _("Fifteen-minute circle"), "hall:circle", "walk", ("hall.read",)),
)
