import pytest
from django.urls import reverse

from tongban.ground.people.models import SignIn
from tongban.ground.people.tests import cast

pytestmark = pytest.mark.django_db
MINUTE = 60


@pytest.fixture
def page():
    return reverse("people:profile")


def let_pass(client, *, started=0, seen=0):
    session = client.session
    session["started_at"] -= started * MINUTE
    session["seen_at"] -= seen * MINUTE
    session.save()


@pytest.fixture
def signed_in(client, page):
    client.force_login(cast.clerk())
    assert client.get(page).status_code == 200
    return client


def test_after_half_an_hour_of_rest_one_signs_in_again(signed_in, page):
    let_pass(signed_in, started=31, seen=31)

    answer = signed_in.get(page)

    assert answer["Location"] == f"{reverse('account_login')}?next=%2Fme%2F"
    assert "_auth_user_id" not in signed_in.session
    assert SignIn.objects.get().outcome == SignIn.Outcome.EXPIRED
    assert "会话已结束" in signed_in.get(answer["Location"]).content.decode()


def test_after_eight_hours_one_signs_in_again_however_busy(signed_in, page):
    let_pass(signed_in, started=481)

    assert signed_in.get(page).status_code == 302


def test_work_keeps_a_session_alive(signed_in, page):
    for _ in range(4):
        let_pass(signed_in, started=20, seen=20)
        assert signed_in.get(page).status_code == 200


def test_a_password_from_somebody_else_is_changed_before_anything_else(client, page):
    user = cast.clerk()
    user.must_change_password = True
    user.save()
    client.force_login(user)

    assert client.get(page)["Location"] == reverse("account_change_password")
    assert "由他人设置" in client.get(reverse("account_change_password")).content.decode()


def test_choosing_a_password_opens_the_way(client, page):
    user = cast.clerk()
    user.must_change_password = True
    user.save()
    client.force_login(user)

    new = "yunhe-xiaoqiao-88"
    answer = client.post(
        reverse("account_change_password"), {"oldpassword": cast.PASSWORD, "password1": new, "password2": new}
    )

    assert answer["Location"] == page
    assert client.get(page).status_code == 200


@pytest.mark.parametrize(
    ("password", "said"),
    [
        ("short-1", "至少 10 个字符"),
        ("1234567890", "常见"),
        ("97264018352", "数字"),
        ("wang-wang", "至少 10"),
    ],
)
def test_a_weak_password_is_refused_in_chinese(client, password, said):
    client.force_login(cast.clerk())

    page = client.post(
        reverse("account_change_password"),
        {"oldpassword": cast.PASSWORD, "password1": password, "password2": password},
    ).content.decode()

    assert said in page


def test_an_office_can_require_a_second_factor(client, page, settings):
    settings.SECOND_FACTOR_REQUIRED = True
    client.force_login(cast.clerk())

    assert client.get(page)["Location"] == reverse("mfa_activate_totp")
    assert client.get(page, headers={"HX-Request": "true"})["HX-Redirect"] == reverse("mfa_activate_totp")
    assert client.post(reverse("account_logout")).status_code == 302
