"""What cases tell of themselves in the demo: service elsewhere, and a restaurant opened as one thing."""

from collections.abc import Mapping
from datetime import datetime

from tongban.ground.people.models import Applicant, User
from tongban.work.cases.demo_story import elsewhere, joint


def load(staff: Mapping[str, User], applicants: Mapping[str, Applicant], *, at: datetime) -> str:
    """Load both stories, each once."""
    told = elsewhere.load(staff, applicants, at=at)
    joint.load(staff, applicants, at=at)
    return told
