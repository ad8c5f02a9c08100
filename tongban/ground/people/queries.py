"""What one may ask about people."""

from collections import defaultdict
from datetime import date

from django.db.models import Q, QuerySet

from tongban.ground.people.models import Applicant, Assignment, Department, SignIn, User, name_digest

WHOLE = (Department.Kind.BUREAU, Department.Kind.FINANCE_BUREAU)


def visible_to(user: User) -> QuerySet[User]:
    """Return the staff whose records this person may see: the administrator all, anybody else only their own."""
    staff = User.objects.filter(applicant__isnull=True)
    staff = staff.select_related("department").prefetch_related("assignments")
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


def applicants_of(user: User, day: date) -> QuerySet[Applicant]:
    """Return for whom this person may apply on a day: themselves and whoever gave them a mandate."""
    lasting = Q(mandates_given__until__isnull=True) | Q(mandates_given__until__gte=day)
    standing = Q(mandates_given__revoked_on__isnull=True) | Q(mandates_given__revoked_on__gt=day)
    mandated = Q(mandates_given__agent__account=user, mandates_given__since__lte=day) & lasting & standing
    return Applicant.objects.filter(Q(account=user) | mandated).distinct()


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
