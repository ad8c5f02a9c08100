"""Addresses of the working days."""

from django.urls import path

from tongban.doors.administration.calendar import views

app_name = "calendar"
urlpatterns = [
    path("", views.years, name="years"),
    path("enter/", views.enter, name="enter"),
    path("<int:year>/", views.year, name="year"),
]
