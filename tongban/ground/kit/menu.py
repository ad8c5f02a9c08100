"""One's own account in the navigation: people stand below the kit and know no menu."""

from django.utils.translation import gettext_lazy as _

from tongban.ground.kit.navigation import NavigationEntry

ENTRIES = (NavigationEntry("public", 40, _("My account"), "people:profile", "user-circle"),)
