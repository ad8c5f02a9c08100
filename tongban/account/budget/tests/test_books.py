"""Keeping the books: postings, corrections, refusals, and what the ledger keeps of them."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from tongban.account.budget.actions import books
from tongban.account.budget.queries import sheet
from tongban.account.budget.tests.conftest import AT
from tongban.ground.ledger import Refused
from tongban.ground.ledger.models import Entry
from tongban.ground.people.models import Assignment, User

D = Decimal
DAY = date(2022, 9, 30)


@pytest.fixture
def reader(bureau):
    user = User.objects.create(username="bureau_leader", display_name="沈局长", department=bureau)
    Assignment.objects.create(user=user, role="bureau_leader", since=date(2020, 1, 1))
    return user


@pytest.mark.law("budget-law:72")
def test_money_moved_between_lines_is_posted_with_its_reason_and_basis(budget, officer, postage):
    books.post_adjustment(
        postage,
        by=officer,
        at=AT,
        kind="virement",
        amount_yuan=D(-500),
        decided_on=DAY,
        reason="调剂用于培训",
    )

    entry = Entry.objects.filter(subject=budget.reference, move="adjust").latest("number")
    assert entry.basis == "budget-law:72"
    assert sheet(budget).total.adjustment == D(-200_500)


def test_a_change_without_a_reason_is_refused_and_changes_nothing(budget, officer, postage):
    with pytest.raises(ValidationError):
        books.post_adjustment(postage, by=officer, at=AT, kind="cut", amount_yuan=D(-5), decided_on=DAY)

    assert sheet(budget).total.adjustment == D(-200_000)


def test_a_cut_cannot_add(officer, postage):
    with pytest.raises(ValidationError):
        books.post_adjustment(
            postage, by=officer, at=AT, kind="cut", amount_yuan=D(5), decided_on=DAY, reason="压减"
        )


def test_a_closed_budget_takes_no_postings(budget, officer, postage):
    books.close(budget, by=officer, at=AT, on=DAY)

    with pytest.raises(Refused):
        books.post_payment(postage, by=officer, at=AT, amount_yuan=D(1), paid_on=DAY, purpose="办公用品")


def test_only_who_keeps_the_books_posts(postage, reader):
    with pytest.raises(PermissionDenied):
        books.post_payment(postage, by=reader, at=AT, amount_yuan=D(1), paid_on=DAY, purpose="办公用品")
