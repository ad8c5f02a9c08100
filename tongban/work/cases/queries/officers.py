"""What the officers' pages ask beyond the case itself: whose step it is, who may check, what was said."""

from django.utils.timezone import localdate

from tongban.ground.people.models import Assignment, User
from tongban.ground.people.places import line_around, line_of
from tongban.work.cases.models import Case, Review
from tongban.work.cases.queries.reviews import opinions_shown, reviews_shown
from tongban.work.cases.rules.reviews import is_agreed


def open_reviews(case: Case, user: User) -> list[Review]:
    """Return the steps of a case that wait for this person's division."""
    waiting = [review for review in reviews_shown(case) if review.state == Review.State.OPEN]
    divisions = line_around(user) if waiting else frozenset[int]()
    return [review for review in waiting if review.division_id in divisions]


def are_all_agreed(case: Case) -> bool:
    """Return whether every step has agreed."""
    return is_agreed(opinions_shown(case))


def reviewers_of(*divisions: int) -> list[User]:
    """Return the officers who may review for these divisions today."""
    day = localdate()
    places = frozenset[int]().union(*map(line_of, divisions))
    held = Assignment.objects.filter(role__in=["reviewer", "division_head"], user__department__in=places)
    people = {each.user_id: each.user for each in held.select_related("user") if each.holds_on(day)}
    return sorted((user for user in people.values() if user.is_active), key=lambda user: user.username)
