"""What the hotline puts into the navigation."""

from django.utils.translation import gettext_lazy as _

from tongban.ground.kit.navigation import NavigationEntry

CENTRE = ("hotline.take", "hotline.dispatch", "hotline.check", "hotline.lead")
READING = (*CENTRE, "hotline.work", "hotline.approve")
READING_BURSTS = ("hotline.lead", "hotline.dispatch")
ENTRIES = (
    NavigationEntry("hotline", 10, _("Agent's desk"), "hotline:desk", "headset", ("hotline.take",)),
    NavigationEntry("hotline", 12, _("Dispatch desk"), "hotline:dispatch", "send", ("hotline.dispatch",)),
    NavigationEntry("hotline", 14, _("Decision desk"), "hotline:decisions", "gavel", ("hotline.dispatch",)),
    NavigationEntry(
        "hotline",
        60,
        _("Dispatch catalogue"),
        "hotline:catalogue",
        "table",
        ("hotline.dispatch", "hotline.lead"),
    ),
    NavigationEntry("hotline", 20, _("Orders"), "hotline:orders", "message-2", READING),
    NavigationEntry(
        "hotline",
        70,
        _("Quality of suggestions"),
        "hotline:suggestion-quality",
        "chart-dots",
        ("hotline.lead",),
    ),
    NavigationEntry(
        "hotline", 30, _("Board of the hotline"), "hotline:board", "layout-dashboard", READING[:4]
    ),
    NavigationEntry("hotline", 60, _("Bursts"), "hotline:bursts", "activity", READING_BURSTS),
    NavigationEntry("hotline", 90, _("Lines, classes and limits"), "hotline:lines", "list-tree", CENTRE),
)
