"""Which entries somebody sees, which refusals wait to be reported, and one entry by its number and code."""

from datetime import date
from hmac import compare_digest

from django.db.models import Exists, OuterRef, Q, QuerySet

from tongban.ground.people.models import User
from tongban.ground.people.places import tree_around
from tongban.work.cases.models import Case
from tongban.work.cases.models import Status as CaseStatus
from tongban.work.cases.queries.visibility import visible_to as cases_visible_to
from tongban.work.obstacles.models import Obstacle, Source

RELATED = (
    "item",
    "version__item",
    "division",
    "unit",
    "case__version__item",
    "applicant",
    "taken_by",
    "proposed",
)
REFUSALS = (CaseStatus.NOT_ACCEPTED, CaseStatus.NOT_NEEDED, CaseStatus.REFUSED)
"""Where a window or a division has said no."""


def visible_to(user: User, _day: date | None = None) -> QuerySet[Obstacle]:
    """Return the entries this person may see: the desk all, units what was given to them, clerks what they took down."""
    seen = Obstacle.objects.select_related(*RELATED)
    if user.may("obstacles.read_all"):
        return seen
    if not user.may("obstacles.read"):
        return seen.none()
    own = Q(taken_by=user)
    return seen.filter(own | Q(unit__in=tree_around(user)) if user.may("obstacles.work") else own)


def followed(reference: str, code: str) -> Obstacle | None:
    """Return the entry that a number and a code open; a wrong code finds nothing."""
    found = Obstacle.objects.select_related(*RELATED).filter(reference=reference.strip().upper()).first()
    kept = found.check_code if found else ""
    is_right = compare_digest(kept.encode(), code.strip().upper().encode())
    return found if found is not None and is_right else None


def refusals_unreported(user: User) -> QuerySet[Case]:
    """Return the cases of this person's offices that were refused at the window and not reported."""
    reported = Obstacle.objects.filter(case=OuterRef("pk"), source=Source.REFUSAL)
    turned_away = (CaseStatus.NOT_ACCEPTED, CaseStatus.NOT_NEEDED)
    return cases_visible_to(user).filter(status__in=turned_away).exclude(Exists(reported)).order_by("-pk")


def own_entries(user: User) -> QuerySet[Obstacle]:
    """Return what the account of an applicant has said could not be done."""
    own = Obstacle.objects.select_related(*RELATED)
    return own.filter(applicant__account=user) if user.is_authenticated else own.none()
