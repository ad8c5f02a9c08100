"""How long each person of a hall still waits: "12 to 19 minutes, nine times of ten", and why."""

from dataclasses import dataclass

from tongban.work.hall.waiting.calibration import WaitPromise
from tongban.work.hall.waiting.course import course
from tongban.work.hall.waiting.hall_now import HallNow, PersonNow
from tongban.work.hall.waiting.model import WaitingModel
from tongban.work.hall.waiting.reasons import Grounds, Reason


@dataclass(frozen=True, slots=True)
class Estimate:
    """What may be told to a person; no promise to one who will not be called while the windows are open."""

    promise: WaitPromise | None
    reasons: tuple[Reason, ...]


def estimate(hall: HallNow, code: str, model: WaitingModel) -> Estimate:
    """Return one person's estimate; a ticket that is not in the hall raises KeyError."""
    person = next((person for person in hall.people if person.code == code), None)
    if person is None:
        raise KeyError(f"nobody with the ticket {code} is waiting in the hall")
    grounds = Grounds(hall, course(hall, model.experience, until=code), model.experience)
    return _estimate(grounds, model, person)


def estimates(hall: HallNow, model: WaitingModel) -> dict[str, Estimate]:
    """Return the estimates of all who are here: one walk through the hall serves all of them."""
    grounds = Grounds(hall, course(hall, model.experience), model.experience)
    here = [person for person in hall.people if person.since <= hall.at]
    return {person.code: _estimate(grounds, model, person) for person in here}


def _estimate(grounds: Grounds, model: WaitingModel, person: PersonNow) -> Estimate:
    call = grounds.calls.get(person.code)
    at = grounds.hall.at
    calibration = model.calibration(at - person.since)
    promise = None if call is None else calibration.promise(person.group, call.at - at)
    return Estimate(promise, grounds.reasons(person))
