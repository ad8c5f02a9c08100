"""Addresses for other systems, and of the pages on which they are registered."""

from django.urls import include, path

urlpatterns = [
    path("api/v1/", include("tongban.doors.api.urls_v1")),
    path("open311/v2/", include("tongban.doors.api.urls_open311")),
    path("clients/", include("tongban.doors.api.urls_clients")),
]
