"""What policies put into the navigation."""

from django.utils.translation import gettext_lazy as _

from tongban.ground.kit.navigation import NavigationEntry

READ = ("policies.read",)
ENTRIES = (
    NavigationEntry(
        "enterprises", 40, _("Policies for enterprises"), "policies:policies", "building-bank", READ
    ),
    NavigationEntry("enterprises", 50, _("Experts"), "policies:experts", "users", READ),
    NavigationEntry("enterprises", 60, _("Enterprises"), "policies:enterprises", "building-factory-2", READ),
    NavigationEntry("enterprises", 70, _("Granted without application"), "policies:lists", "gift", READ),
)
