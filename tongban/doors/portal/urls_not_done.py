"""Addresses of what could not be done: filed and followed by anybody, mounted at /not-done/."""

from django.urls import path

from tongban.doors.portal.views import not_done

app_name = "not_done"
urlpatterns = [
    path("", not_done.file, name="file"),
    path("follow/", not_done.follow, name="follow"),
]
