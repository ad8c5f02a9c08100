"""What the hotline puts into the navigation."""

from django.utils.translation import gettext_lazy as _

from tongban.ground.kit.navigation import NavigationEntry

READING_BURSTS = ("hotline.lead", "hotline.dispatch")
READING = (
    "hotline.take",
    "hotline.dispatch",
    "hotline.check",
    "hotline.lead",
    "hotline.work",
    "hotline.approve",
)
ENTRIES = (
    NavigationEntry("hotline", 10, _("Take a call"), "hotline:intake", "headset", ("hotline.take",)),
    NavigationEntry("hotline", 20, _("Orders"), "hotline:orders", "message-2", READING),
    NavigationEntry(
        "hotline",
        70,
        _("Quality of suggestions"),
        "hotline:suggestion-quality",
        "chart-dots",
        ("hotline.lead",),
    ),
    NavigationEntry("hotline", 60, _("Bursts"), "hotline:bursts", "activity", READING_BURSTS),
)
