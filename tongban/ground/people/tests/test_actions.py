from datetime import timedelta

import pytest

from tongban.ground.ledger import Refused
from tongban.ground.ledger.models import Entry
from tongban.ground.people.actions import staff
from tongban.ground.people.models import SignIn, User
from tongban.ground.people.tests import cast
from tongban.ground.people.tests.cast import MORNING

pytestmark = pytest.mark.django_db
NEXT_DAY = MORNING + timedelta(days=1)


def moves_of(user):
    return list(Entry.objects.filter(subject=staff.subject_of(user)).values_list("move", "before", "after"))


def test_somebody_employed_can_sign_in_with_a_first_password_that_must_change():
    admin = cast.administrator()

    user, first = staff.employ("li", "李建国", cast.bureau(), ["division_head"], by=admin, at=MORNING)

    assert user.check_password(first)
    assert len(first) >= 10
    assert user.must_change_password
    assert user.may("evaluation.endorse")
    assert moves_of(user) == [("employ", "", "SPJ"), ("set_roles", "", "division_head")]


@pytest.mark.law("gbt-22239")
def test_every_change_of_rights_is_in_the_ledger_with_the_standard_it_follows():
    admin = cast.administrator()

    user, _ = staff.employ("li", "李建国", cast.bureau(), ["division_head"], by=admin, at=MORNING)
    staff.set_active(user, False, by=admin, at=NEXT_DAY)

    entries = Entry.objects.filter(subject=staff.subject_of(user))
    assert {(entry.basis, entry.by_id) for entry in entries} == {("gbt-22239", admin.pk)}


def test_a_sign_in_is_forgotten_after_a_year_and_not_before():
    kept, gone = MORNING - timedelta(days=366), MORNING - timedelta(days=367)
    for moment in (kept, gone):
        SignIn.objects.create(name_digest="d", outcome=SignIn.Outcome.FAILED, at=moment)

    assert staff.forget_old_sign_ins(at=MORNING) == 1
    assert SignIn.objects.get().at == kept


def test_a_change_of_roles_ends_the_old_and_begins_the_new():
    admin = cast.administrator()
    user = cast.clerk()

    staff.set_roles(user, ["finance_officer"], by=admin, at=NEXT_DAY)

    user = User.objects.get(pk=user.pk)
    assert user.roles_on(MORNING.date()) == {"performance_clerk"}
    assert user.roles_on(NEXT_DAY.date()) == {"finance_officer"}
    assert moves_of(user) == [("set_roles", "performance_clerk", "finance_officer")]


def test_a_role_given_and_taken_on_the_same_day_leaves_only_the_ledger():
    admin = cast.administrator()
    user = cast.staff("zhou")

    staff.set_roles(user, ["auditor"], by=admin, at=MORNING)
    staff.set_roles(user, [], by=admin, at=MORNING)

    assert not user.assignments.exists()
    assert [move for move, _, _ in moves_of(user)] == ["set_roles", "set_roles"]


def test_saving_without_a_change_enters_nothing():
    user = cast.clerk()

    staff.place(user, user.department, ["performance_clerk"], by=cast.administrator(), at=MORNING)

    assert moves_of(user) == []


@pytest.mark.parametrize(
    "act",
    [
        lambda user: staff.set_roles(user, ["auditor"], by=user, at=MORNING),
        lambda user: staff.set_active(user, False, by=user, at=MORNING),
        lambda user: staff.remove_second_factor(user, by=user, at=MORNING),
    ],
)
def test_nobody_changes_their_own_rights(act):
    admin = cast.administrator()

    with pytest.raises(Refused):
        act(admin)

    assert admin.roles_on(MORNING.date()) == {"system_administrator"}
    assert moves_of(admin) == []


def test_an_unknown_role_is_refused():
    with pytest.raises(Refused, match="emperor"):
        staff.set_roles(cast.clerk(), ["emperor"], by=cast.administrator(), at=MORNING)


def test_whoever_is_disabled_is_out_at_the_next_page(client):
    user = cast.clerk()
    client.force_login(user)

    staff.set_active(user, False, by=cast.administrator(), at=MORNING)

    assert client.get("/me/").status_code == 302
    assert [move for move, _, _ in moves_of(user)] == ["disable"]


def test_a_reset_password_ends_the_sessions(client):
    user = cast.clerk()
    client.force_login(user)

    first = staff.reset_password(user, by=cast.administrator(), at=MORNING)

    assert client.get("/me/").status_code == 302
    assert User.objects.get(pk=user.pk).check_password(first)
    assert first not in str(list(Entry.objects.values()))
