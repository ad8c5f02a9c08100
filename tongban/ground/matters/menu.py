"""What duties put into the navigation."""

from django.utils.translation import gettext_lazy as _

from tongban.ground.kit.navigation import NavigationEntry

ENTRIES = (
    NavigationEntry(
        "administration", 60, _("What happens by itself"), "duties:list", "clock-play", ("duties.manage",)
    ),
)
