from datetime import date

import pytest

from tongban.ground.ledger.grants import all_permissions, grants
from tongban.ground.people import queries
from tongban.ground.people.models import Assignment, Department, User
from tongban.ground.people.roles import ROLES
from tongban.ground.people.tests import cast


def test_the_system_administrator_sees_no_business_data():
    upkeep = (
        "people.",
        "duties.",
        "outbox.",
        "settings.",
    )  # the outbox shows kinds and numbers, no addresses

    assert grants()["system_administrator"].isdisjoint(
        permission for permission in all_permissions() if not permission.startswith(upkeep)
    )


@pytest.mark.django_db
@pytest.mark.parametrize("role", ROLES)
def test_a_member_of_staff_may_do_what_the_role_grants_and_nothing_else(role):
    user = cast.staff("zhao", role)

    assert {permission for permission in all_permissions() if user.may(permission)} == grants()[role]


@pytest.mark.django_db
def test_asking_for_what_no_role_grants_is_a_mistake_in_code():
    with pytest.raises(ValueError, match=r"evaluation\.sing"):
        cast.clerk().may("evaluation.sing")


@pytest.mark.django_db
def test_a_disabled_member_of_staff_may_do_nothing():
    user = cast.clerk()
    user.is_active = False

    assert not user.may("account.read")


@pytest.mark.parametrize(
    ("day", "holds"),
    [
        (date(2022, 12, 31), False),
        (date(2023, 1, 1), True),
        (date(2023, 6, 30), True),
        (date(2023, 7, 1), False),
    ],
)
def test_a_role_is_held_from_its_first_to_its_last_day(day, holds):
    held = Assignment(role="auditor", since=date(2023, 1, 1), until=date(2023, 6, 30))

    assert held.holds_on(day) is holds


@pytest.mark.django_db
def test_rights_are_asked_once_for_each_request(django_assert_num_queries):
    user = User.objects.get(pk=cast.clerk().pk)

    with django_assert_num_queries(1):
        assert user.may("account.read")
        assert not user.may("evaluation.sign")


@pytest.mark.django_db
def test_staff_read_the_account_of_their_own_bureau():
    cast.finance_bureau()
    city = Department.objects.create(code="SZ", name="市", kind="unit")
    Department.objects.filter(code="SPJ").update(parent=city)

    seen = queries.departments_visible_to(cast.clerk())

    assert {department.code for department in seen} == {"SPJ", "SPJ-CW"}


@pytest.mark.django_db
@pytest.mark.parametrize("role", ["auditor", "finance_reviewer"])
def test_auditors_and_reviewers_read_every_account(role):
    cast.finance_division()
    cast.finance_bureau()

    seen = queries.departments_visible_to(cast.staff("sun", role))

    assert {department.code for department in seen} == {"SPJ", "SPJ-CW", "CZJ"}


@pytest.mark.django_db
def test_the_system_administrator_reads_no_account():
    cast.finance_division()

    assert not queries.departments_visible_to(cast.administrator()).exists()


@pytest.mark.django_db
def test_staff_see_only_their_own_record():
    user = cast.clerk()
    cast.staff("li", "division_head")

    assert list(queries.visible_to(user)) == [user]
