"""What cases put into the navigation."""

from django.utils.translation import gettext_lazy as _

from tongban.ground.kit.navigation import NavigationEntry

CASES = ("cases.read", "cases.read_all", "cases.supervise")
HANDLING = ("cases.review", "cases.decide", "cases.supervise", "cases.read_all")
ENTRIES = (
    NavigationEntry("approval", 10, _("Window"), "cases:window", "building-bank", ("cases.intake",)),
    NavigationEntry("approval", 20, _("Work list"), "cases:first", "checklist", CASES),
    NavigationEntry("approval", 25, _("Joint applications"), "cases:joint-list", "packages", CASES),
    NavigationEntry(
        "approval",
        30,
        _("Special procedures"),
        "cases:pauses",
        "player-pause",
        ("cases.review", "cases.read_all"),
    ),
    NavigationEntry(
        "approval",
        25,
        _("Hand-overs between offices"),
        "cases:transfers",
        "transfer",
        ("cases.intake", *HANDLING),
    ),
    NavigationEntry(
        "approval",
        27,
        _("Items served elsewhere"),
        "cases:elsewhere",
        "map-pins",
        ("cases.intake", "cases.elsewhere", *HANDLING),
    ),
    NavigationEntry("approval", 40, _("Hearings"), "cases:hearings", "ear", HANDLING),
    NavigationEntry("approval", 50, _("Checks on site"), "cases:visits", "map-pin-check", HANDLING),
    NavigationEntry(
        "approval", 60, _("Later checks"), "cases:later-checks", "user-check", (*HANDLING, "licences.manage")
    ),
    NavigationEntry(
        "approval",
        70,
        _("Broken commitments and bad credit"),
        "cases:credit",
        "shield-x",
        ("cases.supervise", "cases.intake", "cases.review", "cases.read_all"),
    ),
    NavigationEntry("approval", 80, _("Parcels"), "cases:parcels", "truck-delivery", ("cases.issue",)),
    NavigationEntry(
        "approval",
        90,
        _("Overview of cases"),
        "cases:overview",
        "chart-bar",
        ("cases.decide", "cases.read_all", "cases.supervise"),
    ),
    NavigationEntry(
        "approval", 100, _("Supervision"), "cases:late", "speakerphone", ("cases.supervise", "cases.read_all")
    ),
    NavigationEntry(
        "approval",
        110,
        _("Remedies"),
        "cases:remedies",
        "gavel",
        ("cases.remedy", "cases.read_all", "cases.decide"),
    ),
)
