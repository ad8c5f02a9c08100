"""Where an administrator looks at the machine."""

from django.utils.translation import gettext_lazy as _

from tongban.ground.office.registry import Setting, SettingLink

SETTINGS: tuple[Setting, ...] = ()
LINKS = (
    SettingLink(
        "system",
        _("State of the installation"),
        "server",
        _("Database, keys, backups, disk, fonts: what is missing and what to do"),
        "installation:state",
        ("people.manage",),
    ),
)
