"""Addresses of demands at 12345: filed and followed by anybody, mounted at /12345/."""

from django.urls import path

from tongban.doors.portal.views import ask

app_name = "ask"
urlpatterns = [
    path("", ask.ask, name="ask"),
    path("follow/", ask.follow, name="follow"),
    path("rules.json", ask.open_data, name="rules"),
]
