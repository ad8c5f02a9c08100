"""The side navigation of the house: the rooms' entries in the order that staff see them."""

from django.utils.translation import gettext_lazy as _

from tongban.ground.kit.navigation import Entry, Section

READING = ("account.read", "account.read_all", "account.review")

LEADING = ("cases.decide", "cases.read_all", "cases.supervise")
CASES = ("cases.read", "cases.read_all", "cases.supervise")
HANDLING = ("cases.review", "cases.decide", "cases.supervise", "cases.read_all")

SECTIONS = (
    Section(
        _("My affairs"),
        (
            Entry(_("My applications"), "my:cases", "folder", ("cases.apply",)),
            Entry(_("My licences"), "my:licences", "license", ("cases.apply",)),
            Entry(_("Get it done"), "items:search", "list-search", ("cases.apply",)),
            Entry(_("My messages"), "messages:inbox", "bell", ("cases.apply",)),
        ),
    ),
    Section(_("Today"), (Entry(_("My desk"), "home", "layout-dashboard", (*READING, *CASES)),)),
    Section(
        _("Approval"),
        (
            Entry(_("Window"), "cases:window", "building-bank", ("cases.intake",)),
            Entry(_("Work list"), "cases:first", "checklist", CASES),
            Entry(
                _("Special procedures"), "cases:pauses", "player-pause", ("cases.review", "cases.read_all")
            ),
            Entry(_("Hearings"), "cases:hearings", "ear", HANDLING),
            Entry(_("Checks on site"), "cases:visits", "map-pin-check", HANDLING),
            Entry(_("Later checks"), "cases:later-checks", "user-check", (*HANDLING, "licences.manage")),
            Entry(
                _("Broken commitments and bad credit"),
                "cases:credit",
                "shield-x",
                ("cases.supervise", "cases.intake", "cases.review", "cases.read_all"),
            ),
            Entry(_("Parcels"), "cases:parcels", "truck-delivery", ("cases.issue",)),
            Entry(
                _("Overview of cases"),
                "cases:overview",
                "chart-bar",
                ("cases.decide", "cases.read_all", "cases.supervise"),
            ),
            Entry(_("Supervision"), "cases:late", "speakerphone", ("cases.supervise", "cases.read_all")),
            Entry(
                _("Remedies"), "cases:remedies", "gavel", ("cases.remedy", "cases.read_all", "cases.decide")
            ),
            Entry(_("Bad ratings"), "ratings:works", "thumb-down", ("ratings.handle", "ratings.rule")),
            Entry(
                _("Ratings in figures"),
                "ratings:figures",
                "mood-smile",
                ("ratings.handle", "ratings.rule", "cases.read_all"),
            ),
        ),
    ),
    Section(
        _("Analysis"),
        (
            Entry(_("Event logs"), "logs:logs", "timeline-event", ("logs.read",)),
            Entry(_("Export of events"), "desk:events", "file-export", ("logs.read",)),
        ),
    ),
    Section(
        _("Items"),
        (
            Entry(_("Items"), "catalogue:items", "list-details", ("catalogue.read",)),
            Entry(_("Lists of items"), "catalogue:lists", "clipboard-list", ("catalogue.read",)),
            Entry(_("Import and export"), "catalogue:exchange", "transfer", ("catalogue.edit",)),
        ),
    ),
    Section(
        _("Performance"),
        (
            Entry(_("Figures"), "figures:overview", "chart-dots", ("insight.read",)),
            Entry(_("Flow of cases"), "flows:moves", "route", LEADING),
            Entry(_("Likely late"), "flows:likely", "clock-exclamation", LEADING),
            Entry(_("My own figures"), "figures:mine", "chart-line", ("cases.intake", "cases.review")),
            Entry(
                _("Performance years"),
                "evaluation:years",
                "report-analytics",
                READING,
            ),
            Entry(
                _("Imported reports"),
                "evaluation:imports",
                "file-import",
                ("account.read", "account.read_all"),
            ),
        ),
    ),
    Section(
        _("Administration"),
        (
            Entry(_("Ledger"), "ledger:overview", "shield-check", ("ledger.verify",)),
            Entry(_("Ledger entries"), "ledger:entries", "list-search", ("ledger.verify",)),
            Entry(_("Staff and rights"), "staff:list", "users", ("people.manage",)),
            Entry(_("Connected systems"), "clients:list", "plug", ("people.clients",)),
            Entry(_("Outbox"), "outbox:list", "send", ("outbox.manage",)),
            Entry(_("What happens by itself"), "duties:list", "clock-play", ("duties.manage",)),
            Entry(_("Simulated messages"), "messages:simulators", "message-2", ("people.manage",)),
        ),
    ),
    Section(
        _("For everybody"),
        (
            Entry(_("Published accounts"), "portal:accounts", "world"),
            Entry(_("Law"), "law:index", "scale"),
            Entry(_("Working days"), "calendar:years", "calendar"),
            Entry(_("My account"), "people:profile", "user-circle"),
        ),
    ),
)
