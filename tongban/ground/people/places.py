"""Where a department stands: what lies under it, what it is part of, and its line up and down."""

from collections import defaultdict
from datetime import date

from django.db.models import Q, QuerySet

from tongban.ground.ledger.memo import RowMemo
from tongban.ground.people.models import Department, User

WHOLE = (Department.Kind.BUREAU, Department.Kind.FINANCE_BUREAU, Department.Kind.CITY_DEPARTMENT)
PARENTS: RowMemo[dict[int, int | None]] = RowMemo("people.departments")


def line_of(department_id: int | None) -> frozenset[int]:
    """Return a department, everything under it, and what it is part of."""
    if department_id is None:
        return frozenset()
    parents = _parents()
    return frozenset({*_under(department_id, parents), *_above(department_id, parents)})


def departments_under(department_id: int | None) -> frozenset[int]:
    """Return a department and everything under it."""
    return frozenset(_under(department_id, _parents())) if department_id else frozenset()


def departments_above(department_id: int | None) -> list[int]:
    """Return a department and what it is part of, upwards."""
    return _above(department_id, _parents()) if department_id else []


def bureau_around(department_id: int) -> frozenset[int]:
    """Return the bureau that a department is part of, with everything under it."""
    rows = Department.objects.values_list("pk", "parent_id", "kind")
    parents: dict[int, int | None] = {}
    kinds: dict[int, str] = {}
    for pk, parent, kind in rows:
        parents[pk], kinds[pk] = parent, kind
    line = _above(department_id, parents)
    return frozenset(_under(next((each for each in line if kinds[each] in WHOLE), line[-1]), parents))


def tree_around(user: User) -> frozenset[int]:
    """Return the department of an officer and everything under it; asked once for each request."""
    return frozenset(_under(user.department_id, _known(user))) if user.department_id else frozenset()


def line_around(user: User) -> frozenset[int]:
    """Return the line of an officer's department up and down; asked once for each request."""
    place, parents = user.department_id, _known(user)
    return frozenset({*_under(place, parents), *_above(place, parents)}) if place else frozenset()


def departments_open(day: date) -> QuerySet[Department]:
    """Return the departments that there are on a day, for forms that choose one."""
    return Department.objects.filter(Q(until=None) | Q(until__gte=day))


def office_above(user: User) -> list[int]:
    """Return the department of an officer and what it is part of, upwards; asked once for each request."""
    return _above(user.department_id, _known(user)) if user.department_id else []


def departments_closed(day: date) -> frozenset[int]:
    """Return the departments that had been closed by a day."""
    return frozenset(Department.objects.filter(until__lt=day).values_list("pk", flat=True))


def departments_known_to(user: User) -> tuple[int, ...]:
    """Return which departments there are; asked once for each request."""
    return tuple(_known(user))


def _known(user: User) -> dict[int, int | None]:
    return PARENTS.get(user, _parents)


def _parents() -> dict[int, int | None]:
    return dict(Department.objects.values_list("pk", "parent_id"))


def _under(department_id: int, parents: dict[int, int | None]) -> set[int]:
    children: defaultdict[int | None, list[int]] = defaultdict(list)
    for pk, parent in parents.items():
        children[parent].append(pk)
    found, queue = set[int](), [department_id]
    while queue:
        found.add(current := queue.pop())
        queue.extend(child for child in children[current] if child not in found)
    return found


def _above(department_id: int, parents: dict[int, int | None]) -> list[int]:
    found: list[int] = []
    above: int | None = department_id
    while above is not None and above not in found:
        found.append(above)
        above = parents.get(above)
    return found
