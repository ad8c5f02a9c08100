"""What was done with orders, classes and the dispatch catalogue, in words: the moves are said by the chart."""

from django.utils.translation import gettext_lazy as _

from tongban.ground.ledger.wording import SubjectWords
from tongban.ground.matters.claims import CLAIM_WORDS
from tongban.work.hotline.models import BurstAlarm, Status

WORDS = (
    SubjectWords(
        "HOT",
        {
            "classify": _("Put into another class"),
            "ask_extension": _("Asked for more days"),
            "refuse_extension": _("More days refused"),
            "remind_review": _("Reminded: a suspension is to be looked at again"),
            "recount": _("Limits counted anew: the notice of the year is out"),
            "note_progress": _("Progress noted"),
            "call": _("Tried to call back"),
            "appeal": _("Appealed: not to be counted"),
            "rule_appeal": _("Appeal ruled on"),
            "add_helper": _("Helping unit added"),
            "help": _("Helping unit answered"),
            "release": _("Let in"),
            "add_message": _("Message of the caller"),
            "hear": _("Caller answered on the web"),
            "urge": _("Urged"),
            "reply": _("Replied"),
            **CLAIM_WORDS,
        },
        dict(Status.choices),
    ),
    SubjectWords(
        "LINE",
        {
            "open_line": _("Line opened"),
            "change_line": _("Line changed"),
            "record_merge": _("Merge recorded"),
        },
    ),
    SubjectWords("AREA", {"open_area": _("Area entered"), "rename_area": _("Area renamed")}),
    SubjectWords("ORDERLIMIT", {"set_limit": _("Limit of orders set")}),
    SubjectWords(
        "BURST",
        {
            "raise_alarm": _("Alarm on a burst raised"),
            "raise_alarm_again": _("Alarm raised on a further day of a burst"),
            "acknowledge_burst": _("Alarm looked into"),
            "set_alarm_budget": _("Budget of false alarms set"),
        },
        dict(BurstAlarm.Finding.choices),
    ),
    SubjectWords(
        "DEMAND",
        {
            "open_class": _("Class opened"),
            "rename_class": _("Class renamed"),
            "merge_class": _("Class merged into another"),
            "set_question": _("Question of the class set"),
            "remove_question": _("Question of the class no longer asked"),
            "propose_row": _("Row of the dispatch catalogue proposed"),
            "accept_row": _("Row of the dispatch catalogue put in force"),
            "refuse_row": _("Row of the dispatch catalogue refused"),
            "add_rule": _("Keyword rule added"),
            "end_rule": _("Keyword rule ended"),
        },
    ),
    SubjectWords("CALL", {}),
    SubjectWords(
        "SUGGESTION",
        {"learn": _("Model of suggestions learnt"), "measure_suggestions": _("Suggestions measured")},
    ),
)
