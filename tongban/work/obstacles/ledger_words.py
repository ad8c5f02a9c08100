"""What was done with what could not be done, in words: the moves are said by the chart."""

from django.utils.translation import gettext_lazy as _

from tongban.ground.ledger.wording import SubjectWords
from tongban.work.obstacles.models import Status

WORDS = (
    SubjectWords(
        "OBS",
        {
            "propose_change": _("Proposed a change of the item"),
            "run_rules": _("Ran the changed rules on the facts of the matter"),
        },
        dict(Status.choices),
    ),
    SubjectWords("OBSM", {"issue_analysis": _("Issued the analysis of the month")}),
)
