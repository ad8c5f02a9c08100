"""What was done to a performance year and to imported reports, in words."""

from django.utils.translation import gettext_lazy as _

from tongban.account.evaluation.models import Status
from tongban.ground.ledger.wording import SubjectWords

WORDS = (
    SubjectWords(
        "EVAL",
        {
            "edit": _("Changed a part"),
            "add": _("Added a part"),
            "remove": _("Struck a part"),
            "prove": _("Attached evidence"),
            "withdraw_proof": _("Withdrew evidence"),
            "read": _("Recorded a reading"),
            "decide": _("Decided on a finding"),
            "comment": _("Commented"),
            "answer": _("Answered a comment"),
            "rectify_problem": _("Reported a rectification"),
            "papers": _("Made the papers"),
        },
        dict(Status.choices),
    ),
    SubjectWords("IMPORT", {"import": _("Imported a report")}),
)
