"""Addresses open to whoever has a code: progress, checks of papers and licences, ratings; mounted at /."""

from django.urls import path

from tongban.doors.portal.views import checks, myself, office, ratings

urlpatterns = [
    path("sign-up/", myself.sign_up, name="account_signup"),
    path("office/", office.office, name="office"),
    path("privacy/", myself.privacy, name="privacy"),
    path("progress/", checks.progress, name="progress"),
    path("check/", checks.check, name="check"),
    path("check/<slug:code>/", checks.checked, name="checked"),
    path("rate/<slug:code>/", ratings.rate, name="rating"),
]
