"""What the desk puts into the navigation."""

from django.utils.translation import gettext_lazy as _

from tongban.ground.kit.navigation import NavigationEntry
from tongban.ground.ledger.grants import grants
from tongban.ground.people.roles import APPLICANT

STAFF = tuple(sorted({each for code, held in grants().items() if code != APPLICANT for each in held}))
"""Whatever an officer may do: everybody who works here has a desk."""
LEADING = ("cases.decide", "cases.read_all", "cases.supervise")
WIDE = ("cases.read_all", "cases.supervise")
ENTRIES = (
    NavigationEntry("today", 5, _("Needs attention"), "desk:alarms", "alert-triangle", WIDE),
    NavigationEntry("today", 10, _("My desk"), "home", "layout-dashboard", STAFF),
    NavigationEntry(
        "approval",
        125,
        _("Applicant's file"),
        "desk:applicants",
        "user-search",
        ("people.applicants", "cases.read_all", "cases.supervise"),
    ),
    NavigationEntry(
        "approval",
        130,
        _("Ratings in figures"),
        "figures:ratings",
        "mood-smile",
        ("ratings.handle", "ratings.rule", "cases.read_all"),
    ),
    NavigationEntry("analysis", 20, _("Export of events"), "desk:events", "file-export", ("logs.read",)),
    NavigationEntry("performance", 10, _("Figures"), "figures:overview", "chart-dots", ("insight.read",)),
    NavigationEntry("performance", 20, _("Flow of cases"), "flows:moves", "route", LEADING),
    NavigationEntry("performance", 30, _("Likely late"), "flows:likely", "clock-exclamation", LEADING),
    NavigationEntry(
        "performance", 40, _("My own figures"), "figures:mine", "chart-line", ("cases.intake", "cases.review")
    ),
)
