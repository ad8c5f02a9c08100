"""A small named cast: who plays in the tests of signing in, rights and pages."""

from datetime import UTC, date, datetime

from tongban.ground.people.models import Assignment, Department, User

MORNING = datetime(2023, 2, 1, 1, 0, tzinfo=UTC)
"""Nine o'clock in Suzhou on the first of February 2023."""
PASSWORD = "qingfeng-1022"


def bureau() -> Department:
    return Department.objects.get_or_create(code="SPJ", defaults={"name": "行政审批局", "kind": "bureau"})[0]


def finance_division() -> Department:
    return Department.objects.get_or_create(
        code="SPJ-CW", defaults={"name": "计划财务处", "kind": "division", "parent": bureau()}
    )[0]


def finance_bureau() -> Department:
    return Department.objects.get_or_create(
        code="CZJ", defaults={"name": "财政局", "kind": "finance_bureau"}
    )[0]


def staff(
    username: str, *roles: str, department: Department | None = None, since: date = date(2020, 1, 1)
) -> User:
    user = User(username=username, display_name=f"{username} 先生", department=department)
    user.set_password(PASSWORD)
    user.save()
    Assignment.objects.bulk_create([Assignment(user=user, role=role, since=since) for role in roles])
    return user


def clerk() -> User:
    return staff("wang", "performance_clerk", department=finance_division())


def administrator() -> User:
    return staff("admin", "system_administrator")
