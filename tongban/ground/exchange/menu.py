"""What messages and the outbox put into the navigation."""

from django.utils.translation import gettext_lazy as _

from tongban.ground.kit.navigation import NavigationEntry

ENTRIES = (
    NavigationEntry("own", 40, _("My messages"), "messages:inbox", "bell", ("cases.apply",)),
    NavigationEntry("administration", 50, _("Outbox"), "outbox:list", "send", ("outbox.manage",)),
    NavigationEntry(
        "administration", 70, _("Simulated messages"), "messages:simulators", "message-2", ("people.manage",)
    ),
)
