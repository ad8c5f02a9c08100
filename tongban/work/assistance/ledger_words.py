"""What was done for whom is helped, in words: the moves are said by the chart."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tongban.ground.ledger.wording import SubjectWords
from tongban.work.assistance.models import Status

WORDS = (
    SubjectWords(
        "HELP",
        {
            "add_task": _("Task added"),
            "close_task": _("Task closed"),
            "note_work": pgettext_lazy("help", "Work noted"),
            "remind": _("Helper reminded"),
            "remind_head": _("Reminded that a helper is to be named"),
            "paper": _("Wrote a paper"),
        },
        dict(Status.choices),
    ),
)
