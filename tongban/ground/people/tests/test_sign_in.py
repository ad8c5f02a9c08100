from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tongban.ground.people import devices
from tongban.ground.people.actions import staff
from tongban.ground.people.models import SignIn
from tongban.ground.people.queries import latest_sign_ins
from tongban.ground.people.tests import cast

pytestmark = pytest.mark.django_db
SIGN_IN = "/sign-in/"


def try_to_sign_in(client, username="wang", password=cast.PASSWORD, **more):
    return client.post(SIGN_IN, {"login": username, "password": password, **more})


def outcomes(*wanted):
    return SignIn.objects.filter(outcome__in=wanted).count()


def test_staff_sign_in_with_name_and_password(client):
    user = cast.clerk()

    answer = try_to_sign_in(client)

    assert answer.status_code == 302
    assert client.session["_auth_user_id"] == str(user.pk)
    assert outcomes(SignIn.Outcome.SIGNED_IN) == 1


def test_after_signing_in_one_comes_back_to_where_one_wanted_to_go(client):
    cast.clerk()
    asked = client.get(reverse("people:profile"))

    page = client.get(asked["Location"])
    answer = try_to_sign_in(client, next="/me/")

    assert 'name="next" value="/me/"' in page.content.decode()
    assert answer["Location"] == reverse("people:profile")


def test_signing_in_never_leads_to_another_site(client):
    cast.clerk()

    answer = try_to_sign_in(client, next="https://elsewhere.example/")

    assert "elsewhere" not in answer["Location"]


@pytest.mark.parametrize("username", ["wang", "nobody"])
def test_a_wrong_password_and_an_unknown_name_look_the_same(client, username):
    cast.clerk()

    page = try_to_sign_in(client, username, "not-the-password").content.decode()

    assert "用户名或密码不正确" in page
    assert "_auth_user_id" not in client.session


def test_after_five_failures_the_name_waits_and_is_told_how_long(client):
    cast.clerk()
    for _ in range(5):
        try_to_sign_in(client, password="wrong")

    page = try_to_sign_in(client).content.decode()

    assert "请 15 分钟后再试" in page
    assert "_auth_user_id" not in client.session
    assert outcomes(SignIn.Outcome.REFUSED) == 1


def test_capitals_and_spaces_do_not_get_round_the_limit(client):
    cast.clerk()
    for _ in range(5):
        try_to_sign_in(client, username="WANG ", password="wrong")

    assert "分钟后再试" in try_to_sign_in(client).content.decode()


def test_a_name_without_an_account_waits_as_well(client):
    for _ in range(5):
        try_to_sign_in(client, "nobody", "wrong")

    assert "分钟后再试" in try_to_sign_in(client, "nobody", "wrong").content.decode()


def test_failures_with_one_name_do_not_shut_out_another(client):
    cast.clerk()
    for _ in range(5):
        try_to_sign_in(client, "nobody", "wrong")

    assert try_to_sign_in(client).status_code == 302


def test_after_a_quarter_of_an_hour_the_name_may_try_again(client):
    cast.clerk()
    for _ in range(5):
        try_to_sign_in(client, password="wrong")
    SignIn.objects.update(at=timezone.now() - timedelta(minutes=15))

    assert try_to_sign_in(client).status_code == 302


def test_the_right_password_ends_the_count_of_failures(client):
    cast.clerk()
    for _ in range(4):
        try_to_sign_in(client, password="wrong")
    try_to_sign_in(client)
    client.logout()
    for _ in range(4):
        try_to_sign_in(client, password="wrong")

    assert try_to_sign_in(client).status_code == 302


def test_a_disabled_member_of_staff_cannot_sign_in(client):
    user = cast.clerk()
    user.is_active = False
    user.save()

    try_to_sign_in(client)

    assert "_auth_user_id" not in client.session


