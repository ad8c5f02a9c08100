"""What an entry says in the reader's language: the rooms above say their own, this one the staff's."""

from collections.abc import Callable
from typing import NamedTuple

from django.conf import settings
from django.utils.functional import Promise
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _

from tongban.ground.ledger.models import Entry

HOUSE: dict[str, str | Promise] = {
    "employ": _("Took on"),
    "set_roles": _("Changed the roles"),
    "transfer": _("Moved to another department"),
    "enable": _("Unlocked the account"),
    "disable": _("Locked the account"),
    "reset_password": _("Reset the password"),
    "remove_second_factor": _("Removed the second factor"),
    "change_password": _("Changed the own password"),
    "restore": _("Restored a backup"),
    "rotate_key": _("Handed over to a new signing key"),
    "import_notes": _("Took over the former notes of seals"),
    "move_here": _("Moved the installation to this database"),
    "confirm_clock": _("Confirmed the clock"),
    "renew_digest": _("Made the digest of the password anew"),
    "mark": _("Fixed what acts left of rows"),
    "adopt": _("Adopted rows as they stand"),
    "find_changed": _("Found a stored file changed"),
    "mark_credit": _("Entered a broken commitment or bad credit"),
    "open_file": _("Looked into the applicant's file"),
    "repair_credit": _("Entered that credit was repaired"),
}


class EntryText(NamedTuple):
    """An act, what stood before it, and what stands after it."""

    act: str
    before: str
    after: str


def describe(entry: Entry) -> EntryText:
    """Return an entry in words: those of the room that `settings.LEDGER_WORDS` names for its subject."""
    path = settings.LEDGER_WORDS.get(entry.subject.partition("-")[0])
    if path is None:
        return EntryText(str(HOUSE.get(entry.move, entry.move)), entry.before, entry.after)
    speaks: Callable[[Entry], tuple[str, str, str]] = import_string(path)
    return EntryText(*speaks(entry))
