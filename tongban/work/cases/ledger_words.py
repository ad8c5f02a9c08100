"""What was done with cases, packages and credit, in words: the acts beside the moves of the chart."""

from django.utils.translation import gettext_lazy as _

from tongban.ground.ledger.wording import SubjectWords
from tongban.ground.matters.claims import CLAIM_WORDS
from tongban.offer.delivery.models import Delivery
from tongban.offer.delivery.queries import ACTS
from tongban.work.cases.models import JointPart, JointStatus, Status

WORDS = (
    SubjectWords(
        "CASE",
        {
            "edit": _("Mended the form"),
            "commit": _("Signed the commitment"),
            "take_back_commitment": _("Took the commitment back"),
            "carry_over": _("Carried the draft over to the new version"),
            "attach": _("Handed in a file"),
            "remove_file": _("Took a file out of the draft"),
            "use_licence": _("Used a licence on record"),
            "promise": _("Promised in writing"),
            "ask_issuer": _("Left to the bureau to ask the issuing body"),
            "follow_later": _("Promised to hand in later"),
            "show": _("Showed on paper at the window"),
            "agree": _("Agreed"),
            "object": _("Objected"),
            "send_back": _("Sent back to an earlier step"),
            "reconsider": _("Gave the case back to a step"),
            "check_on_site": _("Checked on site"),
            "offer_hearing": _("Told of the right to a hearing"),
            "ask_for_hearing": _("Asked for a hearing"),
            "waive_hearing": _("Gave the hearing up"),
            "order_hearing": _("Ordered a hearing"),
            "announce_hearing": _("Announced the hearing"),
            "record_hearing": _("Kept the record of the hearing"),
            "check_commitment": _("Checked the commitment"),
            "revoke_granted": _("Revoked what was granted"),
            "draw_assessor": _("Drew the assessor"),
            "record_report": _("Kept the assessor's report"),
            "settle_fee": _("Entered the assessor's fee"),
            "score_assessor": _("Scored the assessor"),
            "take_in_elsewhere": _("Taken in for another office"),
            "pass_on": _("Handed over to another office"),
            "confirm_receipt": _("Signed for by the other office"),
            "turn_back": _("Turned back by the other office"),
            "do_part": _("The other office has done its part"),
            **ACTS,
            "urge": _("Urged"),
            "reply": _("Replied to the urging"),
            "register_remedy": _("Entered a remedy"),
            "advance_remedy": _("Remedy went on"),
            "close_remedy": _("Closed a remedy"),
            "recount": _("Limits counted anew: the notice of the year is out"),
            "paper": _("Wrote a paper"),
            **CLAIM_WORDS,
        },
        {**dict(Delivery.State.choices), **dict(Status.choices)},
    ),
    SubjectWords(
        "ONE",
        {
            "open_part": _("Opened a part with its body"),
            "stop_part": _("Stopped a part whose basis is lacking"),
            "part_moved": _("A part came to stand otherwise"),
            "hand_in": _("Handed in a file for all parts"),
            "part_returned": _("A part was returned; the others go on"),
        },
        {**dict(JointPart.Standing.choices), **dict(JointStatus.choices)},
    ),
    SubjectWords(
        "ELSEWHERE",
        {"list_item": _("Item put on the list"), "end_item": _("Last day on the list entered")},
    ),
    SubjectWords("PACKAGE", {"give_package": _("Gave out the archive package")}),
)
