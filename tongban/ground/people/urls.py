"""Addresses of signing in, one's own account and the second factor; each page of the library named one by one."""

from allauth.account import views as account
from allauth.mfa.base import views as second_factor
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from django.urls import include, path

from tongban.ground.people import views
from tongban.ground.people.access import public, signed_in

own_account = (
    [
        path("", views.profile, name="profile"),
        path("substitution/", views.appoint, name="appoint"),
        path("substitution/<int:pk>/end/", views.end, name="end-substitution"),
        path("acting/", views.act_for, name="act-for"),
    ],
    "people",
)

urlpatterns = [
    path("sign-in/", public(account.login), name="account_login"),
    path("sign-in/code/", public(second_factor.authenticate), name="mfa_authenticate"),
    path("sign-in/disabled/", public(account.account_inactive), name="account_inactive"),
    path("sign-out/", signed_in(account.logout), name="account_logout"),
    path("me/", include(own_account)),
    path("me/password/", signed_in(account.password_change), name="account_change_password"),
    path("me/confirm/", signed_in(account.reauthenticate), name="account_reauthenticate"),
    path("me/confirm/code/", signed_in(second_factor.reauthenticate), name="mfa_reauthenticate"),
    path("me/second-factor/", signed_in(second_factor.index), name="mfa_index"),
    path("me/second-factor/set-up/", signed_in(totp.activate_totp), name="mfa_activate_totp"),
    path("me/second-factor/remove/", signed_in(totp.deactivate_totp), name="mfa_deactivate_totp"),
    path("me/second-factor/codes/", signed_in(codes.view_recovery_codes), name="mfa_view_recovery_codes"),
    path(
        "me/second-factor/codes/new/",
        signed_in(codes.generate_recovery_codes),
        name="mfa_generate_recovery_codes",
    ),
    path(
        "me/second-factor/codes/file/",
        signed_in(codes.download_recovery_codes),
        name="mfa_download_recovery_codes",
    ),
]
