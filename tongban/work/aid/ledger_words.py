"""What was done with demands of enterprises and with meetings, in words: the moves are said by the chart."""

from django.utils.translation import gettext_lazy as _

from tongban.ground.ledger.wording import SubjectWords
from tongban.work.aid.models import MeetingStatus

WORDS = (
    SubjectWords(
        "AID",
        {
            "file_demand": _("Filed by the enterprise"),
            "take_demand": _("Taken down for the enterprise"),
            "send_policy": _("Policy sent to the enterprise"),
            "ask_expert": _("Expert asked"),
            "answer": _("Answer given to the enterprise"),
            "say_how_it_ended": _("Enterprise said how it ended"),
            "propose_entry": _("Put forward for the case store"),
        },
    ),
    SubjectWords(
        "MTG",
        {
            "take_up": _("Demands taken up"),
            "find": _("Finding noted"),
            "drop": _("Demand taken off the table"),
        },
        dict(MeetingStatus.choices),
    ),
    SubjectWords("FIT", {"tell": _("Enterprise told of a policy that fits")}),
)
