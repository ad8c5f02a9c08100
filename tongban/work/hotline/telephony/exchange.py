"""The telephone exchange as a port. None of its operations is called inside a transaction.

The queue is the hotline's own: a call that asks for a human is told to `actions.calls.ask`, and the exchange is told at
which seat to ring. What happens on the line (a caller hangs up) comes in by `actions.calls` as well. A real exchange is a
class with these operations, named by the setting ``TELEPHONE_EXCHANGE``, and an adapter that calls those actions.
"""

from typing import Protocol

from django.conf import settings

from tongban.ground.ledger.ports import port_at


class ExchangeFault(Exception):
    """The exchange could not do what was asked; the text says why, and names nobody."""


class TelephoneExchange(Protocol):
    """What an exchange does for an agent; `call` is its own key of a call, `seat` the name of the agent."""

    name: str
    is_simulated: bool

    def ring(self, call: str, *, seat: str) -> None:
        """Ring at a seat."""

    def answer(self, call: str, *, seat: str) -> str:
        """Connect the caller with the seat; return the reference of the recording."""

    def hold(self, call: str) -> None:
        """Let the caller hear music."""

    def resume(self, call: str) -> None:
        """Take the caller back."""

    def transfer(self, call: str, *, to: str) -> None:
        """Pass the caller on to another number and leave the call."""

    def add_third(self, call: str, *, number: str) -> None:
        """Take a third party into the call: 110, 119, 120, a unit."""

    def hang_up(self, call: str) -> None:
        """End the call."""


def exchange() -> TelephoneExchange:
    """Return the exchange of this installation."""
    found: TelephoneExchange = port_at(settings.TELEPHONE_EXCHANGE)
    return found
