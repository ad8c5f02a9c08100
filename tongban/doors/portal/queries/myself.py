"""Who somebody is here: themselves, the enterprises they represent, and those they act for."""

from dataclasses import dataclass
from datetime import date

from tongban.ground.people.models import Applicant, Mandate, User
from tongban.ground.people.queries import applicant_behind, mandates_held, waiting_accounts
from tongban.ground.people.verification import IdentityService, verification


@dataclass(frozen=True, slots=True)
class Represented:
    """An enterprise of which somebody is legal representative: who acts for it, and who asks to."""

    firm: Applicant
    agents: tuple[Mandate, ...]
    asking: tuple[Applicant, ...]


class Myself:
    """A person's own account, with everybody they may act for."""

    def __init__(self, user: User, day: date) -> None:
        """Look from one day."""
        self.user, self.day = user, day
        self.person = applicant_behind(user)

    @property
    def service(self) -> IdentityService:
        """Return the identity service of the installation."""
        return verification()

    def represented(self) -> list[Represented]:
        """Return the enterprises of which the person is legal representative."""
        firms = Applicant.objects.filter(represented_by=self.person) if self.person else []
        return [_represented(firm, self.day) for firm in firms]

    def held(self) -> list[Mandate]:
        """Return the mandates under which the person acts or asks to act."""
        return list(mandates_held(self.user, self.day).select_related("principal"))

    def asking(self, pk: int) -> Applicant | None:
        """Return an enterprise that the person asks to act for."""
        found = (mandate.principal for mandate in self.held() if mandate.principal_id == pk)
        return next((firm for firm in found if firm.is_pending), None)

    def asked_of(self, pk: int) -> Applicant | None:
        """Return what an agent asks of the person as legal representative."""
        return next((each for row in self.represented() for each in row.asking if each.pk == pk), None)

    def given(self, pk: int) -> Mandate | None:
        """Return a mandate given by an enterprise that the person represents."""
        return next((each for row in self.represented() for each in row.agents if each.pk == pk), None)


def _represented(firm: Applicant, day: date) -> Represented:
    given = firm.mandates_given.select_related("agent")
    agents = tuple(mandate for mandate in given if mandate.holds_on(day))
    return Represented(firm, agents, tuple(waiting_accounts(firm.number_type, firm.number)))