def test_the_book_holds_neither_names_nor_passwords(client):
    try_to_sign_in(client, "secret-typed-as-name", "another-secret")

    with connection.cursor() as cursor:
        cursor.execute("SELECT people_signin::text FROM people_signin")
        rows = " ".join(row[0] for row in cursor.fetchall())

    assert rows
    assert "secret" not in rows


def test_signing_out_is_entered(client):
    client.force_login(cast.clerk())

    answer = client.post(reverse("account_logout"))

    assert answer.status_code == 302
    assert outcomes(SignIn.Outcome.SIGNED_OUT) == 1


def test_nobody_signs_up(client):
    assert client.get("/signup/").status_code == 404
    assert client.get("/sign-in/signup/").status_code == 404


def strangers_fail(times, username="wang"):
    for _ in range(times):
        try_to_sign_in(Client(), username, "wrong")


def test_a_known_device_is_not_shut_out_by_strangers(client):
    cast.clerk()
    try_to_sign_in(client)
    client.post(reverse("account_logout"))
    strangers_fail(12)

    stranger, hers = try_to_sign_in(Client()), try_to_sign_in(client)

    assert "分钟后再试" in stranger.content.decode()
    assert hers.status_code == 302
    assert "_auth_user_id" in client.session


def test_a_known_device_guesses_no_oftener_than_a_stranger(client):
    user = cast.clerk()
    try_to_sign_in(client)
    client.post(reverse("account_logout"))
    for _ in range(5):
        try_to_sign_in(client, password="wrong")

    assert "分钟后再试" in try_to_sign_in(client).content.decode()
    assert try_to_sign_in(Client()).status_code == 302
    assert {each.outcome for each in latest_sign_ins(user)} >= {"failed", "refused"}


def test_a_device_is_known_for_its_own_people_only(client):
    cast.clerk()
    cast.staff("li", "division_head")
    for username in ("wang", "li"):
        try_to_sign_in(client, username)
        client.post(reverse("account_logout"))
    cast.staff("chen", "division_head")
    for username in ("wang", "li", "chen"):
        strangers_fail(5, username)

    answers = {username: try_to_sign_in(client, username) for username in ("chen", "li")}
    client.post(reverse("account_logout"))

    assert "分钟后再试" in answers["chen"].content.decode()
    assert answers["li"].status_code == try_to_sign_in(client, "wang").status_code == 302


def test_a_wrong_password_makes_no_device_known(client):
    cast.clerk()
    try_to_sign_in(client, password="wrong")

    assert devices.COOKIE not in client.cookies


def test_a_device_is_forgotten_with_the_password(client):
    user = cast.clerk()
    try_to_sign_in(client)
    client.post(reverse("account_logout"))
    user.set_password("another-2022-one")
    user.save()
    strangers_fail(5)

    assert "分钟后再试" in try_to_sign_in(client, password="another-2022-one").content.decode()


@pytest.mark.parametrize("forged", ["x", "eyJ4IjoxfQ:1:abc", ""])
def test_a_forged_device_is_a_stranger(client, forged):
    cast.clerk()
    strangers_fail(5)
    client.cookies[devices.COOKIE] = forged

    assert "分钟后再试" in try_to_sign_in(client).content.decode()


@pytest.mark.django_db(transaction=True)
def test_twelve_guesses_at_once_are_still_only_five():
    def guess(_):
        try:
            return staff.begin_attempt("wang", at=timezone.now())[1]
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as pool:
        waits = list(pool.map(guess, range(12)))

    assert sum(until is None for until in waits) == 5
    assert outcomes(SignIn.Outcome.FAILED) == 5
    assert outcomes(SignIn.Outcome.REFUSED) == 7


