"""What programmes put into the navigation."""

from django.utils.translation import gettext_lazy as _

from tongban.ground.kit.navigation import NavigationEntry

ENTRIES = (
    NavigationEntry(
        "approval", 140, _("Live programmes"), "programme:list", "broadcast", ("programme.read",)
    ),
)
