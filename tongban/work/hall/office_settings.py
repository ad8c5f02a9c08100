"""Where the hall keeps what the public reads of its places."""

from django.utils.translation import gettext_lazy as _

from tongban.ground.office.registry import Setting, SettingLink

SETTINGS: tuple[Setting, ...] = ()
LINKS = (
    SettingLink(
        "public",
        _("Places, addresses and hours"),
        "map-pin",
        _("Halls and points with their hours and windows; the head of the hall keeps them"),
        "hall:places",
        ("hall.read",),
    ),
)
