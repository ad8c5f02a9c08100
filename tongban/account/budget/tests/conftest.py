"""A bureau, its finance officer and a small budget."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from tongban.account.budget.actions import books
from tongban.ground.people.models import Assignment, BudgetUnit, Department, User

AT = datetime(2023, 2, 20, 9, 0, tzinfo=UTC)


@pytest.fixture
def bureau(db):
    bureau = Department.objects.create(code="SZ-XZSP", name="苏州市行政审批局", kind="bureau")
    BudgetUnit.objects.create(code="1", name="苏州市行政审批局（本级）", department=bureau)
    return bureau


@pytest.fixture
def officer(bureau):
    user = User.objects.create(username="finance_officer", display_name="李建国", department=bureau)
    Assignment.objects.create(user=user, role="finance_officer", since=date(2020, 1, 1))
    return user


@pytest.fixture
def budget(bureau, officer):
    return books.open_budget(bureau, 2022, by=officer, at=AT)


@pytest.fixture
def postage(budget, officer):
    """Return 专项邮寄费: 45.00 planned, 20.00 cut, 16.73 spent (万元)."""
    line = books.add_line(
        budget, by=officer, at=AT, kind="project", name="专项邮寄费", initial_yuan=Decimal("450000")
    )
    books.post_adjustment(
        line,
        by=officer,
        at=AT,
        kind="cut",
        amount_yuan=Decimal("-200000"),
        reason="年中压减",
        decided_on=date(2022, 7, 1),
    )
    books.post_payment(
        line,
        by=officer,
        at=AT,
        amount_yuan=Decimal("167300"),
        paid_on=date(2022, 12, 31),
        purpose="快递服务费",
        document="记-12",
    )
    return line