def code_for(secret, step=0):
    counters = list(yield_hotp_counters_from_time())
    return format_hotp_value(hotp_value(secret, counters[len(counters) // 2] + step))


def set_up_second_factor(client):
    client.post(reverse("account_reauthenticate"), {"password": cast.PASSWORD})
    page = client.get(reverse("mfa_activate_totp"))
    secret = page.context["form"].secret
    client.post(reverse("mfa_activate_totp"), {"code": code_for(secret)})
    return secret


@pytest.fixture
def secret(client):
    cast.clerk()
    try_to_sign_in(client)
    secret = set_up_second_factor(client)
    client.post(reverse("account_logout"))
    return secret


def test_with_a_second_factor_the_password_alone_opens_nothing(client, secret):
    answer = try_to_sign_in(client)

    assert answer["Location"].startswith(reverse("mfa_authenticate"))
    assert "_auth_user_id" not in client.session
    assert client.get(reverse("people:profile")).status_code == 302


def test_password_and_code_open_the_account_and_a_code_only_once(client, secret):
    code = code_for(secret, step=1)
    try_to_sign_in(client)
    client.post(reverse("mfa_authenticate"), {"code": code})
    first_time = "_auth_user_id" in client.session
    client.post(reverse("account_logout"))
    try_to_sign_in(client)
    client.post(reverse("mfa_authenticate"), {"code": code})

    assert first_time
    assert "_auth_user_id" not in client.session


def test_the_second_factor_lets_the_right_person_in_while_the_name_waits(secret):
    strangers_fail(6)
    elsewhere = Client()

    answer = try_to_sign_in(elsewhere)
    elsewhere.post(reverse("mfa_authenticate"), {"code": code_for(secret, step=1)})

    assert answer["Location"].startswith(reverse("mfa_authenticate"))
    assert "_auth_user_id" in elsewhere.session


def test_while_a_name_with_a_second_factor_waits_strangers_learn_nothing_and_stay_throttled(secret):
    cast.staff("li", "division_head")
    for username in ("wang", "li", "nobody"):
        strangers_fail(5, username)

    pages = {
        try_to_sign_in(Client(), name, "wrong").content.decode().count("分钟后再试")
        for name in ("wang", "li", "nobody")
    }
    strangers_fail(5)

    assert len(pages) == 1
    assert "分钟后再试" in try_to_sign_in(Client()).content.decode()


def test_before_the_second_factor_no_device_is_known(client, secret):
    new = Client()

    try_to_sign_in(new)
    before = devices.COOKIE in new.cookies
    new.post(reverse("mfa_authenticate"), {"code": code_for(secret, step=1)})

    assert not before
    assert devices.COOKIE in new.cookies


def test_codes_are_guessed_five_times_at_most(client, secret):
    try_to_sign_in(client)
    for _ in range(5):
        client.post(reverse("mfa_authenticate"), {"code": "000000"})

    page = client.post(reverse("mfa_authenticate"), {"code": code_for(secret, step=1)}).content.decode()

    assert "15 分钟后再试" in page
    assert "_auth_user_id" not in client.session


def test_a_recovery_code_opens_the_account_once(client, secret):
    codes = Authenticator.objects.get(type="recovery_codes").wrap().get_unused_codes()
    try_to_sign_in(client)
    client.post(reverse("mfa_authenticate"), {"code": codes[0]})

    assert "_auth_user_id" in client.session
    assert codes[0] not in Authenticator.objects.get(type="recovery_codes").wrap().get_unused_codes()


def test_the_secret_is_kept_encrypted(client, secret):
    kept = Authenticator.objects.get(type="totp")

    assert secret not in str(kept.data)
    assert kept.wrap().validate_code(code_for(secret, step=1))


@pytest.mark.parametrize(
    "page",
    [
        "mfa_index",
        "mfa_view_recovery_codes",
        "mfa_generate_recovery_codes",
        "mfa_deactivate_totp",
        "mfa_reauthenticate",
    ],
)
def test_the_pages_of_the_second_factor_open(client, page):
    cast.clerk()
    try_to_sign_in(client)
    set_up_second_factor(client)

    assert client.get(reverse(page)).status_code == 200
