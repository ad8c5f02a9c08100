"""Addresses of the page about the clock."""

from django.urls import path

from tongban.ground.kit.clock_pages import views

app_name = "clock"
urlpatterns = [path("", views.doubt, name="doubt")]
