"""Addresses of the desk; its first page stands at the house's own address."""

from django.urls import path

from tongban.doors.desk import views_events

app_name = "desk"
urlpatterns = [path("events/", views_events.events, name="events")]
