"""What the ledger says of items and lists, in words."""

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tongban.ground.ledger.models import Entry
from tongban.offer.catalogue.models import ListVersion, Status
from tongban.offer.catalogue.states import LISTS, VERSIONS

ACTS: dict[str, Any] = {
    **VERSIONS.moves,
    **LISTS.moves,
    "add_item": _("Entered the item"),
    "change_item": _("Corrected the item"),
    "change": _("Changed the guide"),
    "add": _("Added a part"),
    "change_part": _("Changed a part"),
    "remove": _("Struck a part"),
    "fill": _("Filled in as a whole"),
    "begin_list": _("Began a list"),
    "put_on_list": _("Put an item on the list, or changed it"),
    "take_off_list": _("Took an item off the draft of the list"),
    "import": _("Imported items"),
}
STATUSES: dict[str, str | Promise] = {**dict(ListVersion.Status.choices), **dict(Status.choices)}


def act_of(entry: Entry) -> str:
    """Return what an entry says was done."""
    return str(ACTS.get(entry.move, entry.move))


def describe(entry: Entry) -> tuple[str, str, str]:
    """Return what an entry says was done, and what stood before and after, for the pages of the ledger."""
    return act_of(entry), _status(entry.before), _status(entry.after)


def _status(code: str) -> str:
    return str(STATUSES.get(code, code))
