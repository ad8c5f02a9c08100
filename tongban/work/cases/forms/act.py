"""An act on a case: by default only the division that handles it does it."""

from typing import ClassVar

from tongban.ground.matters.acts import Act, MoveAct
from tongban.ground.people.models import User
from tongban.ground.people.places import line_around
from tongban.work.cases.models import Case
from tongban.work.cases.states import CHART


class CaseAct(Act[Case]):
    """One act on a case."""

    by_division: ClassVar[bool] = True
    """Whether only the division that handles the case may do it."""

    @property
    def case(self) -> Case:
        """Return the case."""
        return self.matter

    @property
    def is_overtaken(self) -> bool:
        """Return whether the step chosen does not wait any more."""
        return "step" in self.errors

    @classmethod
    def is_offered(cls, matter: Case, user: User) -> bool:
        """Return whether the page of the case has a button for it."""
        if not super().is_offered(matter, user):
            return False
        is_theirs = not cls.by_division or matter.division_id in line_around(user)
        return is_theirs or cls.is_for_office(matter, user)

    @classmethod
    def is_for_office(cls, case: Case, user: User) -> bool:
        """Return whether the office that took the case in for another may do it too."""
        return False


class CaseMove(MoveAct[Case], CaseAct):
    """An act that is a move of the chart of cases."""

    chart = CHART
