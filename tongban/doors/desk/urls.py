"""Addresses of the desk; its first page stands at the house's own address."""

from django.urls import include, path

from tongban.doors.desk import views, views_alarms, views_events, views_files

pages = [
    path("waiting/", views.waiting, name="waiting"),
    path("wrong/", views_alarms.alarms, name="alarms"),
    path("events/", views_events.events, name="events"),
    path("applicants/", views_files.find_applicant, name="applicants"),
    path("applicants/<int:pk>/", views_files.applicant_file, name="applicant"),
]
urlpatterns = [
    path("desk/", include((pages, "desk"))),
    path("flows/", include("tongban.doors.desk.flows.urls")),
    path("", include("tongban.doors.desk.figures.urls")),
]
