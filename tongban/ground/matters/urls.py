"""Addresses of the duties."""

from django.urls import path

from tongban.ground.matters import views

app_name = "duties"
urlpatterns = [
    path("", views.listed, name="list"),
    path("run/", views.run_now, name="run"),
]
