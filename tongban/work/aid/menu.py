"""What enterprise aid puts into the navigation."""

from django.utils.translation import gettext_lazy as _

from tongban.ground.kit.navigation import NavigationEntry

READ = ("aid.read",)
ENTRIES = (
    NavigationEntry("hotline", 60, _("Enterprise aid"), "aid:demands", "building-factory-2", READ),
    NavigationEntry("hotline", 61, _("Research meetings"), "aid:meetings", "users-group", READ),
)
