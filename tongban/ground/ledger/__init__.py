"""Moves and entries: who did what, when, on what basis, in hash chains. May import clock and law."""

from tongban.ground.ledger.chart import SYSTEM, Chart, Move, Refused
from tongban.ground.ledger.matters import locked
from tongban.ground.ledger.writing import record

__all__ = ["SYSTEM", "Chart", "Move", "Refused", "locked", "record"]
