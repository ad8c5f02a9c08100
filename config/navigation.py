"""The side navigation of the house: the rooms' entries in the order that staff see them."""

from django.utils.translation import gettext_lazy as _

from tongban.ground.kit.navigation import NavigationEntry, NavigationSection

READING = ("account.read", "account.read_all", "account.review")

LEADING = ("cases.decide", "cases.read_all", "cases.supervise")
CASES = ("cases.read", "cases.read_all", "cases.supervise")
HANDLING = ("cases.review", "cases.decide", "cases.supervise", "cases.read_all")

SECTIONS = (
    NavigationSection(
        _("My affairs"),
        (
            NavigationEntry(_("My applications"), "my:cases", "folder", ("cases.apply",)),
            NavigationEntry(_("My licences"), "my:licences", "license", ("cases.apply",)),
            NavigationEntry(_("Get it done"), "items:search", "list-search", ("cases.apply",)),
            NavigationEntry(_("My messages"), "messages:inbox", "bell", ("cases.apply",)),
        ),
    ),
    NavigationSection(
        _("Today"), (NavigationEntry(_("My desk"), "home", "layout-dashboard", (*READING, *CASES)),)
    ),
    NavigationSection(
        _("Approval"),
        (
            NavigationEntry(_("Window"), "cases:window", "building-bank", ("cases.intake",)),
            NavigationEntry(
                _("Applicant's file"),
                "desk:applicants",
                "user-search",
                ("people.applicants", "cases.read_all", "cases.supervise"),
            ),
            NavigationEntry(_("Work list"), "cases:first", "checklist", CASES),
            NavigationEntry(
                _("Special procedures"), "cases:pauses", "player-pause", ("cases.review", "cases.read_all")
            ),
            NavigationEntry(_("Hearings"), "cases:hearings", "ear", HANDLING),
            NavigationEntry(_("Checks on site"), "cases:visits", "map-pin-check", HANDLING),
            NavigationEntry(
                _("Later checks"), "cases:later-checks", "user-check", (*HANDLING, "licences.manage")
            ),
            NavigationEntry(
                _("Broken commitments and bad credit"),
                "cases:credit",
                "shield-x",
                ("cases.supervise", "cases.intake", "cases.review", "cases.read_all"),
            ),
            NavigationEntry(_("Parcels"), "cases:parcels", "truck-delivery", ("cases.issue",)),
            NavigationEntry(
                _("Overview of cases"),
                "cases:overview",
                "chart-bar",
                ("cases.decide", "cases.read_all", "cases.supervise"),
            ),
            NavigationEntry(
                _("Supervision"), "cases:late", "speakerphone", ("cases.supervise", "cases.read_all")
            ),
            NavigationEntry(
                _("Remedies"), "cases:remedies", "gavel", ("cases.remedy", "cases.read_all", "cases.decide")
            ),
            NavigationEntry(
                _("Bad ratings"), "ratings:works", "thumb-down", ("ratings.handle", "ratings.rule")
            ),
            NavigationEntry(
                _("Ratings in figures"),
                "ratings:figures",
                "mood-smile",
                ("ratings.handle", "ratings.rule", "cases.read_all"),
            ),
        ),
    ),
    NavigationSection(
        _("Analysis"),
        (
            NavigationEntry(_("Event logs"), "logs:logs", "timeline-event", ("logs.read",)),
            NavigationEntry(_("Export of events"), "desk:events", "file-export", ("logs.read",)),
        ),
    ),
    NavigationSection(
        _("Items"),
        (
            NavigationEntry(_("Items"), "catalogue:items", "list-details", ("catalogue.read",)),
            NavigationEntry(_("Lists of items"), "catalogue:lists", "clipboard-list", ("catalogue.read",)),
            NavigationEntry(_("Import and export"), "catalogue:exchange", "transfer", ("catalogue.edit",)),
        ),
    ),
    NavigationSection(
        _("Performance"),
        (
            NavigationEntry(_("Figures"), "figures:overview", "chart-dots", ("insight.read",)),
            NavigationEntry(_("Flow of cases"), "flows:moves", "route", LEADING),
            NavigationEntry(_("Likely late"), "flows:likely", "clock-exclamation", LEADING),
            NavigationEntry(
                _("My own figures"), "figures:mine", "chart-line", ("cases.intake", "cases.review")
            ),
            NavigationEntry(
                _("Performance years"),
                "evaluation:years",
                "report-analytics",
                READING,
            ),
            NavigationEntry(
                _("Imported reports"),
                "evaluation:imports",
                "file-import",
                ("account.read", "account.read_all"),
            ),
        ),
    ),
    NavigationSection(
        _("Administration"),
        (
            NavigationEntry(_("Ledger"), "ledger:overview", "shield-check", ("ledger.verify",)),
            NavigationEntry(_("Ledger entries"), "ledger:entries", "list-search", ("ledger.verify",)),
            NavigationEntry(_("Staff and rights"), "staff:list", "users", ("people.manage",)),
            NavigationEntry(_("Connected systems"), "clients:list", "plug", ("people.clients",)),
            NavigationEntry(_("Outbox"), "outbox:list", "send", ("outbox.manage",)),
            NavigationEntry(_("What happens by itself"), "duties:list", "clock-play", ("duties.manage",)),
            NavigationEntry(_("Simulated messages"), "messages:simulators", "message-2", ("people.manage",)),
        ),
    ),
    NavigationSection(
        _("For everybody"),
        (
            NavigationEntry(_("Published accounts"), "portal:accounts", "world"),
            NavigationEntry(_("Law"), "law:index", "scale"),
            NavigationEntry(_("Working days"), "calendar:years", "calendar"),
            NavigationEntry(_("My account"), "people:profile", "user-circle"),
        ),
    ),
)
