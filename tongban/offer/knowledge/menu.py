"""What knowledge puts into the navigation."""

from django.utils.translation import gettext_lazy as _

from tongban.ground.kit.navigation import NavigationEntry
from tongban.offer.knowledge.queries.keepers import KEEPERS

READ = ("knowledge.read",)
ENTRIES = (
    NavigationEntry("knowledge", 40, _("Find an answer"), "knowledge:search", "message-search", READ),
    NavigationEntry("knowledge", 50, _("Base of knowledge"), "knowledge:versions", "books", READ),
    NavigationEntry("knowledge", 60, _("Questions without an answer"), "knowledge:gaps", "help-circle", READ),
    NavigationEntry("knowledge", 70, _("How answers are kept"), "knowledge:keeping", "checkup-list", READ),
    NavigationEntry(
        "knowledge", 75, _("Who keeps which answers"), "knowledge:keepers", "user-share", KEEPERS
    ),
    NavigationEntry(
        "knowledge", 80, _("Sampled answers"), "knowledge:samples", "clipboard-check", ("knowledge.release",)
    ),
)
