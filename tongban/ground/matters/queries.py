"""What one may ask of the duties: the list with how each went, and those in trouble."""

from dataclasses import dataclass
from datetime import datetime

from tongban.ground.matters.duties import Duty, duties
from tongban.ground.matters.models import DutyRun

Outcome = DutyRun.Outcome
TROUBLE = (Outcome.FAILED, Outcome.STOPPED)


@dataclass(frozen=True, slots=True)
class DutyRow:
    """A duty with its last run, if there was one."""

    duty: Duty
    ran: DutyRun | None

    @property
    def next_at(self) -> datetime | None:
        """Return when it is due again; nothing before the first run."""
        return self.ran.next_at if self.ran else None


def list_duties() -> list[DutyRow]:
    """Return every duty of the house with its last run, in the order in which they are done."""
    runs = DutyRun.objects.in_bulk()
    return [DutyRow(duty, runs.get(name)) for name, duty in duties().items()]


def in_trouble() -> list[DutyRow]:
    """Return the duties that failed, or that the clock has stopped."""
    return [each for each in list_duties() if each.ran and each.ran.outcome in TROUBLE]
