"""Who confirms that somebody is who they say: a port to an identity service, a simulator, and the window alone.

Knowing a name and a number proves nothing: the service must reach the person itself, by a message to the telephone
registered in their name or by a look at their face, and the code that it gives them is what they enter here.
The service is asked before a transaction begins, never inside one.
"""

from dataclasses import dataclass
from typing import Protocol

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tongban.ground.ledger.ports import port_at


@dataclass(frozen=True, slots=True)
class Claim:
    """What somebody says of a person or an enterprise."""

    name: str
    number: str
    phone: str = ""
    legal_representative: str = ""


class IdentityService(Protocol):
    """An identity service."""

    name: str | Promise
    is_online: bool
    hint: str | Promise

    def send_code(self, person: Claim) -> None:
        """Let the service reach the person by what it knows of them."""

    def confirms(self, person: Claim, code: str) -> bool:
        """Return whether whoever has this code is that person."""

    def represents(self, person: Claim, enterprise: Claim) -> bool:
        """Return whether the register names the person as legal representative of the enterprise."""


class AtTheWindow:
    """No service: identity documents are looked at across the counter."""

    name: str | Promise = _("At the window")
    is_online = False
    hint: str | Promise = ""

    def send_code(self, person: Claim) -> None:
        """Reach nobody."""

    def confirms(self, person: Claim, code: str) -> bool:
        """Confirm nobody."""
        return False

    def represents(self, person: Claim, enterprise: Claim) -> bool:
        """Confirm nobody."""
        return False


class SimulatedVerification:
    """A service for demos, which believes everybody who enters the code that it shows; nothing leaves the house."""

    CODE = "246810"
    name: str | Promise = _("Simulated identity service")
    is_online = True
    hint: str | Promise = _("This is a simulation: the code is 246810.")

    def send_code(self, person: Claim) -> None:
        """Send nothing: the code stands in the hint."""

    def confirms(self, person: Claim, code: str) -> bool:
        """Believe whoever has read the hint."""
        return code.strip() == self.CODE

    def represents(self, person: Claim, enterprise: Claim) -> bool:
        """Take the name that was typed for what the register says."""
        return person.name == enterprise.legal_representative


def verification() -> IdentityService:
    """Return the identity service of the installation (settings.VERIFICATION)."""
    made: IdentityService = port_at(settings.VERIFICATION)
    return made
