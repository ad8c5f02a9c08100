"""What was done with entries and with questions without an answer, in words: the moves are said by the charts."""

from django.utils.translation import gettext_lazy as _

from tongban.ground.ledger.wording import SubjectWords
from tongban.offer.knowledge.models import Gap, Status

WORDS = (
    SubjectWords(
        "KNOW",
        {
            "change_entry": _("Changed the draft"),
            "source_changed": _("A source changed again"),
            "report_error": _("Reported as wrong or out of date"),
            "settle": _("Looked at a report"),
            "attach": _("Attached a file"),
            "detach": _("Took a file out"),
            "hand_over": _("Handed over to another officer"),
            "ask_keeper": _("Asked who keeps it"),
            "draw_sample": _("Drawn for a check"),
            "check_sample": _("Checked in a sample"),
        },
        dict(Status.choices),
    ),
    SubjectWords(
        "GAP",
        {"ask_again": _("Asked again"), "remind_gap": _("Reminded of the limit")},
        dict(Gap.Status.choices),
    ),
)
