"""What event logs put into the navigation."""

from django.utils.translation import gettext_lazy as _

from tongban.ground.kit.navigation import NavigationEntry

ENTRIES = (NavigationEntry("analysis", 10, _("Event logs"), "logs:logs", "timeline-event", ("logs.read",)),)
