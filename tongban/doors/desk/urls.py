"""Addresses of the desk; its first page stands at the house's own address."""

from django.urls import include, path

from tongban.doors.desk import views_events

pages = [path("events/", views_events.events, name="events")]
urlpatterns = [
    path("desk/", include((pages, "desk"))),
    path("flows/", include("tongban.doors.desk.flows.urls")),
    path("", include("tongban.doors.desk.figures.urls")),
]
