"""What enquiries put into the navigation."""

from django.utils.translation import gettext_lazy as _

from tongban.ground.kit.navigation import NavigationEntry

ENTRIES = (
    NavigationEntry(
        "approval", 25, _("Enquiries"), "enquiries:list", "help", ("enquiries.take", "enquiries.answer")
    ),
)
