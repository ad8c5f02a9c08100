"""What was done with items and lists, in words."""

from django.utils.translation import gettext_lazy as _

from tongban.ground.ledger.wording import SubjectWords
from tongban.offer.catalogue.models import ListVersion, Status

WORDS = (
    SubjectWords(
        "ITEM",
        {
            "add_item": _("Entered the item"),
            "change_item": _("Corrected the item"),
            "change": _("Changed the guide"),
            "add": _("Added a part"),
            "change_part": _("Changed a part"),
            "remove": _("Struck a part"),
            "fill": _("Filled in as a whole"),
        },
        dict(Status.choices),
    ),
    SubjectWords(
        "LIST",
        {
            "begin_list": _("Began a list"),
            "put_on_list": _("Put an item on the list, or changed it"),
            "take_off_list": _("Took an item off the draft of the list"),
        },
        dict(ListVersion.Status.choices),
    ),
    SubjectWords("CATALOGUE", {"import": _("Imported items")}),
)
