"""What the rooms tell of themselves in the demo: each a ``demo_story.py`` that loads its own invented matters."""

from collections.abc import Mapping
from datetime import datetime

from tongban.demo.people import OFFICERS
from tongban.ground.ledger.rooms import modules_named
from tongban.ground.people.models import Applicant, User


def load_room_stories(
    people: Mapping[str, User],
    officers: Mapping[str, User],
    applicants: Mapping[str, Applicant],
    *,
    at: datetime,
) -> list[str]:
    """Load the stories of all rooms, each once, and return what whoever looks at the demo should know of them."""
    known = {person.role: officers[person.username] for person in OFFICERS if person.username in officers}
    staff = {**known, **people}
    return [told for room in modules_named("demo_story") if (told := room.load(staff, applicants, at=at))]
