"""What an effect is told beside the order: who acts, when, the working days, and the rows of the order so far."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeVar

from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from tongban.ground.clock.calendar import Calendar
from tongban.ground.ledger import Refused
from tongban.work.hotline.effects.seals import seal_word
from tongban.work.hotline.models import Order, SealedWord

Row = TypeVar("Row", bound=Model)
SEALED = "***"
"""What stands where words about a confidential report would stand."""


@dataclass(slots=True)
class AtHand:
    """Who acts and when, with what an effect may look at; `words` are those that a confidential report sets aside."""

    by: Any
    at: datetime
    calendar: Callable[[], Calendar]
    rows_of: Callable[[type[Any]], Sequence[Any]]
    reported: Callable[[], frozenset[int]] = frozenset
    """Returns the unit that is reported, with everything under it."""
    closed: Callable[[], frozenset[int]] = frozenset
    """Returns the units that are not there any more."""
    words: list[SealedWord] = field(default_factory=list)

    def last(self, model: type[Row]) -> Row:
        """Return the newest row of a kind beside the order."""
        found = self.rows_of(model)
        if not found:
            raise Refused(_("There is nothing yet that this could follow."))
        last: Row = found[-1]
        return last

    def said(self, order: Order, act: str, text: str, *, longest: int | None = None) -> str:
        """Return words as they are kept: those about a confidential report go where only few may read."""
        text = text.replace("\0", "").strip()[:longest]
        if not text:
            raise Refused(_("Please write down why, or what was done; it is kept."))
        if not order.is_confidential:
            return text
        self.words.append(seal_word(order, act, text, by=self.by, at=self.at))
        return SEALED
