"""Why a figure is withheld, in plain words."""

from enum import Enum

from django.utils.translation import gettext_lazy as _


class WithheldReason(Enum):
    """A reason not to tell a figure to everybody; ``says`` is what the page writes."""

    RUNNING = "running"
    PERIOD = "period"
    CROSSED = "crossed"
    SMALL = "small"

    @property
    def says(self) -> str:
        """Return the reason as a sentence."""
        return str(SENTENCES[self])


SENTENCES = {
    WithheldReason.RUNNING: _(
        "This year is not over. Figures about applications are told to the public once the year is closed: "
        "from one day to the next a single application could be told from them."
    ),
    WithheldReason.PERIOD: _(
        "Figures about applications are told to the public for whole years and whole months only."
    ),
    WithheldReason.CROSSED: _(
        "To protect those concerned, figures about applications are told to the public by month, by division or by item, "
        "each alone, and not by several of these or anything else at once."
    ),
    WithheldReason.SMALL: _(
        "To protect those concerned this is not told apart: there are too few records, or the few could be computed from "
        "other published figures. They are counted in the figure of the whole."
    ),
}
