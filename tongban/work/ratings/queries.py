"""What one may ask about ratings."""

from datetime import date

from django.db.models import Count, Q, QuerySet

from tongban.ground.people.models import User
from tongban.work.ratings.models import BadRating, Invitation, Level
from tongban.work.ratings.rules import Tally

WORKED_ON = ("open", "contacted", "appealed", "remedied")


def visible_to(user: User) -> QuerySet[BadRating]:
    """Return the bad ratings this person may see: the own division's, all for a supervisor."""
    works = BadRating.objects.select_related("rating__invitation__applicant", "division")
    if user.may("ratings.rule") or user.may("cases.read_all"):
        return works
    if user.may("ratings.handle") and user.department_id:
        return works.filter(division=user.department_id)
    return works.none()


def waiting(user: User) -> int:
    """Return how many bad ratings are not closed yet, of those this person may see."""
    return visible_to(user).filter(status__in=WORKED_ON).count()


def invitation_behind(code: str) -> Invitation | None:
    """Return the invitation that a link leads to, with its rating if there is one."""
    return (
        Invitation.objects.select_related("division", "rating__work", "rating__follow_up")
        .filter(code=code)
        .first()
    )


def invitation_for(matter: str) -> Invitation | None:
    """Return the invitation to rate a case or visit, if there is one."""
    return (
        Invitation.objects.select_related("rating__work", "rating__follow_up").filter(matter=matter).first()
    )


def tally(invitations: QuerySet[Invitation]) -> Tally:
    """Return how these services were rated; excluded ratings are counted apart."""
    return _tallied(invitations.aggregate(**_COUNTS))


def tallies_by(field: str, since: date, until: date) -> dict[str, Tally]:
    """Return the tallies of a period by item, division or officer (``item_name``, ``division__name``)."""
    made = Invitation.objects.filter(made_at__date__gte=since, made_at__date__lte=until)
    rows = made.order_by(field).values(field).annotate(**_COUNTS)
    return {row[field]: _tallied(row) for row in rows}


EXCLUDED = Q(rating__work__status="excluded")
_COUNTS = {
    "asked": Count("pk"),
    "excluded": Count("pk", filter=EXCLUDED),
    **{
        f"level_{level}": Count("pk", filter=Q(rating__level=level) & ~EXCLUDED)
        for level in sorted(Level.values)
    },
}


def _tallied(row: dict[str, int]) -> Tally:
    one, two, three, four, five = (row[f"level_{level}"] for level in range(1, 6))
    return Tally(row["asked"], (one, two, three, four, five), row["excluded"])
