"""What the hotline puts into the navigation."""

from django.utils.translation import gettext_lazy as _

from tongban.ground.kit.navigation import NavigationEntry

CENTRE = ("hotline.take", "hotline.dispatch", "hotline.check", "hotline.lead")
READING = (*CENTRE, "hotline.work", "hotline.approve")
ENTRIES = (
    NavigationEntry("hotline", 10, _("Take a call"), "hotline:intake", "headset", ("hotline.take",)),
    NavigationEntry("hotline", 20, _("Orders"), "hotline:orders", "message-2", READING),
    NavigationEntry("hotline", 80, _("Dispatch catalogue"), "hotline:catalogue", "route", CENTRE),
    NavigationEntry("hotline", 90, _("Lines, classes and limits"), "hotline:lines", "list-tree", CENTRE),
)
