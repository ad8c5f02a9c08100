"""What the public pages put into the navigation."""

from django.utils.translation import gettext_lazy as _

from tongban.ground.kit.navigation import NavigationEntry

ENTRIES = (
    NavigationEntry("own", 10, _("My applications"), "my:cases", "folder", ("cases.apply",)),
    NavigationEntry("own", 20, _("My licences"), "my:licences", "license", ("cases.apply",)),
    NavigationEntry("own", 25, _("My appointments"), "visit:mine", "calendar-time", ("hall.book",)),
    NavigationEntry("own", 26, _("My code"), "visit:person-code", "qrcode", ("hall.book",)),
    NavigationEntry("own", 27, _("My helpers"), "my:assistances", "heart-handshake", ("assistance.ask",)),
    NavigationEntry("own", 30, _("Get it done"), "items:search", "list-search", ("cases.apply",)),
    NavigationEntry("own", 35, _("One thing, once"), "together:bundles", "packages", ("cases.apply",)),
    NavigationEntry(
        "own", 37, _("Construction projects"), "projects:projects", "building-factory-2", ("cases.apply",)
    ),
    NavigationEntry(
        "own", 40, _("Policies for enterprises"), "benefits:search", "building-bank", ("cases.apply",)
    ),
    NavigationEntry(
        "own", 50, _("Enterprise services"), "enterprise:demands", "building-factory-2", ("cases.apply",)
    ),
    NavigationEntry("public", 10, _("Published accounts"), "portal:accounts", "world"),
    NavigationEntry("public", 20, _("The hotline in figures"), "hotline_rates:rates", "chart-bar"),
)
