"""What connected systems put into the navigation."""

from django.utils.translation import gettext_lazy as _

from tongban.ground.kit.navigation import NavigationEntry

ENTRIES = (
    NavigationEntry(
        "administration", 40, _("Connected systems"), "clients:list", "plug", ("people.clients",)
    ),
)
