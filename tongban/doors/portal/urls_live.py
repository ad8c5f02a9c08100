"""Addresses of live programmes for everybody, mounted at /live/."""

from django.urls import path

from tongban.doors.portal.views import programmes

app_name = "live"
urlpatterns = [
    path("", programmes.programmes, name="programmes"),
    path("follow/", programmes.follow, name="follow"),
    path("<slug:reference>/", programmes.programme, name="programme"),
    path("<slug:reference>/state/", programmes.state, name="state"),
    path("<slug:reference>/like/<int:question>/", programmes.like, name="like"),
    path("<slug:reference>/ask/", programmes.ask, name="ask"),
    path("<slug:reference>/asked/", programmes.asked, name="asked"),
]
