"""What the figures of the hotline put into the navigation."""

from django.utils.translation import gettext_lazy as _

from tongban.ground.kit.navigation import NavigationEntry

READING = ("insight.read",)
ENTRIES = (
    NavigationEntry("hotline", 80, _("Bulletins"), "bulletin:bulletins", "news", READING),
    NavigationEntry("hotline", 82, _("Hot spots"), "bulletin:hot_spots", "map-2", READING),
    NavigationEntry("hotline", 84, _("Ranking of units"), "bulletin:ranking", "list-numbers", READING),
)
