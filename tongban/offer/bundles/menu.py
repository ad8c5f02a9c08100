"""What bundles put into the navigation."""

from django.utils.translation import gettext_lazy as _

from tongban.ground.kit.navigation import NavigationEntry

ENTRIES = (NavigationEntry("items", 25, _("Bundles"), "bundles:bundles", "packages", ("bundles.read",)),)
