"""Addresses of the page about the clock."""

from django.urls import path

from tongban.doors.administration.clock import views

app_name = "clock"
urlpatterns = [path("", views.doubt, name="doubt")]
