"""What is done with entries: written, checked, released, renewed, used; and with questions without an answer."""

from tongban.offer.knowledge.actions.entries import propose_entry
from tongban.offer.knowledge.actions.gaps import report_gap
from tongban.offer.knowledge.actions.uses import note_use

__all__ = ["note_use", "propose_entry", "report_gap"]
