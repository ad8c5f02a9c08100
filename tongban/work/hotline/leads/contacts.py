"""Closing without having spoken to the caller, and satisfaction that nobody was asked for."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from tongban.work.hotline.leads.lead import Lead, LeadKind

CERTAIN, AFTERWARDS, BY_THE_HANDLER = 0.9, 0.7, 0.8


@dataclass(frozen=True)
class Closing:
    """A closed order: when the unit's reply was filed, when its people spoke to the caller; whether one could at all.

    ``is_reachable`` is false for anonymous demands without a number and for those who asked not to be called.
    """

    reference: str
    closed_at: datetime
    contacted_at: tuple[datetime, ...] = ()
    is_reachable: bool = True


@dataclass(frozen=True)
class CallbackRecord:
    """A call-back that reached the caller: when, and whether somebody else made it than who handled the order."""

    at: datetime
    by_another: bool = True


@dataclass(frozen=True)
class Satisfaction:
    """“Satisfied” on an order: when it was entered, by the caller's own hand or by staff, and the call-backs made."""

    reference: str
    at: datetime
    by_caller: bool = False
    callbacks: tuple[CallbackRecord, ...] = ()


def no_contact_leads(closings: Iterable[Closing]) -> list[Lead]:
    """Return a lead for each order closed before anybody spoke to a caller who could be reached."""
    return [
        Lead(
            LeadKind.NO_CONTACT,
            closing.reference,
            (closing.closed_at.isoformat(), *(at.isoformat() for at in sorted(closing.contacted_at))),
            AFTERWARDS if closing.contacted_at else CERTAIN,
        )
        for closing in closings
        if closing.is_reachable and not any(at <= closing.closed_at for at in closing.contacted_at)
    ]


def no_callback_leads(satisfied: Iterable[Satisfaction]) -> list[Lead]:
    """Return a lead for each satisfaction entered by staff without a call-back before it by another person."""
    return [
        Lead(
            LeadKind.NO_CALLBACK,
            said.reference,
            (said.at.isoformat(), *(record.at.isoformat() for record in said.callbacks)),
            BY_THE_HANDLER if said.callbacks else CERTAIN,
        )
        for said in satisfied
        if not said.by_caller
        and not any(record.by_another and record.at <= said.at for record in said.callbacks)
    ]
