"""Moves and entries: who did what, when, on what basis, in hash chains. May import clock and law."""

from tongban.ground.ledger.chart import SYSTEM, Chart, Move, Refused
from tongban.ground.ledger.matters import begun, is_held, locked
from tongban.ground.ledger.writing import Said, record, record_all

__all__ = ["SYSTEM", "Chart", "Move", "Refused", "Said", "begun", "is_held", "locked", "record", "record_all"]
