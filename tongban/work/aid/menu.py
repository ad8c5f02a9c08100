"""What enterprise aid puts into the navigation."""

from django.utils.translation import gettext_lazy as _

from tongban.ground.kit.navigation import NavigationEntry

READ = ("aid.read",)
ENTRIES = (
    NavigationEntry("enterprises", 10, _("Enterprise aid"), "aid:demands", "building-factory-2", READ),
    NavigationEntry("enterprises", 20, _("Research meetings"), "aid:meetings", "users-group", READ),
)
