"""What was done with projects, in words: the moves are said by the charts."""

from django.utils.translation import gettext_lazy as _

from tongban.ground.ledger.wording import SubjectWords
from tongban.work.construction.models import ProjectStatus, ReviewStatus

WORDS = (
    SubjectWords("PROJ", {}, dict(ProjectStatus.choices)),
    SubjectWords("JREV", {}, dict(ReviewStatus.choices)),
    SubjectWords(
        "PROJCLASS",
        {"set_class": _("Entered what the class may take"), "end_class": _("Replaced from a day")},
    ),
)
