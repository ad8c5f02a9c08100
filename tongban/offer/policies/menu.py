"""What policies put into the navigation."""

from django.utils.translation import gettext_lazy as _

from tongban.ground.kit.navigation import NavigationEntry

READ = ("policies.read",)
ENTRIES = (
    NavigationEntry("items", 40, _("Policies for enterprises"), "policies:policies", "building-bank", READ),
    NavigationEntry("items", 50, _("Experts"), "policies:experts", "users", READ),
    NavigationEntry("items", 60, _("Enterprises"), "policies:enterprises", "building-factory-2", READ),
    NavigationEntry("items", 70, _("Granted without application"), "policies:lists", "gift", READ),
)
