"""What a verification can find, in plain words."""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class ProblemKind(StrEnum):
    """The kinds of problems."""

    CHANGED = "changed"
    REMOVED = "removed"
    INSERTED = "inserted"
    RENUMBERED = "renumbered"
    CUT_OFF = "cut off"
    STATUS = "status differs"
    BAD_SEAL = "bad seal"
    BAD_SIGNATURE = "bad signature"
    SEAL_REMOVED = "seal removed"
    SEAL_BEFORE = "seal dated back"
    NOTES_GONE = "notes gone"
    NOTES_CHANGED = "notes changed"
    ELSEWHERE = "elsewhere"
    LOST = "lost"
    NOT_AS_WITNESSED = "not as witnessed"
    FOREIGN = "foreign"
    UNKNOWN_MOVE = "unknown move"
    OUT_OF_ORDER = "out of order"
    NO_RIGHT = "no right"
    BACKWARDS = "backwards"
    FACT = "fact"
    ROW_GONE = "row gone"
    ROW_CAME = "row came"
    BY_HAND = "by hand"
    IMAGES = "images"
    FILE = "file"


TITLES: dict[ProblemKind, str | Promise] = {
    ProblemKind.CHANGED: _("An entry was changed"),
    ProblemKind.REMOVED: _("An entry was removed"),
    ProblemKind.INSERTED: _("An entry was inserted"),
    ProblemKind.RENUMBERED: _("An entry was moved to another place"),
    ProblemKind.CUT_OFF: _("The newest entries of a matter were cut off"),
    ProblemKind.STATUS: _("The status of a matter differs from its last entry"),
    ProblemKind.BAD_SEAL: _("A seal does not fit the entries it covers"),
    ProblemKind.BAD_SIGNATURE: _("The signature of a seal is not ours"),
    ProblemKind.SEAL_REMOVED: _("A seal was removed"),
    ProblemKind.SEAL_BEFORE: _("A seal is dated before the seal before it"),
    ProblemKind.NOTES_GONE: _("The notes of seals in the key folder are gone"),
    ProblemKind.NOTES_CHANGED: _("The notes of seals in the key folder were changed"),
    ProblemKind.ELSEWHERE: _(
        "The key folder belongs to another database (moved or restored by you: tongban keys adopt)"
    ),
    ProblemKind.LOST: _("A seal was lost when a backup was restored"),
    ProblemKind.NOT_AS_WITNESSED: _("A seal is not the one that was witnessed"),
    ProblemKind.FOREIGN: _("An entry was not written by this installation"),
    ProblemKind.UNKNOWN_MOVE: _("An entry tells of a move that the chart does not know"),
    ProblemKind.OUT_OF_ORDER: _("A move does not begin where the move before it ended"),
    ProblemKind.NO_RIGHT: _("Who acted had no right to it on that day"),
    ProblemKind.BACKWARDS: _("An entry is dated before the entry before it"),
    ProblemKind.FACT: _("A row was changed without an act"),
    ProblemKind.ROW_GONE: _("A row was removed without an act"),
    ProblemKind.ROW_CAME: _("A row was added without an act"),
    ProblemKind.BY_HAND: _("A row was changed without an act and changed back or over since"),
    ProblemKind.IMAGES: _("What acts left of rows was changed afterwards"),
    ProblemKind.FILE: _("A stored file is missing or was changed"),
}


@dataclass(frozen=True)
class LedgerProblem:
    """One problem: what was found, where (subject and number, or the seal's number), and what differs."""

    found: ProblemKind
    subject: str
    number: int
    expected: str = ""
    present: str = ""

    def __str__(self) -> str:
        return f"{self.summary}{self.difference}"

    @property
    def summary(self) -> str:
        """Return what was found and where, without what differs: that not everybody may read."""
        return f"{self.title}: {self.place}"

    @property
    def title(self) -> str:
        """Return the problem in the reader's language."""
        return str(TITLES[self.found])

    @property
    def place(self) -> str:
        """Return the entry (its subject and number) or the seal it is about."""
        if not self.subject:
            return str(_("seal %(number)s") % {"number": self.number})
        return f"{self.subject} · {self.number}" if self.number else self.subject

    @property
    def difference(self) -> str:
        """Return what was expected and what is there, where that can be told."""
        if not (self.expected or self.present):
            return ""
        words = {"expected": self.expected or "—", "present": self.present or "—"}
        return str(_(" (expected %(expected)s, found %(present)s)") % words)
