"""How an application stands, for whoever has its number and code."""

from django.utils.translation import gettext_lazy as _

from tongban.doors.portal.queries.case_status import ENDED_EARLY, Text, steps_through
from tongban.ground.kit.steps import StepperStep
from tongban.work.cases.models import Status
from tongban.work.cases.queries.public_checks import Progress


def steps_of(found: Progress) -> list[StepperStep]:
    """Return the way of an application with the days that a stranger may learn."""
    handed_over = next((at for at, status in found.moves if status == str(Status.DELIVERED.label)), None)
    reached: list[tuple[Text, object]] = [
        (_("Filing"), found.filed_at),
        (_("Acceptance"), found.accepted_on),
        (_("The decision"), found.decided_on),
        (_("Handing over"), handed_over),
    ]
    stops = [str(status.label) for status in ENDED_EARLY]
    return steps_through(reached, is_stopped=found.status in stops, stop=found.status)  # type: ignore[arg-type]
