"""Addresses of the public pages."""

from django.urls import include, path

urlpatterns = [
    path("open/", include("tongban.doors.portal.urls_open")),
    path("items/", include("tongban.doors.portal.urls_items")),
    path("together/", include("tongban.doors.portal.urls_together")),
    path("answers/", include("tongban.doors.portal.urls_answers")),
    path("benefits/", include("tongban.doors.portal.urls_benefits")),
    path("hotline-figures/", include("tongban.doors.portal.urls_hotline_rates")),
    path("12345/", include("tongban.doors.portal.urls_ask")),
    path("projects/", include("tongban.doors.portal.urls_projects")),
    path("not-done/", include("tongban.doors.portal.urls_not_done")),
    path("my/", include("tongban.doors.portal.urls_my")),
    path("enterprise/", include("tongban.doors.portal.urls_enterprise")),
    path("visit/", include("tongban.doors.portal.urls_visit")),
    path("live/", include("tongban.doors.portal.urls_live")),
    path("", include("tongban.doors.portal.urls_anybody")),
]
