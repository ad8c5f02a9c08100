import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils.timezone import now

from tongban.ground.kit.conflicts import mark_of
from tongban.ground.ledger.models import Entry
from tongban.ground.people.models import Department, User
from tongban.ground.people.tests import cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(client):
    client.force_login(cast.administrator())
    return client


def text_of(answer):
    return answer.content.decode()


@pytest.mark.parametrize("role", ["performance_clerk", "auditor", "bureau_leader"])
@pytest.mark.parametrize("page", ["/staff/", "/staff/new/", "/staff/1/"])
def test_only_the_system_administrator_opens_the_pages_of_staff(client, role, page):
    client.force_login(cast.staff("zhao", role))

    assert client.get(page).status_code == 403


def test_the_list_is_filtered_by_role_and_state(admin):
    cast.clerk()
    cast.staff("li", "division_head")

    page = text_of(admin.get("/staff/", {"role": "division_head", "state": "active"}))

    assert "li 先生" in page
    assert "wang 先生" not in page


def test_the_list_costs_the_same_for_many(admin, django_assert_max_num_queries):
    for number in range(30):
        cast.staff(f"staff{number}", "performance_clerk", department=cast.finance_division())
    admin.get("/staff/")

    with django_assert_max_num_queries(8):
        admin.get("/staff/")


def test_somebody_new_is_let_in_and_the_first_password_shown_once(admin):
    answer = admin.post(
        "/staff/new/", {"username": "sun", "display_name": "孙立", "roles": ["auditor"]}, follow=True
    )

    (shown,) = re.findall(r"<code>([^<]+)</code>", text_of(answer))
    user = User.objects.get(username="sun")
    assert user.check_password(shown)
    assert user.may("ledger.verify")
    assert "<code>" not in text_of(admin.get(reverse("staff:member", args=[user.pk])))


def test_a_taken_name_is_refused_and_nothing_typed_is_lost(admin):
    cast.clerk()

    answer = admin.post("/staff/new/", {"username": "WANG", "display_name": "另一位王", "roles": ["auditor"]})

    assert answer.status_code == 422
    assert "该用户名已被使用" in text_of(answer)
    assert "另一位王" in text_of(answer)


def test_roles_are_changed_on_the_page_and_entered_in_the_ledger(admin):
    user = cast.clerk()

    admin.post(
        reverse("staff:member", args=[user.pk]),
        {"department": user.department_id, "roles": ["finance_officer"]},
    )

    assert User.objects.get(pk=user.pk).may("evaluation.file")
    assert Entry.objects.filter(move="set_roles", by_name="admin 先生").exists()


def test_an_administrator_cannot_take_their_own_rights(admin):
    me = User.objects.get(username="admin")

    answer = admin.post(reverse("staff:member", args=[me.pk]), {"roles": ["auditor"]})

    assert answer.status_code == 409
    assert User.objects.get(pk=me.pk).may("people.manage")


@pytest.mark.parametrize("name", ["staff:set-active", "staff:reset-password", "staff:remove-second-factor"])
def test_acts_are_posted_not_visited(admin, name):
    assert admin.get(reverse(name, args=[cast.clerk().pk])).status_code == 405


def test_an_account_is_disabled_and_enabled(admin):
    user = cast.clerk()
    address = reverse("staff:set-active", args=[user.pk])

    admin.post(address, {"active": "no"})
    is_out = not User.objects.get(pk=user.pk).is_active
    admin.post(address, {"active": "yes"})

    assert is_out
    assert User.objects.get(pk=user.pk).is_active


def test_a_member_who_does_not_exist_is_not_found(admin):
    assert admin.get("/staff/999999/").status_code == 404


def test_a_department_gets_another_name_on_its_page(admin):
    division = cast.finance_division()
    address = reverse("staff:rename-department", args=[division.pk])

    empty = admin.post(address, {"name": " ", "place": 100})
    admin.post(address, {"name": "财务审计处", "place": 100})

    division.refresh_from_db()
    assert (empty.status_code, division.name) == (422, "财务审计处")
    assert "财务审计处" in text_of(admin.get(reverse("staff:departments")))
    assert Entry.objects.get(subject=f"department:{division.code}").payload["to"] == "财务审计处"


def test_the_last_day_of_a_department_is_entered_and_a_stale_form_refused(admin):
    division = cast.finance_division()
    address = reverse("staff:close-department", args=[division.pk])
    seen = mark_of(division)

    empty = admin.post(address, {"until": "", "seen": seen})
    saved = admin.post(address, {"until": "2030-06-30", "seen": seen})
    late = admin.post(address, {"until": "2031-01-31", "seen": seen})

    assert (empty.status_code, saved.status_code, late.status_code) == (409, 302, 409)
    assert "2031-01-31" in text_of(late)
    assert Entry.objects.get(subject=f"department:{division.code}").payload["to"] == "2030-06-30"
    assert "2030" in text_of(admin.get(reverse("staff:departments")))


def test_a_division_moves_in_every_list(admin):
    finance, office = cast.finance_division(), cast.bureau()
    before = list(Department.objects.filter(pk__in=[finance.pk, office.pk]))

    admin.post(reverse("staff:rename-department", args=[finance.pk]), {"name": finance.name, "place": 1})

    assert before == [office, finance]
    assert list(Department.objects.filter(pk__in=[finance.pk, office.pk])) == [finance, office]
    assert Entry.objects.get(subject=f"department:{finance.code}").move == "place"


def test_accounts_without_a_role_or_long_unused_are_to_be_checked(admin):
    unused, without = cast.clerk(), cast.staff("meng")
    used = cast.staff("sun", "auditor")
    User.objects.update(last_login=now())
    User.objects.filter(pk=unused.pk).update(last_login=now() - timedelta(days=91))

    page = text_of(admin.get("/staff/", {"state": "to_check"}))
    desk = text_of(admin.get("/"))

    assert unused.display_name in page
    assert without.display_name in page
    assert used.display_name not in page
    assert "/staff/?state=to_check" in desk
    assert ">2</a>" in desk


def test_the_administrator_has_a_desk_with_what_waits(admin):
    desk = text_of(admin.get("/"))

    for address in ("/staff/?state=to_check", "/settings/", "/installation/"):
        assert f'href="{address}"' in desk
    assert 'href="/"' in desk
    assert admin.get("/installation/").status_code == 200
