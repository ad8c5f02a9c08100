"""What one may ask about people."""

from collections import defaultdict
from datetime import date

from django.db.models import QuerySet

from tongban.ground.people.models import Assignment, Department, SignIn, User, name_digest

WHOLE = (Department.Kind.BUREAU, Department.Kind.FINANCE_BUREAU)


def visible_to(user: User) -> QuerySet[User]:
    """Return the staff whose records this person may see: the administrator all, anybody else only their own."""
    staff = User.objects.select_related("department").prefetch_related("assignments")
    return staff if user.may("people.manage") else staff.filter(pk=user.pk)


def departments_visible_to(user: User) -> QuerySet[Department]:
    """Return the departments whose account this person may read: auditors and reviewers all, staff their bureau's."""
    if user.may("account.read_all") or user.may("account.review"):
        return Department.objects.all()
    if not user.may("account.read") or user.department_id is None:
        return Department.objects.none()
    return Department.objects.filter(pk__in=_bureau_around(user.department_id))


def _bureau_around(department_id: int) -> set[int]:
    rows = {
        pk: (parent, kind) for pk, parent, kind in Department.objects.values_list("pk", "parent_id", "kind")
    }
    children: dict[int | None, list[int]] = defaultdict(list)
    for pk, (parent, _) in rows.items():
        children[parent].append(pk)
    top = department_id
    while rows[top][1] not in WHOLE and (above := rows[top][0]) is not None:
        top = above
    found, queue = set[int](), [top]
    while queue:
        found.add(current := queue.pop())
        queue.extend(children[current])
    return found


def roles_held(user: User, day: date) -> list[Assignment]:
    """Return the roles that this person holds on a day, the oldest first."""
    return [held for held in user.assignments.all() if held.holds_on(day)]


def latest_sign_ins(user: User, most: int = 8) -> QuerySet[SignIn]:
    """Return when this person last signed in or out, or somebody failed to do so in their name."""
    digest = name_digest(user.username)
    return (
        SignIn.objects.filter(name_digest=digest)
        .exclude(outcome=SignIn.Outcome.PASSWORD_RIGHT)
        .order_by("-at")[:most]
    )
