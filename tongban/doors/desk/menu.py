"""What the desk puts into the navigation."""

from django.utils.translation import gettext_lazy as _

from tongban.ground.kit.navigation import NavigationEntry

READING = ("account.read", "account.read_all", "account.review")
CASES = ("cases.read", "cases.read_all", "cases.supervise")
LEADING = ("cases.decide", "cases.read_all", "cases.supervise")
WIDE = ("cases.read_all", "cases.supervise")
ENTRIES = (
    NavigationEntry("today", 10, _("My desk"), "home", "layout-dashboard", (*READING, *CASES)),
    NavigationEntry("today", 5, _("Needs attention"), "desk:alarms", "alert-triangle", WIDE),
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
