"""What was done to the books of a budget, in words."""

from django.utils.translation import gettext_lazy as _

from tongban.ground.ledger.wording import SubjectWords

WORDS = (
    SubjectWords(
        "BUDGET",
        {
            "add_line": _("Added a budget line"),
            "change_line": _("Changed a budget line"),
            "remove_line": _("Struck a budget line"),
            "adjust": _("Posted an adjustment"),
            "pay": _("Posted a payment"),
            "reverse_adjustment": _("Posted an adjustment back"),
            "reverse_payment": _("Posted a payment back"),
            "control": _("Stated an outside total"),
            "open": _("Opened the budget"),
            "declare": _("Declared how rates are counted"),
            "close": _("Closed the books"),
            "reopen": _("Reopened the books"),
            "make_valid": _("Became the valid account of the year"),
            "supersede": _("Was superseded as the valid account"),
        },
    ),
)
