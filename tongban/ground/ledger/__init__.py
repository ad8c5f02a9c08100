"""Moves and entries: who did what, when, on what basis, in hash chains. May import clock and law."""

from tongban.ground.ledger.chart import SYSTEM, Chart, Move, Refused
from tongban.ground.ledger.entry_writer import EntryData, record, record_all
from tongban.ground.ledger.matter_lock import is_locked, lock_matter, start_chain

__all__ = [
    "SYSTEM",
    "Chart",
    "EntryData",
    "Move",
    "Refused",
    "is_locked",
    "lock_matter",
    "record",
    "record_all",
    "start_chain",
]
