"""What administrators and legal officers edit on pages of their own."""

from django.utils.translation import gettext_lazy as _

from tongban.ground.office.registry import Setting, SettingLink

SETTINGS: tuple[Setting, ...] = ()
LINKS = (
    SettingLink(
        "people",
        _("Divisions and their order"),
        "sitemap",
        _("Names, order in lists, last days"),
        "staff:departments",
        ("people.manage",),
    ),
    SettingLink(
        "people",
        _("Staff and rights"),
        "users",
        _("Accounts, roles, first passwords"),
        "staff:list",
        ("people.manage",),
    ),
    SettingLink(
        "days",
        _("Working days"),
        "calendar",
        _("The notices of each year; the legal officer enters them"),
        "calendar:years",
    ),
    SettingLink(
        "days",
        _("Law"),
        "scale",
        _("Numbers that the law sets, with the day they came into force"),
        "law:index",
    ),
)
