"""What the hotline puts into the navigation."""

from django.utils.translation import gettext_lazy as _

from tongban.ground.kit.navigation import NavigationEntry

READING = (
    "hotline.take",
    "hotline.dispatch",
    "hotline.check",
    "hotline.lead",
    "hotline.work",
    "hotline.approve",
)
ENTRIES = (
    NavigationEntry("hotline", 10, _("Agent's desk"), "hotline:desk", "headset", ("hotline.take",)),
    NavigationEntry("hotline", 20, _("Orders"), "hotline:orders", "message-2", READING),
)
