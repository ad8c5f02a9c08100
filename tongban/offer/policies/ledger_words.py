"""What was done with policies, enterprises, experts and lists of grants, in words; moves are said by the charts."""

from django.utils.translation import gettext_lazy as _

from tongban.ground.ledger.wording import SubjectWords
from tongban.offer.policies.models import GrantList, Status

WORDS = (
    SubjectWords(
        "POL",
        {
            "change_version": _("Changed the draft"),
            "enter_decision": _("Entered a past decision"),
            "tell_due": _("Told the owner that it is due for review or has ended"),
        },
        dict(Status.choices),
    ),
    SubjectWords("ENTERPRISE", {"change_profile": _("Changed what is known of the enterprise")}),
    SubjectWords(
        "EXP",
        {
            "enter_expert": _("Entered an expert"),
            "change_expert": _("Changed an expert"),
            "tell_due": _("Told the unit that the expert is due for review"),
        },
    ),
    SubjectWords(
        "GRANT",
        {
            "object": _("Took an objection"),
            "rule_on": _("Ruled on an objection"),
            "decline": _("The enterprise declined"),
            "take_receipt": _("The payment office took the list"),
        },
        dict(GrantList.Status.choices),
    ),
)
