"""Addresses of what administrators, auditors and legal officers keep."""

from django.urls import include, path

urlpatterns = [
    path("settings/", include("tongban.doors.administration.settings.urls")),
    path("staff/", include("tongban.doors.administration.staff.urls")),
    path("ledger/", include("tongban.doors.administration.ledger.urls")),
    path("law/", include("tongban.doors.administration.law.urls")),
    path("clock/", include("tongban.doors.administration.clock.urls")),
    path("calendar/", include("tongban.doors.administration.calendar.urls")),
]
