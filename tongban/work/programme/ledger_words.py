"""What was done with programmes and the questions put to them, in words: the moves are said by the charts."""

from django.utils.translation import gettext_lazy as _

from tongban.ground.ledger.wording import SubjectWords
from tongban.work.programme.models import ProgrammeStatus, QuestionStatus

WORDS = (
    SubjectWords(
        "PROG",
        {
            "change": _("Plan changed"),
            "arrange": _("Run-down arranged"),
            "keep_figures": _("Figures of the platform entered"),
        },
        dict(ProgrammeStatus.choices),
    ),
    SubjectWords("QST", {"refer": _("Made a hotline order")}, dict(QuestionStatus.choices)),
)
